-- Statements of a hundred thousand entries: what is written for each of their payments is written once.

-- An import knows what a payment will be linked with before it writes the payment: it takes its number, and writes it with what is
-- allocated of it and with its customer.
GRANT USAGE ON SEQUENCE payment_id_seq TO kvit_app;

-- A reversal is found among many entries, and the payments that it may take back among as many.
CREATE INDEX bank_entry_reversal ON bank_entry (company_id, account, amount) WHERE reversal AND NOT credit AND status = 'BOOK';
CREATE INDEX payment_by_amount ON payment (company_id, amount) WHERE entry_id IS NOT NULL AND voided_at IS NULL;
CREATE INDEX payer_account_of_customer ON payer_account (company_id, customer_id);

-- One row a company: a hash of all that the matcher knew (open invoices, customers, their accounts) when all payments with nothing linked
-- were last asked. While that is the same, the same answers would come again.
CREATE TABLE last_asked (
  company_id bigint NOT NULL REFERENCES company,
  knowledge  bigint NOT NULL,
  PRIMARY KEY (company_id)
);
CALL tenanted('last_asked');

-- As in V13, but that what is allocated of a payment is set to what its links come to, where that is something else: a payment that was
-- written with it isn't written again. Nor are rows locked that nobody else has seen yet.
CREATE OR REPLACE FUNCTION allocation_settles() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM set_config('kvit.quiet', 'on', true);
  IF TG_OP IN ('UPDATE', 'DELETE') THEN
    PERFORM 1 FROM invoice i WHERE (i.company_id, i.id) IN (SELECT o.company_id, o.invoice_id FROM old_rows o) ORDER BY i.id FOR NO KEY UPDATE;
    UPDATE invoice i SET open_amount = i.open_amount + o.amount
      FROM (SELECT company_id, invoice_id, sum(amount) AS amount FROM old_rows GROUP BY 1, 2) o
     WHERE i.company_id = o.company_id AND i.id = o.invoice_id;
    UPDATE payment p SET allocated = p.allocated - o.amount
      FROM (SELECT company_id, payment_id, sum(amount) AS amount FROM old_rows GROUP BY 1, 2) o
     WHERE p.company_id = o.company_id AND p.id = o.payment_id;
    UPDATE credit_note k SET allocated = k.allocated - o.amount
      FROM (SELECT company_id, credit_note_id, sum(amount) AS amount FROM old_rows GROUP BY 1, 2) o
     WHERE k.company_id = o.company_id AND k.id = o.credit_note_id;
  END IF;
  IF TG_OP IN ('INSERT', 'UPDATE') THEN
    PERFORM 1 FROM invoice i WHERE (i.company_id, i.id) IN (SELECT n.company_id, n.invoice_id FROM new_rows n) ORDER BY i.id FOR NO KEY UPDATE;
    PERFORM 1 FROM payment p WHERE (p.company_id, p.id) IN (SELECT n.company_id, n.payment_id FROM new_rows n)
                                   AND p.xmin IS DISTINCT FROM pg_current_xact_id()::xid ORDER BY p.id FOR NO KEY UPDATE;
    PERFORM 1 FROM credit_note k WHERE (k.company_id, k.id) IN (SELECT n.company_id, n.credit_note_id FROM new_rows n) ORDER BY k.id FOR NO KEY UPDATE;
    IF EXISTS (SELECT FROM new_rows n
                 JOIN invoice i ON i.company_id = n.company_id AND i.id = n.invoice_id
                 JOIN payment p ON p.company_id = n.company_id AND p.id = n.payment_id
                WHERE i.currency <> p.currency OR NOT i.approved OR p.voided_at IS NOT NULL OR n.paid_on <> p.booked_on)
       OR EXISTS (SELECT FROM new_rows n
                    JOIN invoice i ON i.company_id = n.company_id AND i.id = n.invoice_id
                    JOIN credit_note k ON k.company_id = n.company_id AND k.id = n.credit_note_id
                    JOIN invoice o ON o.company_id = k.company_id AND o.id = k.invoice_id
                   WHERE i.currency <> k.currency OR NOT i.approved OR i.customer_id <> o.customer_id OR n.paid_on <> k.issue_date)
       OR EXISTS (SELECT FROM new_rows n
                    JOIN invoice i ON i.company_id = n.company_id AND i.id = n.invoice_id
                    JOIN write_off w ON w.company_id = n.company_id AND w.id = n.write_off_id
                   WHERE i.currency <> w.currency OR NOT i.approved OR w.voided_at IS NOT NULL
                      OR (n.invoice_id, n.amount, n.paid_on) IS DISTINCT FROM (w.invoice_id, w.amount, w.written_on)) THEN
      RAISE EXCEPTION 'an allocation joins an approved invoice with a standing payment, the customer''s credit note or its own write-off, of one currency, on its date'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'allocation_joins';
    END IF;
    UPDATE invoice i SET open_amount = i.open_amount - n.amount
      FROM (SELECT company_id, invoice_id, sum(amount) AS amount FROM new_rows GROUP BY 1, 2) n
     WHERE i.company_id = n.company_id AND i.id = n.invoice_id;
    UPDATE payment p SET allocated = l.amount
      FROM (SELECT n.company_id, n.payment_id,
                   (SELECT sum(a.amount) FROM allocation a WHERE a.company_id = n.company_id AND a.payment_id = n.payment_id) AS amount
              FROM (SELECT DISTINCT company_id, payment_id FROM new_rows WHERE payment_id IS NOT NULL) n) l
     WHERE p.company_id = l.company_id AND p.id = l.payment_id AND p.allocated <> l.amount;
    UPDATE credit_note k SET allocated = k.allocated + n.amount
      FROM (SELECT company_id, credit_note_id, sum(amount) AS amount FROM new_rows GROUP BY 1, 2) n
     WHERE k.company_id = n.company_id AND k.id = n.credit_note_id;
  END IF;
  PERFORM set_config('kvit.quiet', 'off', true);
  RETURN NULL;
