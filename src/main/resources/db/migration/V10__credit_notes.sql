-- What of an invoice was credited. Derived, as what is open of it: kept by the credit note's trigger, nobody's to set.
ALTER TABLE invoice
  ADD credited numeric(19,4) NOT NULL DEFAULT 0,
  ADD CONSTRAINT invoice_credited CHECK (credited BETWEEN 0 AND total);
DROP TRIGGER audit_created ON invoice;
DROP TRIGGER audit_changed ON invoice;
DROP TRIGGER audit_deleted ON invoice;
CALL audited('invoice', 'slim', 'open_amount', 'credited', 'itemized', 'has_left');

-- One row: a credit note, which takes back an approved invoice, whole or in part. It is final once it is there: only what is noted of
-- its sending changes.
CREATE TABLE credit_note (
  company_id bigint        NOT NULL REFERENCES company,
  id         bigint        GENERATED ALWAYS AS IDENTITY,
  number     text          NOT NULL CHECK (length(number) BETWEEN 1 AND 50),
  invoice_id bigint        NOT NULL,
  issue_date date          NOT NULL,
  currency   char(3)       NOT NULL,                       -- the invoice's
  total      numeric(19,4) NOT NULL CHECK (total > 0),     -- what it takes back, with VAT and rounding (EN 16931 BT-115)
  rounding   numeric(19,4) NOT NULL DEFAULT 0,             -- cents by which that differs from what its lines come to (BT-114)
  reason     text          NOT NULL CHECK (length(reason) BETWEEN 1 AND 500),
  set_off    numeric(19,4) NOT NULL DEFAULT 0 CHECK (set_off BETWEEN 0 AND total),   -- at once against its invoice, when it was issued: so its paper says
  allocated  numeric(19,4) NOT NULL DEFAULT 0,             -- derived; kept by the allocation's triggers
  sent_on    date,                                         -- last e-mailed from Kvit
  created_at timestamptz   NOT NULL DEFAULT now(),
  created_by bigint,
  PRIMARY KEY (company_id, id),
  UNIQUE (company_id, number),
  FOREIGN KEY (company_id, invoice_id) REFERENCES invoice (company_id, id),
  CONSTRAINT credit_note_allocated CHECK (allocated BETWEEN 0 AND total)
);
CREATE INDEX credit_note_by_invoice ON credit_note (company_id, invoice_id, id);
CREATE INDEX credit_note_by_date ON credit_note (company_id, issue_date, id);

-- One row: so much of one line of the invoice is taken back. Without any: the invoice came with its total only.
CREATE TABLE credit_note_line (
  company_id       bigint        NOT NULL,
  id               bigint        GENERATED ALWAYS AS IDENTITY,
  credit_note_id   bigint        NOT NULL,
  position         int           NOT NULL,
  invoice_position int           NOT NULL,                  -- of the invoice's line
  description      text          NOT NULL,
  quantity         numeric(19,4) NOT NULL,                  -- of the sign of the invoice's line
  unit_price       numeric(19,6) NOT NULL CHECK (unit_price >= 0),   -- without VAT
  vat_rate         numeric(5,2)  NOT NULL CHECK (vat_rate BETWEEN 0 AND 100),
  vat_category     text          NOT NULL CHECK (vat_category IN ('S', 'Z', 'E', 'AE', 'K', 'G', 'O')),
  PRIMARY KEY (company_id, id),
  UNIQUE (company_id, credit_note_id, position),
  UNIQUE (company_id, credit_note_id, invoice_position),
  FOREIGN KEY (company_id, credit_note_id) REFERENCES credit_note (company_id, id)
);

-- One row: an e-mail that carried a credit note.
CREATE TABLE credit_note_mail (
  company_id     bigint NOT NULL,
  credit_note_id bigint NOT NULL,
  mail_id        bigint NOT NULL,
  PRIMARY KEY (company_id, credit_note_id, mail_id),
  FOREIGN KEY (company_id, credit_note_id) REFERENCES credit_note (company_id, id),
  FOREIGN KEY (company_id, mail_id) REFERENCES mail (company_id, id)
);

