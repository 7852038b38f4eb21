-- What else becomes of invoices and payments: small differences are written off, money is given back, an import is undone; and of one
-- account's payments of one month all come from statements, or all are made by hand.

-- One row: up to so much of one currency may be written off at once. A currency without: nothing of it.
CREATE TABLE write_off_limit (
  company_id bigint        NOT NULL REFERENCES company,
  id         bigint        GENERATED ALWAYS AS IDENTITY,
  currency   char(3)       NOT NULL,
  amount     numeric(19,4) NOT NULL CHECK (amount > 0),
  PRIMARY KEY (company_id, id),
  UNIQUE (company_id, currency)
);

-- One row: a small difference that is given up: what is left open of an invoice (the payment says which one it came with), or, without
-- an invoice, what is left over of a payment. Final once it is there; undone by voiding, which opens it again.
CREATE TABLE write_off (
  company_id bigint        NOT NULL REFERENCES company,
  id         bigint        GENERATED ALWAYS AS IDENTITY,
  invoice_id bigint,
  payment_id bigint,
  amount     numeric(19,5) NOT NULL CHECK (amount > 0),
  currency   char(3)       NOT NULL,
  written_on date          NOT NULL,              -- balances as of a date count by it
  kind       text          NOT NULL CHECK (kind IN ('bank_fee', 'rounding', 'other')),
  note       text          NOT NULL DEFAULT '' CHECK (length(note) <= 200),
  created_by bigint,
  created_at timestamptz   NOT NULL DEFAULT now(),
  voided_at  timestamptz,
  voided_by  bigint,
  PRIMARY KEY (company_id, id),
  FOREIGN KEY (company_id, invoice_id) REFERENCES invoice (company_id, id),
  FOREIGN KEY (company_id, payment_id) REFERENCES payment (company_id, id),
  CHECK (num_nonnulls(invoice_id, payment_id) > 0),
  CHECK (kind <> 'other' OR note <> '')
);
CREATE INDEX write_off_by_invoice ON write_off (company_id, invoice_id) WHERE voided_at IS NULL;
CREATE INDEX write_off_by_payment ON write_off (company_id, payment_id) WHERE voided_at IS NULL;

-- One row: so much of a payment was given back to its payer, by the bank's debit entry if that is known.
CREATE TABLE refund (
  company_id  bigint        NOT NULL REFERENCES company,
  id          bigint        GENERATED ALWAYS AS IDENTITY,
  payment_id  bigint        NOT NULL,
  amount      numeric(19,5) NOT NULL CHECK (amount > 0),
  refunded_on date          NOT NULL,
  reason      text          NOT NULL CHECK (length(reason) BETWEEN 1 AND 200),
  entry_id    bigint,
  created_by  bigint,
  created_at  timestamptz   NOT NULL DEFAULT now(),
  voided_at   timestamptz,
  voided_by   bigint,
  PRIMARY KEY (company_id, id),
  FOREIGN KEY (company_id, payment_id) REFERENCES payment (company_id, id),
  FOREIGN KEY (company_id, entry_id) REFERENCES bank_entry (company_id, id)
);
CREATE INDEX refund_by_payment ON refund (company_id, payment_id) WHERE voided_at IS NULL;
CREATE UNIQUE INDEX refund_entry ON refund (company_id, entry_id) WHERE voided_at IS NULL;

CREATE TRIGGER never_deleted BEFORE DELETE ON write_off FOR EACH ROW EXECUTE FUNCTION never_deleted();
CREATE TRIGGER never_deleted BEFORE DELETE ON refund FOR EACH ROW EXECUTE FUNCTION never_deleted();
CREATE TRIGGER never_changed BEFORE UPDATE OF invoice_id, payment_id, amount, currency, written_on, kind, note ON write_off
  FOR EACH ROW EXECUTE FUNCTION never_changed();
CREATE TRIGGER never_changed BEFORE UPDATE OF payment_id, amount, refunded_on, reason, entry_id ON refund
  FOR EACH ROW EXECUTE FUNCTION never_changed();
CREATE TRIGGER voided_once BEFORE UPDATE ON write_off FOR EACH ROW WHEN (OLD.voided_at IS NOT NULL) EXECUTE FUNCTION never_changed();
CREATE TRIGGER voided_once BEFORE UPDATE ON refund FOR EACH ROW WHEN (OLD.voided_at IS NOT NULL) EXECUTE FUNCTION never_changed();

-- What of a payment was given back, and what of its surplus was given up. Derived as what is linked of it is; what is left follows.
ALTER TABLE payment
  DROP CONSTRAINT payment_allocated,
  ADD refunded numeric(19,5) NOT NULL DEFAULT 0,
  ADD written_off numeric(19,5) NOT NULL DEFAULT 0,
  ADD unallocated numeric(19,5) NOT NULL GENERATED ALWAYS AS (amount - allocated - refunded - written_off) STORED,
  ADD CONSTRAINT payment_allocated CHECK (least(allocated, refunded, written_off) >= 0 AND allocated + refunded + written_off <= amount),
  ADD CONSTRAINT payment_voided_is_free CHECK (voided_at IS NULL OR refunded = 0 AND written_off = 0);
