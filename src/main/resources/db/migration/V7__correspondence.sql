-- One row: something that passed between us and a customer: a reminder sent, a note by hand, a reply.
CREATE TABLE correspondence (
  company_id      bigint      NOT NULL REFERENCES company,
  id              bigint      GENERATED ALWAYS AS IDENTITY,
  customer_id     bigint      NOT NULL,
  kind            text        NOT NULL CHECK (kind IN ('reminder', 'note', 'reply', 'call')),
  contact_id      bigint,
  text            text        NOT NULL DEFAULT '' CHECK (length(text) <= 20000),
  promised_on     date,                           -- the customer said it would pay by this day what the invoices below owe,
  promised_amount numeric(19,4) CHECK (promised_amount > 0),  -- or so much of it, in their currency
  next_action_on  date,                           -- remind again, or look whether it was paid
  next_action_done_on date,                       -- ticked off, or overtaken by a later note on the same invoices
  mail_id         bigint,                         -- of a reminder
  letter_id       bigint,
  level           int,
  happened_on     date        NOT NULL,           -- business date
  created_by      bigint,
  created_at      timestamptz NOT NULL DEFAULT now(),
  edited_at       timestamptz,
  PRIMARY KEY (company_id, id),
  CHECK (promised_amount IS NULL OR promised_on IS NOT NULL),
  CHECK (next_action_done_on IS NULL OR next_action_on IS NOT NULL),
  FOREIGN KEY (company_id, customer_id) REFERENCES customer (company_id, id),
  FOREIGN KEY (company_id, contact_id) REFERENCES contact (company_id, id) ON DELETE SET NULL (contact_id),
  FOREIGN KEY (company_id, mail_id) REFERENCES mail (company_id, id)
);
CREATE INDEX correspondence_by_customer ON correspondence (company_id, customer_id, id);
CREATE INDEX correspondence_reminders ON correspondence (company_id, customer_id, happened_on) WHERE kind = 'reminder';
CREATE INDEX correspondence_promises ON correspondence (company_id, promised_on) INCLUDE (id, customer_id, happened_on) WHERE promised_on IS NOT NULL;
CREATE INDEX correspondence_next_actions ON correspondence (company_id, next_action_on) WHERE next_action_on IS NOT NULL;

-- One row: an invoice that a piece of correspondence is about.
CREATE TABLE correspondence_invoice (
  company_id        bigint NOT NULL,
  correspondence_id bigint NOT NULL,
  invoice_id        bigint NOT NULL,
  PRIMARY KEY (company_id, correspondence_id, invoice_id),
  FOREIGN KEY (company_id, correspondence_id) REFERENCES correspondence (company_id, id),
  FOREIGN KEY (company_id, invoice_id) REFERENCES invoice (company_id, id)
);
CREATE INDEX correspondence_by_invoice ON correspondence_invoice (company_id, invoice_id);

CALL tenanted('correspondence');
CALL tenanted('correspondence_invoice');
CALL audited('correspondence', 'slim');