CREATE FUNCTION never_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'rows of % are never changed', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER never_deleted BEFORE DELETE ON credit_note FOR EACH ROW EXECUTE FUNCTION never_deleted();
CREATE TRIGGER never_deleted BEFORE DELETE ON credit_note_line FOR EACH ROW EXECUTE FUNCTION never_deleted();
CREATE TRIGGER never_changed BEFORE UPDATE OF number, invoice_id, issue_date, currency, total, rounding, set_off, reason ON credit_note
  FOR EACH ROW EXECUTE FUNCTION never_changed();
CREATE TRIGGER never_changed BEFORE UPDATE ON credit_note_line FOR EACH ROW EXECUTE FUNCTION never_changed();

-- A credit note takes back what is there: an approved invoice of its currency that was issued before it, and no more of it than its total.
CREATE FUNCTION credit_note_credits() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM set_config('kvit.quiet', 'on', true);
  PERFORM 1 FROM invoice i WHERE (i.company_id, i.id) IN (SELECT n.company_id, n.invoice_id FROM new_rows n) ORDER BY i.id FOR NO KEY UPDATE;
  IF EXISTS (SELECT FROM new_rows n
               JOIN invoice i ON i.company_id = n.company_id AND i.id = n.invoice_id
              WHERE NOT i.approved OR i.currency <> n.currency OR i.issue_date > n.issue_date) THEN
    RAISE EXCEPTION 'a credit note is for an approved invoice of its currency, issued on its date or before'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'credit_note_credits';
  END IF;
  UPDATE invoice i SET credited = i.credited + n.total
    FROM (SELECT company_id, invoice_id, sum(total) AS total FROM new_rows GROUP BY 1, 2) n
   WHERE i.company_id = n.company_id AND i.id = n.invoice_id;
  PERFORM set_config('kvit.quiet', 'off', true);
  RETURN NULL;
END $$;
CREATE TRIGGER credits AFTER INSERT ON credit_note REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION credit_note_credits();

-- An invoice with a credit note stays what the credit note names, wherever the credit note's money has gone since.
CREATE FUNCTION credited_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'invoice % has a credit note', OLD.id USING ERRCODE = 'restrict_violation', CONSTRAINT = 'invoice_credited_stays';
END $$;
CREATE TRIGGER credited_stays BEFORE UPDATE OF approved, currency, customer_id, issue_date, total ON invoice FOR EACH ROW
  WHEN (OLD.credited > 0 AND (OLD.approved, OLD.currency, OLD.customer_id, OLD.issue_date, OLD.total)
                             IS DISTINCT FROM (NEW.approved, NEW.currency, NEW.customer_id, NEW.issue_date, NEW.total))
  EXECUTE FUNCTION credited_stays();

-- An invoice is settled by payments and by credit notes.
ALTER TABLE allocation
  ALTER payment_id DROP NOT NULL,
  ADD credit_note_id bigint,
  ADD CONSTRAINT allocation_source CHECK (num_nonnulls(payment_id, credit_note_id) = 1),
  ADD UNIQUE (company_id, credit_note_id, invoice_id),
  ADD FOREIGN KEY (company_id, credit_note_id) REFERENCES credit_note (company_id, id);
CREATE INDEX allocation_of_credit_notes ON allocation (company_id, invoice_id, paid_on) INCLUDE (amount) WHERE credit_note_id IS NOT NULL;
CREATE INDEX audit_of_removed_set_offs ON audit (company_id, ((before ->> 'credit_note_id')::bigint)) WHERE subject = 'allocation' AND action = 'deleted';

