-- One row: a statement file as received; its bytes are kept.
CREATE TABLE statement_file (
  company_id  bigint      NOT NULL REFERENCES company,
  id          bigint      GENERATED ALWAYS AS IDENTITY,
  name        text        NOT NULL,
  sha256      bytea       NOT NULL,
  size        bigint      NOT NULL,
  document_id bigint,
  imported_at timestamptz NOT NULL DEFAULT now(),
  imported_by bigint,
  PRIMARY KEY (company_id, id),
  FOREIGN KEY (company_id, document_id) REFERENCES document (company_id, id)
);

-- One row: one statement (camt.053 Stmt, 052 Rpt, 054 Ntfctn) of one account.
CREATE TABLE statement (
  company_id      bigint        NOT NULL,
  id              bigint        GENERATED ALWAYS AS IDENTITY,
  file_id         bigint        NOT NULL,
  message         text          NOT NULL,        -- camt.053, camt.052, camt.054
  bank_id         text,                          -- Stmt/Id
  sequence        text,                          -- ElctrncSeqNb or LglSeqNb
  account         text          NOT NULL,        -- IBAN, or the bank's other identification
  currency        char(3),
  from_date       date,
  to_date         date,
  created_on      date,
  opening_balance numeric(19,5),                 -- OPBD or PRCD, signed
  closing_balance numeric(19,5),                 -- CLBD, signed
  entries         int           NOT NULL,
  credits         int           NOT NULL,
  new_entries     int           NOT NULL,
  warnings        jsonb         NOT NULL DEFAULT '[]',
  PRIMARY KEY (company_id, id),
  FOREIGN KEY (company_id, file_id) REFERENCES statement_file (company_id, id)
);
CREATE INDEX statement_by_file ON statement (company_id, file_id);
CREATE INDEX statement_by_account ON statement (company_id, account, to_date);

-- One row: one entry (or one transaction of a batch entry) of a bank account. Its identity says when two are the same one.
CREATE TABLE bank_entry (
  company_id           bigint        NOT NULL,
  id                   bigint        GENERATED ALWAYS AS IDENTITY,
  statement_id         bigint        NOT NULL,   -- the first that brought it
  identity             text          NOT NULL,   -- account and bank's reference, else a fingerprint and an ordinal
  batch                text,                     -- the identity that the batch of a transaction has where it comes without its transactions
  account              text          NOT NULL,
  booked_on            date          NOT NULL,
  value_on             date,
  amount               numeric(19,5) NOT NULL CHECK (amount >= 0),
  currency             char(3)       NOT NULL,
  credit               boolean       NOT NULL,
  reversal             boolean       NOT NULL DEFAULT false,
  status               text          NOT NULL CHECK (status IN ('BOOK', 'PDNG', 'INFO', 'FUTR')),
  bank_reference       text,                     -- AcctSvcrRef
  end_to_end_id        text,
  counterparty_name    text,
  counterparty_account text,
  reference            text,                     -- structured remittance: CdtrRefInf/Ref
  remittance           text,                     -- unstructured remittance, the bank's lines joined by line breaks
  additional           text,                     -- AddtlNtryInf, AddtlTxInf
  transaction_code     text,
  flag                 text,                     -- batch_mismatch: the details didn't add up, kept as one
  PRIMARY KEY (company_id, id),
  UNIQUE (company_id, identity),
  FOREIGN KEY (company_id, statement_id) REFERENCES statement (company_id, id)
);
CREATE INDEX bank_entry_by_account ON bank_entry (company_id, account, booked_on);
CREATE INDEX bank_entry_by_statement ON bank_entry (company_id, statement_id);
CREATE INDEX bank_entry_by_batch ON bank_entry (company_id, batch) WHERE batch IS NOT NULL;