END $$;
-- A few thousand rows among a million are looked up by their keys: the pages that those are on were read by the statement before.
ALTER FUNCTION allocation_settles() SET random_page_cost = 1.1;

-- As in V1, but that rows which differ in nothing that is written down are passed by quickly.
CREATE OR REPLACE FUNCTION audit_changes() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  via_now text := coalesce(nullif(current_setting('kvit.via', true), ''), 'job');
  but text[] := coalesce(TG_ARGV, '{}');  -- without arguments TG_ARGV is null, and would make everything null
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO audit (company_id, user_id, via, subject, subject_id, action, after)
    SELECT n.company_id, current_actor(), via_now, TG_TABLE_NAME, n.id, 'created',
           CASE WHEN 'slim' = ANY (but) THEN NULL ELSE jsonb_strip_nulls(to_jsonb(n)) - but END
      FROM new_rows n;
  ELSIF TG_OP = 'DELETE' THEN
    INSERT INTO audit (company_id, user_id, via, subject, subject_id, action, before)
    SELECT o.company_id, current_actor(), via_now, TG_TABLE_NAME, o.id, 'deleted', jsonb_strip_nulls(to_jsonb(o)) - but
      FROM old_rows o;
  ELSE
    INSERT INTO audit (company_id, user_id, via, subject, subject_id, action, before, after)
    SELECT n.company_id, current_actor(), via_now, TG_TABLE_NAME, n.id, 'changed', d.before, d.after
      FROM new_rows n
      JOIN old_rows o ON o.company_id = n.company_id AND o.id = n.id
     CROSS JOIN LATERAL (
           SELECT jsonb_object_agg(b.key, b.value) AS before, jsonb_object_agg(a.key, a.value) AS after
             FROM jsonb_each(to_jsonb(o)) b
             JOIN jsonb_each(to_jsonb(n)) a ON a.key = b.key
            WHERE a.value IS DISTINCT FROM b.value AND NOT a.key = ANY (but)) d
     WHERE to_jsonb(n) - but <> to_jsonb(o) - but AND d.before IS NOT NULL;
  END IF;
  RETURN NULL;
END $$;