-- As in V6, and for credit notes too: of the invoice's customer, on the credit note's own date. Locked in one order: invoices, payments,
-- credit notes, each by id.
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
    PERFORM 1 FROM payment p WHERE (p.company_id, p.id) IN (SELECT n.company_id, n.payment_id FROM new_rows n) ORDER BY p.id FOR NO KEY UPDATE;
    PERFORM 1 FROM credit_note k WHERE (k.company_id, k.id) IN (SELECT n.company_id, n.credit_note_id FROM new_rows n) ORDER BY k.id FOR NO KEY UPDATE;
    IF EXISTS (SELECT FROM new_rows n
                 JOIN invoice i ON i.company_id = n.company_id AND i.id = n.invoice_id
                 JOIN payment p ON p.company_id = n.company_id AND p.id = n.payment_id
                WHERE i.currency <> p.currency OR NOT i.approved OR p.voided_at IS NOT NULL OR n.paid_on <> p.booked_on)
       OR EXISTS (SELECT FROM new_rows n
                    JOIN invoice i ON i.company_id = n.company_id AND i.id = n.invoice_id
                    JOIN credit_note k ON k.company_id = n.company_id AND k.id = n.credit_note_id
                    JOIN invoice o ON o.company_id = k.company_id AND o.id = k.invoice_id
                   WHERE i.currency <> k.currency OR NOT i.approved OR i.customer_id <> o.customer_id OR n.paid_on <> k.issue_date) THEN
      RAISE EXCEPTION 'an allocation joins an approved invoice with a standing payment or the customer''s credit note of one currency, on its date'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'allocation_joins';
    END IF;
    UPDATE invoice i SET open_amount = i.open_amount - n.amount
      FROM (SELECT company_id, invoice_id, sum(amount) AS amount FROM new_rows GROUP BY 1, 2) n
     WHERE i.company_id = n.company_id AND i.id = n.invoice_id;
    UPDATE payment p SET allocated = p.allocated + n.amount
      FROM (SELECT company_id, payment_id, sum(amount) AS amount FROM new_rows GROUP BY 1, 2) n
     WHERE p.company_id = n.company_id AND p.id = n.payment_id;
    UPDATE credit_note k SET allocated = k.allocated + n.amount
      FROM (SELECT company_id, credit_note_id, sum(amount) AS amount FROM new_rows GROUP BY 1, 2) n
     WHERE k.company_id = n.company_id AND k.id = n.credit_note_id;
  END IF;
  PERFORM set_config('kvit.quiet', 'off', true);
  RETURN NULL;
END $$;

-- As in V7, but that a promise of an amount is kept by money: what we credit ourselves is no payment.
CREATE OR REPLACE FUNCTION standing_promises(as_of date) RETURNS TABLE (customer_id bigint, invoice_id bigint, correspondence_id bigint, promised_on date)
  LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT p.customer_id, p.invoice_id, p.id, p.promised_on
    FROM (SELECT DISTINCT ON (c.customer_id, ci.invoice_id)
                 c.customer_id, ci.invoice_id, c.id, c.promised_on, c.promised_amount, c.happened_on
            FROM correspondence c
            JOIN correspondence_invoice ci ON ci.company_id = c.company_id AND ci.correspondence_id = c.id
           WHERE c.company_id = current_company() AND c.promised_on IS NOT NULL AND c.happened_on <= as_of
           ORDER BY c.customer_id, ci.invoice_id, c.happened_on DESC, c.id DESC) p
    JOIN invoice i ON i.company_id = current_company() AND i.id = p.invoice_id
   WHERE i.approved
     AND (i.open_amount > 0
          OR EXISTS (SELECT FROM allocation a WHERE a.company_id = current_company() AND a.invoice_id = p.invoice_id AND a.paid_on > as_of))
     AND (p.promised_amount IS NULL
          OR p.promised_amount > (SELECT coalesce(sum(a.amount), 0)
                                    FROM correspondence_invoice ci
                                    JOIN allocation a ON a.company_id = ci.company_id AND a.invoice_id = ci.invoice_id
                                   WHERE ci.company_id = current_company() AND ci.correspondence_id = p.id AND a.payment_id IS NOT NULL
                                     AND a.paid_on BETWEEN p.happened_on AND as_of)) $$;

CALL tenanted('credit_note');
CALL tenanted('credit_note_line');
CALL tenanted('credit_note_mail');
CALL audited('credit_note', 'slim', 'allocated');
CALL audited('credit_note_line', 'slim');
