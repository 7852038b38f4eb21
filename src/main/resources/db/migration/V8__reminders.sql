CREATE EXTENSION IF NOT EXISTS btree_gist;  -- for the constraint that levels don't overlap

-- One row: a reminder policy: its levels say when a reminder is due. Each company has one default.
CREATE TABLE reminder_policy (
  company_id bigint  NOT NULL REFERENCES company,
  id         bigint  GENERATED ALWAYS AS IDENTITY,
  name       text    NOT NULL,
  is_default boolean NOT NULL DEFAULT false,
  PRIMARY KEY (company_id, id)
);
CREATE UNIQUE INDEX reminder_policy_default ON reminder_policy (company_id) WHERE is_default;

-- One row: a level of a policy. Ranges of one policy don't overlap.
CREATE TABLE reminder_level (
  company_id  bigint NOT NULL,
  id          bigint GENERATED ALWAYS AS IDENTITY,
  policy_id   bigint NOT NULL,
  level       int    NOT NULL CHECK (level BETWEEN 1 AND 9),
  name        text   NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
  from_days   int    NOT NULL CHECK (from_days BETWEEN -365 AND 3650),   -- days overdue; negative: before the due date
  to_days     int    CHECK (to_days >= from_days),                       -- empty: no end
  every_days  int    CHECK (every_days BETWEEN 0 AND 365),               -- empty: once per invoice
  max_repeats int    CHECK (max_repeats BETWEEN 1 AND 100),              -- empty: no limit
  min_amount  numeric(19,4) NOT NULL DEFAULT 0 CHECK (min_amount >= 0),  -- per letter, in the company's own currency
  channels    text[] NOT NULL DEFAULT '{email}',
  PRIMARY KEY (company_id, id),
  UNIQUE (company_id, policy_id, level),
  FOREIGN KEY (company_id, policy_id) REFERENCES reminder_policy (company_id, id),
  CHECK (max_repeats IS NULL OR every_days IS NOT NULL),
  EXCLUDE USING gist (company_id WITH =, policy_id WITH =, int4range(from_days, to_days, '[]') WITH &&)
);

-- One row: a reminder run: what was proposed on a day, and what became of it.
CREATE TABLE reminder_run (
  company_id  bigint      NOT NULL REFERENCES company,
  id          bigint      GENERATED ALWAYS AS IDENTITY,
  as_of       date        NOT NULL,               -- days overdue are counted to this date
  made_on     date        NOT NULL,               -- the business date on which it was proposed
  customers   bigint[],                           -- empty: all
  state       text        NOT NULL DEFAULT 'proposed' CHECK (state IN ('proposed', 'sending', 'done')),
  request     uuid,                               -- the wish that it came of, if it was sent in one go: pressed twice, it is sent once
  created_by  bigint,
  created_at  timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (company_id, id),
  UNIQUE (company_id, request)
);
-- Two dispatches of one company never overlap.
CREATE UNIQUE INDEX reminder_run_sending ON reminder_run (company_id) WHERE state = 'sending';

-- One row: the letter of one run to one customer at one level.
CREATE TABLE reminder_letter (
  company_id  bigint      NOT NULL,
  id          bigint      GENERATED ALWAYS AS IDENTITY,
  run_id      bigint      NOT NULL,
  customer_id bigint      NOT NULL,
  level       int         NOT NULL,
  recipients  text[]      NOT NULL,
  language    text        NOT NULL,
  state       text        NOT NULL DEFAULT 'proposed' CHECK (state IN ('proposed', 'ordered', 'written', 'dropped')),
  dropped_for jsonb,                              -- why nothing was sent after all
  mail_id     bigint,
  document_id bigint,                             -- the PDF as sent
  file_name   text,
  written_at  timestamptz,
  PRIMARY KEY (company_id, id),
  UNIQUE (company_id, run_id, customer_id, level),
  FOREIGN KEY (company_id, run_id) REFERENCES reminder_run (company_id, id),
  FOREIGN KEY (company_id, customer_id) REFERENCES customer (company_id, id),
  FOREIGN KEY (company_id, mail_id) REFERENCES mail (company_id, id),
  FOREIGN KEY (company_id, document_id) REFERENCES document (company_id, id)
);
CREATE INDEX reminder_letter_by_customer ON reminder_letter (company_id, customer_id, id);
CREATE INDEX reminder_letter_ordered ON reminder_letter (company_id, run_id, id) WHERE state = 'ordered';

