-- How a company's mail server is signed in to, how fast it may be given mail, and in whose name.
ALTER TABLE mail_server
  ADD COLUMN sign_in    text    NOT NULL DEFAULT 'password' CHECK (sign_in IN ('password', 'oauth')),  -- oauth: by mail_consent
  ADD COLUMN per_minute int     CHECK (per_minute BETWEEN 1 AND 10000),   -- each program keeps to it by itself
  ADD COLUMN per_hour   int     CHECK (per_hour BETWEEN 1 AND 1000000),   -- all programs on the database together
  ADD COLUMN by_manager boolean NOT NULL DEFAULT false;                   -- mail to a customer leaves in its account manager's name

ALTER TABLE mail
  ADD COLUMN return_path text,          -- where what can't be delivered goes; empty: the sender
  ADD COLUMN handed_at   timestamptz;   -- when it was last given to the server, by the database's clock
CREATE INDEX mail_handed ON mail (company_id, handed_at) WHERE handed_at IS NOT NULL;

-- One row: what became of a sent e-mail at one of its recipients, as their mail server wrote back (RFC 3464).
CREATE TABLE mail_bounce (
  company_id  bigint      NOT NULL,
  mail_id     bigint      NOT NULL,
  recipient   text        NOT NULL,                    -- as the mail named them
  permanent   boolean     NOT NULL,                    -- status class 5; otherwise 4: it may arrive yet, or later
  status      text        NOT NULL,                    -- 5.1.1
  words       text        NOT NULL,                    -- the server's own
  reported_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (company_id, mail_id, recipient),
  FOREIGN KEY (company_id, mail_id) REFERENCES mail (company_id, id)
);

-- One row: that a company lets Kvit use its mailbox, by OAuth 2: for its mail server and its inbox alike.
CREATE TABLE mail_consent (
  company_id    bigint      NOT NULL REFERENCES company,
  id            bigint      GENERATED ALWAYS AS IDENTITY,
  provider      text        NOT NULL CHECK (provider IN ('microsoft', 'google', 'other')),
  way           text        NOT NULL CHECK (way IN ('code', 'client')),  -- a person consents once, or the application signs in by itself
  tenant        text        NOT NULL DEFAULT '',
  authorize_url text        NOT NULL DEFAULT '',
  token_url     text        NOT NULL,
  scope         text        NOT NULL,
  client_id     text        NOT NULL,
  client_secret bytea,
  refresh_token bytea,
  access_token  bytea,
  renew_at      timestamptz,                           -- from when on the access token is renewed, by the database's clock
  problem       jsonb,                                 -- why it can't be used until a person does something
  consented_by  bigint,
  consented_at  timestamptz,
  -- A consent that somebody has gone to give, and has not come back with.
  asked_state   bytea,                                 -- SHA-256 of the state parameter
  asked_by      bigint,
  asked_at      timestamptz,
  asked_uri     text,
  verifier      bytea,                                 -- of PKCE (RFC 7636)
  PRIMARY KEY (company_id),
  UNIQUE (company_id, id)
);
COMMENT ON COLUMN mail_consent.client_secret IS 'sealed';
COMMENT ON COLUMN mail_consent.refresh_token IS 'sealed';
COMMENT ON COLUMN mail_consent.access_token IS 'sealed';
COMMENT ON COLUMN mail_consent.verifier IS 'sealed';

-- One row: the mailbox that a company's answers and bounces come to.
CREATE TABLE inbox (
  company_id    bigint  NOT NULL REFERENCES company,
  id            bigint  GENERATED ALWAYS AS IDENTITY,
  active        boolean NOT NULL DEFAULT true,
  host          text    NOT NULL,
  port          int     NOT NULL CHECK (port BETWEEN 1 AND 65535),
  security      text    NOT NULL CHECK (security IN ('none', 'starttls', 'tls')),
  sign_in       text    NOT NULL DEFAULT 'password' CHECK (sign_in IN ('password', 'oauth')),
  username      text    NOT NULL,
  password      bytea,
  folder        text    NOT NULL DEFAULT 'INBOX',
  every_minutes int     NOT NULL DEFAULT 5 CHECK (every_minutes BETWEEN 1 AND 1440),
  PRIMARY KEY (company_id),
  UNIQUE (company_id, id)
);
COMMENT ON COLUMN inbox.password IS 'sealed';

