-- One row: an outgoing invoice. Only an approved one is a receivable: counted, matched, reminded.
CREATE TABLE invoice (
  company_id           bigint        NOT NULL REFERENCES company,
  id                   bigint        GENERATED ALWAYS AS IDENTITY,
  number               text          NOT NULL CHECK (length(number) BETWEEN 1 AND 50),
  customer_id          bigint        NOT NULL,
  issue_date           date          NOT NULL,
  due_date             date          NOT NULL,
  currency             char(3)       NOT NULL,
  total                numeric(19,4) NOT NULL CHECK (total >= 0),
  open_amount          numeric(19,4) NOT NULL,                 -- derived: total less allocations; kept by the allocation's triggers
  reference            text          CHECK (length(reference) <= 70),   -- what the payer should quote
  approved             boolean       NOT NULL DEFAULT true,
  approved_at          timestamptz,
  approved_by          bigint,
  sent_on              date,                                    -- last e-mailed from Kvit
  posted_on            date,                                    -- posted on paper, by hand
  reminders_off        boolean       NOT NULL DEFAULT false,
  reminders_off_reason text,
  reminders_off_until  date,
  note                 text,
  created_at           timestamptz   NOT NULL DEFAULT now(),
  PRIMARY KEY (company_id, id),
  UNIQUE (company_id, number),
  FOREIGN KEY (company_id, customer_id) REFERENCES customer (company_id, id),
  CONSTRAINT invoice_open_amount CHECK (open_amount BETWEEN 0 AND total),
  CHECK (reminders_off OR (reminders_off_reason IS NULL AND reminders_off_until IS NULL))
);
CREATE INDEX invoice_by_customer ON invoice (company_id, customer_id, due_date, id);
CREATE INDEX invoice_by_due_date ON invoice (company_id, due_date, id);
CREATE INDEX invoice_by_issue_date ON invoice (company_id, issue_date, id);
-- What is still owed: the debtors' screen, the matcher and the reminder planner read this and no more.
CREATE INDEX invoice_open ON invoice (company_id, customer_id, due_date) INCLUDE (currency, open_amount, issue_date) WHERE approved AND open_amount > 0;

-- One row: one line of an invoice, in the invoice's currency.
CREATE TABLE invoice_line (
  company_id  bigint        NOT NULL,
  id          bigint        GENERATED ALWAYS AS IDENTITY,
  invoice_id  bigint        NOT NULL,
  position    int           NOT NULL,
  description text          NOT NULL,
  quantity    numeric(19,4) NOT NULL,
  unit_price  numeric(19,6) NOT NULL,       -- without VAT
  vat_rate    numeric(5,2)  NOT NULL CHECK (vat_rate BETWEEN 0 AND 100),   -- per cent
  PRIMARY KEY (company_id, id),
  UNIQUE (company_id, invoice_id, position),
  FOREIGN KEY (company_id, invoice_id) REFERENCES invoice (company_id, id)
);

-- An invoice that is a receivable is credited, not deleted; a draft may go.
CREATE TRIGGER never_deleted BEFORE DELETE ON invoice FOR EACH ROW WHEN (OLD.approved) EXECUTE FUNCTION never_deleted();

-- A new invoice is wholly open, and a changed total keeps what was paid: open_amount is nobody's to set.
CREATE FUNCTION invoice_is_open() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.open_amount := CASE TG_OP WHEN 'INSERT' THEN NEW.total ELSE OLD.open_amount + NEW.total - OLD.total END;
  RETURN NEW;
END $$;
CREATE TRIGGER open_on_insert BEFORE INSERT ON invoice FOR EACH ROW EXECUTE FUNCTION invoice_is_open();
CREATE TRIGGER open_on_total BEFORE UPDATE OF total ON invoice FOR EACH ROW WHEN (NEW.total <> OLD.total) EXECUTE FUNCTION invoice_is_open();

-- One row: a line of an imported file that was refused, with the reason in words.
CREATE TABLE import_rejection (
  company_id bigint NOT NULL,
  job_id     bigint NOT NULL,
  line       bigint NOT NULL,               -- line of the file, from 1
  field      text,
  reason     jsonb  NOT NULL,               -- {"key": …, "args": […]}
  content    text,                          -- the line, cut to a readable length
  PRIMARY KEY (company_id, job_id, line),
  FOREIGN KEY (company_id, job_id) REFERENCES job (company_id, id)
);

CALL tenanted('invoice');
CALL tenanted('invoice_line');
CALL tenanted('import_rejection');
CALL audited('invoice', 'slim', 'open_amount');
CALL audited('invoice_line', 'slim');