-- One row: money that came in. From a booked credit entry, or made by hand.
CREATE TABLE payment (
  company_id     bigint        NOT NULL REFERENCES company,
  id             bigint        GENERATED ALWAYS AS IDENTITY,
  entry_id       bigint,
  bank_account   text,                            -- ours
  booked_on      date          NOT NULL,
  amount         numeric(19,5) NOT NULL CHECK (amount > 0),
  currency       char(3)       NOT NULL,
  payer_name     text,
  payer_account  text,
  reference      text,
  text           text,
  bank_reference text,
  end_to_end_id  text,
  customer_id    bigint,                          -- once known
  allocated      numeric(19,5) NOT NULL DEFAULT 0,   -- derived; kept by the allocation's triggers
  flag           text,
  decided        boolean       NOT NULL DEFAULT false,   -- a person has set its links: nothing is linked to it by itself any more
  voided_at      timestamptz,                     -- undone: by a reversal of the bank, or by hand
  void_reason    jsonb,
  void_entry_id  bigint,                          -- the bank's entry that undid it
  created_by     bigint,
  created_at     timestamptz   NOT NULL DEFAULT now(),
  PRIMARY KEY (company_id, id),
  UNIQUE (company_id, entry_id),
  UNIQUE (company_id, void_entry_id),
  FOREIGN KEY (company_id, entry_id) REFERENCES bank_entry (company_id, id),
  FOREIGN KEY (company_id, void_entry_id) REFERENCES bank_entry (company_id, id),
  FOREIGN KEY (company_id, customer_id) REFERENCES customer (company_id, id),
  CONSTRAINT payment_allocated CHECK (allocated BETWEEN 0 AND amount),
  CHECK (voided_at IS NULL OR allocated = 0)
);
CREATE INDEX payment_by_date ON payment (company_id, booked_on, id);
CREATE INDEX payment_unallocated ON payment (company_id, booked_on, id) WHERE voided_at IS NULL AND allocated < amount;
CREATE INDEX payment_by_bank_reference ON payment (company_id, bank_reference);
CREATE TRIGGER never_deleted BEFORE DELETE ON payment FOR EACH ROW EXECUTE FUNCTION never_deleted();

-- One row: so much of one payment settles so much of one invoice. This is the truth about payment; open amounts follow from it.
CREATE TABLE allocation (
  company_id bigint        NOT NULL,
  id         bigint        GENERATED ALWAYS AS IDENTITY,
  invoice_id bigint        NOT NULL,
  payment_id bigint        NOT NULL,
  amount     numeric(19,4) NOT NULL CHECK (amount > 0),
  paid_on    date          NOT NULL,              -- the payment's booking date: balances as of a date count by it
  automatic  boolean       NOT NULL,
  rule       text          NOT NULL,              -- the matcher's rule, or 'hand'
  reason     jsonb         NOT NULL,              -- {"key": …, "args": […]}
  created_by bigint,
  created_at timestamptz   NOT NULL DEFAULT now(),
  PRIMARY KEY (company_id, id),
  UNIQUE (company_id, payment_id, invoice_id),
  FOREIGN KEY (company_id, invoice_id) REFERENCES invoice (company_id, id),
  FOREIGN KEY (company_id, payment_id) REFERENCES payment (company_id, id)
);
CREATE INDEX allocation_by_invoice ON allocation (company_id, invoice_id, paid_on) INCLUDE (amount);
CREATE INDEX allocation_by_date ON allocation (company_id, paid_on) INCLUDE (invoice_id, amount);

-- An allocation joins what belongs together: same currency, an approved invoice, a payment that stands, the payment's own date.
-- The rows it joins are locked in one order (invoices, then payments, each by id), so that two linkers wait and never deadlock.
CREATE FUNCTION allocation_settles() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
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
  END IF;
  IF TG_OP IN ('INSERT', 'UPDATE') THEN
    PERFORM 1 FROM invoice i WHERE (i.company_id, i.id) IN (SELECT n.company_id, n.invoice_id FROM new_rows n) ORDER BY i.id FOR NO KEY UPDATE;
    PERFORM 1 FROM payment p WHERE (p.company_id, p.id) IN (SELECT n.company_id, n.payment_id FROM new_rows n) ORDER BY p.id FOR NO KEY UPDATE;
    IF EXISTS (SELECT FROM new_rows n
                 JOIN invoice i ON i.company_id = n.company_id AND i.id = n.invoice_id
                 JOIN payment p ON p.company_id = n.company_id AND p.id = n.payment_id
                WHERE i.currency <> p.currency OR NOT i.approved OR p.voided_at IS NOT NULL OR n.paid_on <> p.booked_on) THEN
      RAISE EXCEPTION 'an allocation joins an approved invoice and a standing payment of one currency, on the payment''s date'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'allocation_joins';
    END IF;
    UPDATE invoice i SET open_amount = i.open_amount - n.amount
      FROM (SELECT company_id, invoice_id, sum(amount) AS amount FROM new_rows GROUP BY 1, 2) n
     WHERE i.company_id = n.company_id AND i.id = n.invoice_id;
    UPDATE payment p SET allocated = p.allocated + n.amount
      FROM (SELECT company_id, payment_id, sum(amount) AS amount FROM new_rows GROUP BY 1, 2) n
     WHERE p.company_id = n.company_id AND p.id = n.payment_id;
  END IF;
  PERFORM set_config('kvit.quiet', 'off', true);
  RETURN NULL;
