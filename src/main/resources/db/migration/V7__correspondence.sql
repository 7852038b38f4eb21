-- One row: something that passed between us and a customer: a reminder sent, a note by hand, a reply.
CREATE TABLE correspondence (
  company_id      bigint      NOT NULL REFERENCES company,
  id              bigint      GENERATED ALWAYS AS IDENTITY,
  customer_id     bigint      NOT NULL,
  kind            text        NOT NULL CHECK (kind IN ('reminder', 'note', 'reply', 'call')),
  contact_id      bigint,
  text            text        NOT NULL DEFAULT '' CHECK (length(text) <= 20000),
  promised_on     date,
  promised_amount numeric(19,4) CHECK (promised_amount > 0),
  next_action_on  date,
  mail_id         bigint,                         -- of a reminder
  letter_id       bigint,
  level           int,
  happened_on     date        NOT NULL,           -- business date
  created_by      bigint,
  created_at      timestamptz NOT NULL DEFAULT now(),
  edited_at       timestamptz,
  PRIMARY KEY (company_id, id),
  FOREIGN KEY (company_id, customer_id) REFERENCES customer (company_id, id),
  FOREIGN KEY (company_id, contact_id) REFERENCES contact (company_id, id) ON DELETE SET NULL (contact_id),
  FOREIGN KEY (company_id, mail_id) REFERENCES mail (company_id, id)
);
CREATE INDEX correspondence_by_customer ON correspondence (company_id, customer_id, id);
CREATE INDEX correspondence_next_action ON correspondence (company_id, next_action_on) WHERE next_action_on IS NOT NULL;

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
