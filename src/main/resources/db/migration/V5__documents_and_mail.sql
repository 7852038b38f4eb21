-- One row: a file as it was received or sent, kept once by its content.
CREATE TABLE document (
  company_id   bigint      NOT NULL REFERENCES company,
  id           bigint      GENERATED ALWAYS AS IDENTITY,
  sha256       bytea       NOT NULL,
  content_type text        NOT NULL,
  size         bigint      NOT NULL,
  bytes        bytea       NOT NULL,
  created_at   timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (company_id, id),
  UNIQUE (company_id, sha256)
);
ALTER TABLE document ALTER COLUMN bytes SET STORAGE EXTERNAL;  -- PDF and zip are compressed already

-- One row: an e-mail that leaves Kvit, written in the transaction that causes it. States and who may move between them:
--   queued → claimed (a worker took it) → handing_over (committed before the message is given to the server)
--   → sent | queued again (temporary refusal) | failed (the server said no for good) | uncertain (nobody knows whether it left)
-- An uncertain mail is never resent by itself.
CREATE TABLE mail (
  company_id      bigint      NOT NULL REFERENCES company,
  id              bigint      GENERATED ALWAYS AS IDENTITY,
  message_id      text        NOT NULL,                    -- RFC 5322 Message-ID with its angle brackets
  kind            text        NOT NULL,                    -- reminder, test, …
  customer_id     bigint,
  resend_of       bigint,                                  -- the mail that a person sent again
  sender          text        NOT NULL,
  sender_name     text,
  reply_to        text,
  recipients      text[]      NOT NULL CHECK (cardinality(recipients) BETWEEN 1 AND 50),
  copies          text[]      NOT NULL DEFAULT '{}',
  blind_copies    text[]      NOT NULL DEFAULT '{}',
  subject         text        NOT NULL,
  body_text       text        NOT NULL,
  body_html       text,
  language        text        NOT NULL,
  state           text        NOT NULL DEFAULT 'queued' CHECK (state IN ('queued', 'claimed', 'handing_over', 'sent', 'failed', 'uncertain')),
  attempts        int         NOT NULL DEFAULT 0,
  next_attempt_at timestamptz NOT NULL DEFAULT now(),      -- by the database's own clock, which all servers share
  claimed_by      bigint,                                  -- the worker's number; it holds an advisory lock of that number while it lives
  problem         jsonb,                                   -- why it isn't sent, or not to everybody: a message key and its arguments, the server's words among them
  created_by      bigint,
  created_at      timestamptz NOT NULL DEFAULT now(),
  sent_at         timestamptz,
  PRIMARY KEY (company_id, id),
  UNIQUE (company_id, message_id),
  FOREIGN KEY (company_id, customer_id) REFERENCES customer (company_id, id),
  FOREIGN KEY (company_id, resend_of) REFERENCES mail (company_id, id)
);
CREATE INDEX mail_due ON mail (company_id, next_attempt_at, id) WHERE state = 'queued';
CREATE INDEX mail_in_hands ON mail (company_id, claimed_by) WHERE state IN ('claimed', 'handing_over');
CREATE INDEX mail_trouble ON mail (company_id, id) WHERE state IN ('failed', 'uncertain');
CREATE INDEX mail_by_customer ON mail (company_id, customer_id, id);
CREATE INDEX mail_by_original ON mail (company_id, resend_of) WHERE resend_of IS NOT NULL;
CREATE SEQUENCE mail_worker;
GRANT USAGE ON SEQUENCE mail_worker TO kvit_app;

-- One row: a file that goes with an e-mail.
CREATE TABLE mail_attachment (
  company_id  bigint NOT NULL,
  mail_id     bigint NOT NULL,
  position    int    NOT NULL,
  name        text   NOT NULL,
  document_id bigint NOT NULL,
  PRIMARY KEY (company_id, mail_id, position),
  FOREIGN KEY (company_id, mail_id) REFERENCES mail (company_id, id),
  FOREIGN KEY (company_id, document_id) REFERENCES document (company_id, id)
);

-- One row: what a person decided about an e-mail that failed, or of which nobody knows whether it left. Once per e-mail.
CREATE TABLE mail_decision (
  company_id bigint      NOT NULL,
  id         bigint      GENERATED ALWAYS AS IDENTITY,
  mail_id    bigint      NOT NULL,
  decision   text        NOT NULL CHECK (decision IN ('arrived', 'resent')),
  decided_by bigint,
  decided_at timestamptz NOT NULL,
  PRIMARY KEY (company_id, mail_id),
  UNIQUE (company_id, id),
  FOREIGN KEY (company_id, mail_id) REFERENCES mail (company_id, id)
);

CALL tenanted('document');
CALL tenanted('mail');
CALL tenanted('mail_attachment');
CALL tenanted('mail_decision');
CALL audited('mail_decision');

-- The companies whose mails wait, for the workers of all of them.
CREATE FUNCTION companies_with_due_mail() RETURNS SETOF bigint LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT c.id FROM company c
   WHERE EXISTS (SELECT FROM mail m WHERE m.company_id = c.id AND m.state = 'queued' AND m.next_attempt_at <= now()) $$;

-- The companies and workers of mails that are in somebody's hands, for the sweep after a crash.
CREATE FUNCTION mail_in_hands() RETURNS TABLE (company_id bigint, claimed_by bigint) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT DISTINCT company_id, claimed_by FROM mail WHERE state IN ('claimed', 'handing_over') $$;