END $$;
CREATE TRIGGER settles_i AFTER INSERT ON allocation REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION allocation_settles();
CREATE TRIGGER settles_u AFTER UPDATE ON allocation REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION allocation_settles();
CREATE TRIGGER settles_d AFTER DELETE ON allocation REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION allocation_settles();

-- What payments are linked to stays as it was when they were linked: an invoice with payments keeps its approval and currency,
-- a payment with links its currency, amount and date.
CREATE FUNCTION linked_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% % has payments linked', TG_TABLE_NAME, OLD.id USING ERRCODE = 'restrict_violation', CONSTRAINT = TG_TABLE_NAME || '_linked_stays';
END $$;
CREATE TRIGGER linked_stays BEFORE UPDATE OF approved, currency ON invoice FOR EACH ROW
  WHEN ((OLD.approved AND NOT NEW.approved OR OLD.currency <> NEW.currency) AND OLD.open_amount < OLD.total) EXECUTE FUNCTION linked_stays();
CREATE TRIGGER linked_stays BEFORE UPDATE OF currency, booked_on ON payment FOR EACH ROW
  WHEN ((OLD.currency <> NEW.currency OR OLD.booked_on <> NEW.booked_on) AND OLD.allocated > 0) EXECUTE FUNCTION linked_stays();

-- One row: a likely link that a person should decide, ranked, best first.
CREATE TABLE payment_proposal (
  company_id bigint NOT NULL,
  payment_id bigint NOT NULL,
  rank       int    NOT NULL,
  certainty  text   NOT NULL CHECK (certainty IN ('certain', 'likely')),
  rule       text   NOT NULL,
  reason     jsonb  NOT NULL,
  links      jsonb  NOT NULL,                     -- [{"invoiceId": …, "amount": "…"}]
  PRIMARY KEY (company_id, payment_id, rank),
  FOREIGN KEY (company_id, payment_id) REFERENCES payment (company_id, id)
);

-- One row: an account that a customer pays from, learnt from a link by hand.
CREATE TABLE payer_account (
  company_id  bigint      NOT NULL,
  id          bigint      GENERATED ALWAYS AS IDENTITY,
  customer_id bigint      NOT NULL,
  account     text        NOT NULL,
  learnt_from bigint,
  learnt_at   timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (company_id, id),
  UNIQUE (company_id, account, customer_id),
  FOREIGN KEY (company_id, customer_id) REFERENCES customer (company_id, id),
  FOREIGN KEY (company_id, learnt_from) REFERENCES payment (company_id, id)
);

CALL tenanted('statement_file');
CALL tenanted('statement');
CALL tenanted('bank_entry');
CALL tenanted('payment');
CALL tenanted('allocation');
CALL tenanted('payment_proposal');
CALL tenanted('payer_account');
CALL audited('statement_file', 'slim');
CALL audited('payment', 'slim', 'allocated', 'decided', 'customer_id');
CALL audited('allocation', 'slim');
CALL audited('payer_account');

-- A payment's history shows the links that it had: they are found by their payment in what was written down when they were removed.
CREATE INDEX audit_of_removed_links ON audit (company_id, ((before ->> 'payment_id')::bigint)) WHERE subject = 'allocation' AND action = 'deleted';
