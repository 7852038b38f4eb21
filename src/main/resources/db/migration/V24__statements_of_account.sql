-- Statements of account and reconciliation acts: what was sent to whom.

-- One row: that such papers be sent to customers, asked for once.
CREATE TABLE account_sending (
  company_id bigint      NOT NULL REFERENCES company,
  id         bigint      GENERATED ALWAYS AS IDENTITY,
  request    uuid        NOT NULL,                 -- names one wish: the same again sends nothing more
  paper      text        NOT NULL CHECK (paper IN ('statement', 'reconciliation')),
  from_date  date,                                 -- of a reconciliation act: the first day of its period
  as_of      date        NOT NULL,                 -- the day that a statement is as of; the last day of a period
  also_empty boolean     NOT NULL,                 -- those too on whose account nothing is open
  job_id     bigint,                               -- that writes the letters of many
  created_by bigint,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (company_id, id),
  UNIQUE (company_id, request),
  FOREIGN KEY (company_id, job_id) REFERENCES job (company_id, id),
  CHECK ((paper = 'reconciliation') = (from_date IS NOT NULL)),
  CHECK (from_date <= as_of)
);

-- One row: the letter of one customer. Written, it has its e-mail and its PDF as they went out.
CREATE TABLE account_letter (
  company_id  bigint      NOT NULL,
  id          bigint      GENERATED ALWAYS AS IDENTITY,
  sending_id  bigint      NOT NULL,
  customer_id bigint      NOT NULL,
  state       text        NOT NULL DEFAULT 'ordered' CHECK (state IN ('ordered', 'written', 'left_out')),
  mail_id     bigint,
  document_id bigint,
  file_name   text,
  left_out    jsonb,                               -- why nothing went out: a message key and its arguments
  written_at  timestamptz,
  PRIMARY KEY (company_id, id),
  UNIQUE (company_id, sending_id, customer_id),
  FOREIGN KEY (company_id, sending_id) REFERENCES account_sending (company_id, id),
  FOREIGN KEY (company_id, customer_id) REFERENCES customer (company_id, id),
  FOREIGN KEY (company_id, mail_id) REFERENCES mail (company_id, id),
  FOREIGN KEY (company_id, document_id) REFERENCES document (company_id, id),
  CHECK ((state = 'written') = (mail_id IS NOT NULL AND document_id IS NOT NULL)),
  CHECK ((state = 'left_out') = (left_out IS NOT NULL))
);
CREATE INDEX account_letter_by_customer ON account_letter (company_id, customer_id, id);

CALL tenanted('account_sending');
CALL tenanted('account_letter');
CALL audited('account_sending', 'job_id');

ALTER TABLE correspondence
  DROP CONSTRAINT correspondence_kind_check,
  ADD CONSTRAINT correspondence_kind_check CHECK (kind IN ('reminder', 'note', 'reply', 'call', 'statement'));

-- What a customer's account is made of, day by day.
CREATE INDEX payment_of_customer ON payment (company_id, customer_id, booked_on) WHERE customer_id IS NOT NULL;
