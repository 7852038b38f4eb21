-- One row: a place that the bank delivers statements to, and how often it is read: a directory of this machine, or one of an SFTP server.
CREATE TABLE bank_link (
  company_id        bigint   NOT NULL REFERENCES company,
  id                bigint   GENERATED ALWAYS AS IDENTITY,
  name              text     NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
  kind              text     NOT NULL CHECK (kind IN ('directory', 'sftp')),
  active            boolean  NOT NULL DEFAULT true,
  directory         text     NOT NULL,
  pattern           text     NOT NULL DEFAULT '*',     -- of file names: * and ?, several apart by commas
  archive           text,                              -- subdirectory that files are moved to once they are read; empty: they stay and are remembered
  every_minutes     int      NOT NULL DEFAULT 15 CHECK (every_minutes BETWEEN 1 AND 1440),
  from_hour         int      CHECK (from_hour BETWEEN 0 AND 23),   -- read only from this hour of the company's day …
  to_hour           int      CHECK (to_hour BETWEEN 0 AND 23),     -- … until this one begins; past midnight if it is the smaller
  host              text,
  port              int      CHECK (port BETWEEN 1 AND 65535),
  username          text,
  password          bytea,                             -- these three are encrypted with the installation's key
  private_key       bytea,
  passphrase        bytea,
  public_key        text,                              -- of the private key, as the bank wants it
  host_keys         text[]   NOT NULL DEFAULT '{}',    -- SHA256:… of the keys by which we know the server; no other is spoken to
  PRIMARY KEY (company_id, id),
  UNIQUE (company_id, name),
  CHECK (num_nulls(from_hour, to_hour) IN (0, 2) AND from_hour IS DISTINCT FROM to_hour OR from_hour IS NULL),
  CHECK (kind <> 'sftp' OR num_nulls(host, port, username) = 0)
);
COMMENT ON COLUMN bank_link.password IS 'sealed';
COMMENT ON COLUMN bank_link.private_key IS 'sealed';
COMMENT ON COLUMN bank_link.passphrase IS 'sealed';

-- One row: when a link is read next, and what stands in the way.
CREATE TABLE bank_link_state (
  company_id      bigint      NOT NULL,
  link_id         bigint      NOT NULL,
  next_poll_at    timestamptz NOT NULL DEFAULT now(),  -- by the database's own clock, which all servers share
  polled_at       timestamptz,
  reached_at      timestamptz,                         -- last time that the directory could be read
  failures        int         NOT NULL DEFAULT 0,      -- polls in a row that could not read it
  problem         jsonb,                               -- why, the last time
  PRIMARY KEY (company_id, link_id),
  FOREIGN KEY (company_id, link_id) REFERENCES bank_link (company_id, id) ON DELETE CASCADE
);

-- One row: a poll, and what it found. The latest hundred of a link are kept.
CREATE TABLE bank_link_poll (
  company_id  bigint      NOT NULL,
  id          bigint      GENERATED ALWAYS AS IDENTITY,
  link_id     bigint      NOT NULL,
  started_at  timestamptz NOT NULL DEFAULT now(),
  finished_at timestamptz,
  user_id     bigint,                                  -- who asked for it; empty: the timetable
  imported    int         NOT NULL DEFAULT 0,          -- files whose statements went in
  known       int         NOT NULL DEFAULT 0,          -- files that had come before
  failed      int         NOT NULL DEFAULT 0,          -- files that could not be imported
  waiting     int         NOT NULL DEFAULT 0,          -- files that are still being written, or are for the next poll
  problem     jsonb,
  PRIMARY KEY (company_id, id),
  FOREIGN KEY (company_id, link_id) REFERENCES bank_link (company_id, id) ON DELETE CASCADE
);
CREATE INDEX bank_link_poll_by_link ON bank_link_poll (company_id, link_id, id);

-- One row: a file that a link has dealt with, so that it does so once.
CREATE TABLE bank_link_file (
  company_id  bigint      NOT NULL,
  id          bigint      GENERATED ALWAYS AS IDENTITY,
  link_id     bigint      NOT NULL,
  name        text        NOT NULL,
  size        bigint      NOT NULL,
  modified_at timestamptz NOT NULL,
  sha256      bytea,                                   -- empty: not read, it is too large
  state       text        NOT NULL CHECK (state IN ('imported', 'known', 'failed', 'again', 'dismissed')),
  problem     jsonb,                                   -- why it failed
  job_id      bigint,                                  -- the import
  moved_to    text,                                    -- where it lies now, below the link's directory; empty: where it was
  unmoved     jsonb,                                   -- why it could not be moved
  read_at     timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (company_id, id),
  UNIQUE (company_id, link_id, name, size, modified_at),
  FOREIGN KEY (company_id, link_id) REFERENCES bank_link (company_id, id) ON DELETE CASCADE,
  FOREIGN KEY (company_id, job_id) REFERENCES job (company_id, id)
);
CREATE INDEX bank_link_file_by_link ON bank_link_file (company_id, link_id, id);
CREATE INDEX bank_link_file_failed ON bank_link_file (company_id, link_id) WHERE state IN ('failed', 'again');

-- Whether a file of the same content went in before, by whatever way, is asked by its hash.
CREATE INDEX statement_file_by_hash ON statement_file (company_id, sha256);

CALL tenanted('bank_link');
CALL tenanted('bank_link_state');
CALL tenanted('bank_link_poll');
CALL tenanted('bank_link_file');
CALL audited('bank_link', 'password', 'private_key', 'passphrase');

-- The companies with a link that is to be read now, for the pollers of all of them.
CREATE FUNCTION companies_with_due_bank_links() RETURNS SETOF bigint LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT DISTINCT s.company_id
    FROM bank_link_state s
    JOIN bank_link l ON l.company_id = s.company_id AND l.id = s.link_id
   WHERE l.active AND s.next_poll_at <= now() $$;