DROP INDEX payment_unallocated;
CREATE INDEX payment_unallocated ON payment (company_id, booked_on, id) WHERE voided_at IS NULL AND unallocated > 0;
CREATE INDEX payment_left_of_customer ON payment (company_id, customer_id, currency) WHERE voided_at IS NULL AND unallocated > 0;
CREATE INDEX payment_by_hand ON payment (company_id, bank_account, booked_on) WHERE entry_id IS NULL AND voided_at IS NULL;
DROP TRIGGER audit_created ON payment;
DROP TRIGGER audit_changed ON payment;
DROP TRIGGER audit_deleted ON payment;
CALL audited('payment', 'slim', 'allocated', 'refunded', 'written_off', 'unallocated', 'decided', 'customer_id');

-- An invoice is settled by payments, by credit notes, and by what is written off.
ALTER TABLE allocation
  DROP CONSTRAINT allocation_source,
  ADD write_off_id bigint,
  ADD CONSTRAINT allocation_source CHECK (num_nonnulls(payment_id, credit_note_id, write_off_id) = 1),
  ADD UNIQUE (company_id, write_off_id),
  ADD FOREIGN KEY (company_id, write_off_id) REFERENCES write_off (company_id, id);
CREATE INDEX allocation_of_write_offs ON allocation (company_id, invoice_id, paid_on) INCLUDE (amount) WHERE write_off_id IS NOT NULL;

-- As in V10, and for write-offs too: of their own invoice, in full, on their own date. Locked in one order: invoices, payments, credit
-- notes, each by id.
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

-- A write-off that comes settles its invoice or takes its part of the payment's surplus; one that is voided gives it back.
CREATE FUNCTION write_off_settles() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO allocation (company_id, invoice_id, write_off_id, amount, paid_on, automatic, rule, reason, created_by)
    SELECT n.company_id, n.invoice_id, n.id, n.amount, n.written_on, false, 'write_off',
           jsonb_build_object('key', 'payment.writeOff.' || n.kind || CASE WHEN n.note = '' THEN '' ELSE '.words' END,
                              'args', CASE WHEN n.note = '' THEN '[]'::jsonb ELSE jsonb_build_array(n.note) END),
           n.created_by
      FROM new_rows n
     WHERE n.invoice_id IS NOT NULL AND n.voided_at IS NULL;
  ELSE
    DELETE FROM allocation a
     USING new_rows n
     WHERE a.company_id = n.company_id AND a.write_off_id = n.id AND n.voided_at IS NOT NULL;
  END IF;
  PERFORM set_config('kvit.quiet', 'on', true);
  PERFORM 1 FROM payment p
    WHERE (p.company_id, p.id) IN (SELECT n.company_id, n.payment_id FROM new_rows n WHERE n.invoice_id IS NULL) ORDER BY p.id FOR NO KEY UPDATE;
  IF TG_OP = 'INSERT' THEN
    IF EXISTS (SELECT FROM new_rows n
                 JOIN payment p ON p.company_id = n.company_id AND p.id = n.payment_id
                WHERE n.voided_at IS NULL AND (p.currency <> n.currency OR p.voided_at IS NOT NULL)) THEN
      RAISE EXCEPTION 'a write-off is of a standing payment of its currency' USING ERRCODE = 'check_violation', CONSTRAINT = 'write_off_joins';
    END IF;
    UPDATE payment p SET written_off = p.written_off + n.amount
      FROM (SELECT company_id, payment_id, sum(amount) AS amount FROM new_rows WHERE invoice_id IS NULL AND voided_at IS NULL GROUP BY 1, 2) n
     WHERE p.company_id = n.company_id AND p.id = n.payment_id;
  ELSE
    UPDATE payment p SET written_off = p.written_off - n.amount
      FROM (SELECT v.company_id, v.payment_id, sum(v.amount) AS amount
              FROM new_rows v
              JOIN old_rows o ON o.company_id = v.company_id AND o.id = v.id
             WHERE v.invoice_id IS NULL AND o.voided_at IS NULL AND v.voided_at IS NOT NULL
             GROUP BY 1, 2) n
     WHERE p.company_id = n.company_id AND p.id = n.payment_id;
  END IF;
  PERFORM set_config('kvit.quiet', 'off', true);
  RETURN NULL;
END $$;
CREATE TRIGGER settles_i AFTER INSERT ON write_off REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION write_off_settles();
CREATE TRIGGER settles_u AFTER UPDATE ON write_off REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION write_off_settles();