-- One row: an invoice on a letter.
CREATE TABLE reminder_letter_line (
  company_id   bigint        NOT NULL,
  letter_id    bigint        NOT NULL,
  invoice_id   bigint        NOT NULL,
  open_amount  numeric(19,4) NOT NULL,
  days_overdue int           NOT NULL,
  excluded     boolean       NOT NULL DEFAULT false,   -- unticked by hand: offered again next time
  left_out     jsonb,                                  -- why it fell out between proposal and sending
  PRIMARY KEY (company_id, letter_id, invoice_id),
  FOREIGN KEY (company_id, letter_id) REFERENCES reminder_letter (company_id, id),
  FOREIGN KEY (company_id, invoice_id) REFERENCES invoice (company_id, id)
);

-- One row: an invoice that a run left out, with the reason in words.
CREATE TABLE reminder_left_out (
  company_id   bigint        NOT NULL,
  run_id       bigint        NOT NULL,
  invoice_id   bigint        NOT NULL,
  level        int,
  open_amount  numeric(19,4) NOT NULL,
  days_overdue int           NOT NULL,
  reason       jsonb         NOT NULL,
  PRIMARY KEY (company_id, run_id, invoice_id),
  FOREIGN KEY (company_id, run_id) REFERENCES reminder_run (company_id, id),
  FOREIGN KEY (company_id, invoice_id) REFERENCES invoice (company_id, id)
);

-- One row: an invoice was reminded on a business day. The key is the promise: once a day and no more, whoever asks.
CREATE TABLE reminded (
  company_id  bigint NOT NULL,
  invoice_id  bigint NOT NULL,
  reminded_on date   NOT NULL,
  level       int    NOT NULL,
  letter_id   bigint NOT NULL,
  PRIMARY KEY (company_id, invoice_id, reminded_on),
  FOREIGN KEY (company_id, invoice_id) REFERENCES invoice (company_id, id),
  FOREIGN KEY (company_id, letter_id) REFERENCES reminder_letter (company_id, id)
);

-- One row: how often an invoice was reminded at a level, and when last. A person may set the count.
CREATE TABLE reminder_counter (
  company_id bigint NOT NULL,
  id         bigint GENERATED ALWAYS AS IDENTITY,
  invoice_id bigint NOT NULL,
  level      int    NOT NULL CHECK (level BETWEEN 1 AND 9),
  count      int    NOT NULL CHECK (count >= 0),
  last_on    date,
  PRIMARY KEY (company_id, invoice_id, level),
  UNIQUE (company_id, id),
  FOREIGN KEY (company_id, invoice_id) REFERENCES invoice (company_id, id)
);

ALTER TABLE correspondence ADD FOREIGN KEY (company_id, letter_id) REFERENCES reminder_letter (company_id, id);

CALL tenanted('reminder_policy');
CALL tenanted('reminder_level');
CALL tenanted('reminder_run');
CALL tenanted('reminder_letter');
CALL tenanted('reminder_letter_line');
CALL tenanted('reminder_left_out');
CALL tenanted('reminded');
CALL tenanted('reminder_counter');
CALL audited('reminder_policy');
CALL audited('reminder_level');
CALL audited('reminder_run', 'slim');
CALL audited('reminder_letter', 'slim');
CALL audited('reminder_counter', 'slim');

-- Runs that were being sent when the program stopped: they go on.
CREATE FUNCTION runs_being_sent() RETURNS TABLE (company_id bigint, run_id bigint) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT company_id, id FROM reminder_run WHERE state = 'sending' $$;

-- Called once a backup is put back, by the owner. What was on its way when it was made may have left since: nobody knows, so no mail and no
-- letter goes by itself. Returns how many mails a person must decide about.
CREATE FUNCTION after_restoring() RETURNS bigint LANGUAGE sql AS $$
  UPDATE reminder_letter SET state = 'proposed' WHERE state = 'ordered';
  UPDATE reminder_run SET state = 'proposed' WHERE state = 'sending';
  WITH halted AS (
    UPDATE mail SET state = 'uncertain', claimed_by = NULL, problem = '{"key": "mail.problem.restored", "args": []}'
     WHERE state IN ('queued', 'claimed', 'handing_over')
    RETURNING 1)
  SELECT count(*) FROM halted $$;
REVOKE EXECUTE ON FUNCTION after_restoring() FROM PUBLIC;