-- One row: how far a mailbox has been read, and who is at it.
CREATE TABLE inbox_state (
  company_id   bigint      NOT NULL,
  next_poll_at timestamptz NOT NULL DEFAULT now(),     -- by the database's own clock, which all servers share
  leased_until timestamptz,                            -- somebody reads it; one who dies gives it back by the passing of time
  lease        bigint      NOT NULL DEFAULT 0,         -- each reader's number: one who was too slow notices
  polled_at    timestamptz,
  reached_at   timestamptz,
  failures     int         NOT NULL DEFAULT 0,
  problem      jsonb,
  uid_validity bigint,                                 -- RFC 3501 2.3.1.1: when it changes, last_uid means nothing
  last_uid     bigint      NOT NULL DEFAULT 0,
  PRIMARY KEY (company_id),
  FOREIGN KEY (company_id) REFERENCES inbox (company_id) ON DELETE CASCADE
);

-- One row: a message that came, kept once however often it is read.
CREATE TABLE inbox_message (
  company_id        bigint      NOT NULL REFERENCES company,
  id                bigint      GENERATED ALWAYS AS IDENTITY,
  message_id        text        NOT NULL DEFAULT '',
  digest            bytea       NOT NULL,              -- of Message-ID, sender, date, subject, text, and of what it reports
  kind              text        NOT NULL CHECK (kind IN ('reply', 'bounce', 'auto')),
  sender            text        NOT NULL,
  sender_name       text        NOT NULL DEFAULT '',
  subject           text        NOT NULL,
  text              text        NOT NULL CHECK (length(text) <= 20000),
  attachments       text[]      NOT NULL DEFAULT '{}', -- their names
  written_at        timestamptz,                       -- as it says itself
  received_at       timestamptz NOT NULL DEFAULT now(),
  mail_id           bigint,                            -- ours, that it answers
  customer_id       bigint,
  correspondence_id bigint,
  recipient         text,                              -- of a bounce: who did not get it
  permanent         boolean,
  words             text,
  done_at           timestamptz,                       -- ticked off, or put aside
  done_by           bigint,
  PRIMARY KEY (company_id, id),
  UNIQUE (company_id, digest),
  FOREIGN KEY (company_id, mail_id) REFERENCES mail (company_id, id),
  FOREIGN KEY (company_id, customer_id) REFERENCES customer (company_id, id),
  FOREIGN KEY (company_id, correspondence_id) REFERENCES correspondence (company_id, id)
);
CREATE INDEX inbox_message_pending ON inbox_message (company_id, id) WHERE done_at IS NULL AND kind <> 'auto';
CREATE INDEX inbox_message_by_mail ON inbox_message (company_id, mail_id) WHERE mail_id IS NOT NULL;
CREATE INDEX inbox_message_by_customer ON inbox_message (company_id, customer_id, id) WHERE customer_id IS NOT NULL;

-- One row: an address of a customer's that mail can't be delivered to. It is nobody's concern once no contact has it any more.
CREATE TABLE invalid_address (
  company_id  bigint      NOT NULL,
  customer_id bigint      NOT NULL,
  address     text        NOT NULL CHECK (address = lower(address)),
  words       text        NOT NULL,                    -- the server's own
  since       timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (company_id, customer_id, address),
  FOREIGN KEY (company_id, customer_id) REFERENCES customer (company_id, id)
);

CALL tenanted('mail_bounce');
CALL tenanted('mail_consent');
CALL tenanted('inbox');
CALL tenanted('inbox_state');
CALL tenanted('inbox_message');
CALL tenanted('invalid_address');
CALL audited('inbox', 'password');
CALL audited('mail_consent', 'client_secret', 'refresh_token', 'access_token', 'renew_at', 'asked_state', 'asked_by', 'asked_at', 'asked_uri', 'verifier');

-- The companies whose mailbox is to be read now, for the readers of all of them.
CREATE FUNCTION companies_with_due_inbox() RETURNS SETOF bigint LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT s.company_id
    FROM inbox_state s
    JOIN inbox i ON i.company_id = s.company_id
   WHERE i.active AND s.next_poll_at <= now() AND (s.leased_until IS NULL OR s.leased_until <= now()) $$;

-- Another way of signing in is to be tested anew, as V22 has it for the other settings.
DROP TRIGGER changed ON mail_server;
CREATE TRIGGER changed BEFORE UPDATE OF host, port, security, username, password, sender, sign_in ON mail_server FOR EACH ROW
  WHEN ((OLD.host, OLD.port, OLD.security, OLD.username, OLD.password, OLD.sender, OLD.sign_in)
        IS DISTINCT FROM (NEW.host, NEW.port, NEW.security, NEW.username, NEW.password, NEW.sender, NEW.sign_in))
  EXECUTE FUNCTION mail_server_changed();