-- A refund takes its part of a standing payment; the entry that it names is money that went out in the payment's currency.
CREATE FUNCTION refund_settles() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM set_config('kvit.quiet', 'on', true);
  PERFORM 1 FROM payment p WHERE (p.company_id, p.id) IN (SELECT n.company_id, n.payment_id FROM new_rows n) ORDER BY p.id FOR NO KEY UPDATE;
  IF TG_OP = 'INSERT' THEN
    IF EXISTS (SELECT FROM new_rows n
                 JOIN payment p ON p.company_id = n.company_id AND p.id = n.payment_id
                 LEFT JOIN bank_entry e ON e.company_id = n.company_id AND e.id = n.entry_id
                WHERE p.voided_at IS NOT NULL OR e.credit OR e.currency <> p.currency OR e.status <> 'BOOK') THEN
      RAISE EXCEPTION 'a refund is of a standing payment, by a booked debit entry of its currency'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'refund_joins';
    END IF;
    UPDATE payment p SET refunded = p.refunded + n.amount
      FROM (SELECT company_id, payment_id, sum(amount) AS amount FROM new_rows WHERE voided_at IS NULL GROUP BY 1, 2) n
     WHERE p.company_id = n.company_id AND p.id = n.payment_id;
  ELSE
    UPDATE payment p SET refunded = p.refunded - n.amount
      FROM (SELECT v.company_id, v.payment_id, sum(v.amount) AS amount
              FROM new_rows v
              JOIN old_rows o ON o.company_id = v.company_id AND o.id = v.id
             WHERE o.voided_at IS NULL AND v.voided_at IS NOT NULL
             GROUP BY 1, 2) n
     WHERE p.company_id = n.company_id AND p.id = n.payment_id;
  END IF;
  PERFORM set_config('kvit.quiet', 'off', true);
  RETURN NULL;
END $$;
CREATE TRIGGER settles_i AFTER INSERT ON refund REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION refund_settles();
CREATE TRIGGER settles_u AFTER UPDATE ON refund REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION refund_settles();

-- An import that was undone: its file and statements stay to be seen, its entries count for nothing and free their identities, so that
-- the same file can be imported again.
ALTER TABLE statement_file
  ADD undone_at timestamptz,
  ADD undone_by bigint;
ALTER TABLE statement ADD undone boolean NOT NULL DEFAULT false;
ALTER TABLE bank_entry
  ADD undone boolean NOT NULL DEFAULT false,
  ADD replaced_by bigint,                          -- of a batch that was taken apart: the statement that brought its transactions
  ADD FOREIGN KEY (company_id, replaced_by) REFERENCES statement (company_id, id);
CREATE INDEX bank_entry_replaced_by ON bank_entry (company_id, replaced_by) WHERE replaced_by IS NOT NULL;
CREATE INDEX payment_by_void_entry ON payment (company_id, void_entry_id) WHERE void_entry_id IS NOT NULL;

-- One row: so many of a statement's entries had come before, by that earlier one: the earlier one can't be undone as long as the later stands.
CREATE TABLE statement_overlap (
  company_id   bigint NOT NULL,
  statement_id bigint NOT NULL,
  earlier_id   bigint NOT NULL,
  entries      int    NOT NULL CHECK (entries > 0),
  PRIMARY KEY (company_id, statement_id, earlier_id),
  FOREIGN KEY (company_id, statement_id) REFERENCES statement (company_id, id),
  FOREIGN KEY (company_id, earlier_id) REFERENCES statement (company_id, id)
);
CREATE INDEX statement_overlap_by_earlier ON statement_overlap (company_id, earlier_id);

-- One row: how the payments of one month come into one account of ours ('' is no account in particular), as somebody has settled it.
-- Without a row it is as the first of them came.
CREATE TABLE payment_period (
  company_id bigint      NOT NULL REFERENCES company,
  id         bigint      GENERATED ALWAYS AS IDENTITY,
  account    text        NOT NULL DEFAULT '' CHECK (length(account) <= 50),
  month      date        NOT NULL CHECK (extract(day FROM month) = 1),
  way        text        NOT NULL CHECK (way IN ('statements', 'hand')),
  set_by     bigint,
  set_at     timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (company_id, id),
  UNIQUE (company_id, account, month)
);

-- One row: an account that somebody has taken off a customer: links of that payment don't teach it again.
CREATE TABLE payer_account_unlearnt (
  company_id  bigint      NOT NULL,
  customer_id bigint      NOT NULL,
  account     text        NOT NULL,
  payment_id  bigint      NOT NULL,
  at          timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (company_id, customer_id, account, payment_id),
  FOREIGN KEY (company_id, customer_id) REFERENCES customer (company_id, id),
  FOREIGN KEY (company_id, payment_id) REFERENCES payment (company_id, id)
);
ALTER TABLE payer_account ADD created_by bigint;

CALL tenanted('write_off_limit');
CALL tenanted('write_off');
CALL tenanted('refund');
CALL tenanted('statement_overlap');
CALL tenanted('payment_period');
CALL tenanted('payer_account_unlearnt');
CALL audited('write_off_limit');
CALL audited('write_off');
CALL audited('refund');
CALL audited('payment_period');
