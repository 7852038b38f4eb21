-- One row: when a company's reminder runs are made by themselves, once it has said so.
CREATE TABLE reminder_schedule (
  company_id bigint      NOT NULL REFERENCES company,
  id         bigint      GENERATED ALWAYS AS IDENTITY,
  mode       text        NOT NULL CHECK (mode IN ('off', 'propose', 'automatic')),
  at         time        NOT NULL,                        -- where the company is
  rules      text[]      NOT NULL CHECK (cardinality(rules) = 7 AND rules <@ '{always,ifNotSentTheWorkingDayBefore,never}'),  -- from Monday on
  holidays   boolean     NOT NULL DEFAULT true,           -- public holidays of the company's country are left out
  notice     boolean     NOT NULL DEFAULT true,           -- whoever is signed in is told
  mail_to    bigint[]    NOT NULL DEFAULT '{}',           -- people who get an e-mail about each proposal
  since      timestamptz NOT NULL,                        -- when it was set so: moments before that are not made up
  done_on    date,                                        -- the last day that was dealt with
  look_at    timestamptz NOT NULL,                        -- nothing is to be done before; what is to be done then is decided then
  fell_back  jsonb,                                       -- why it proposes, though it was set to send by itself
  PRIMARY KEY (company_id),
  UNIQUE (company_id, id)
);
CREATE INDEX reminder_schedule_due ON reminder_schedule (look_at) WHERE mode <> 'off';

-- One row: days on which a company is closed.
CREATE TABLE closed_day (
  company_id bigint NOT NULL REFERENCES company,
  id         bigint GENERATED ALWAYS AS IDENTITY,
  from_day   date   NOT NULL,
  to_day     date   NOT NULL,
  reason     text   NOT NULL DEFAULT '' CHECK (length(reason) <= 200),
  PRIMARY KEY (company_id, id),
  CHECK (to_day BETWEEN from_day AND from_day + 366)
);

-- One row: the schedule dealt with a day. The key is the promise: once a company and local day, whoever looks.
CREATE TABLE reminder_firing (
  company_id bigint      NOT NULL REFERENCES company,
  day        date        NOT NULL,
  fired_at   timestamptz NOT NULL,
  mode       text        NOT NULL CHECK (mode IN ('propose', 'automatic')),
  outcome    text        NOT NULL CHECK (outcome IN ('proposed', 'sent', 'empty', 'skipped')),
  run_id     bigint,
  letters    int         NOT NULL DEFAULT 0,              -- as proposed
  held       jsonb       NOT NULL DEFAULT '[]',           -- why an automatic run waits for a person; why it was skipped
  PRIMARY KEY (company_id, day),
  FOREIGN KEY (company_id, run_id) REFERENCES reminder_run (company_id, id)
);

-- One row: somebody stopped all reminders of the company, and somebody let them go on again.
CREATE TABLE reminder_stop (
  company_id bigint      NOT NULL REFERENCES company,
  id         bigint      GENERATED ALWAYS AS IDENTITY,
  stopped_at timestamptz NOT NULL,
  stopped_by bigint,
  reason     text        NOT NULL DEFAULT '' CHECK (length(reason) <= 500),
  resumed_at timestamptz,
  resumed_by bigint,
  PRIMARY KEY (company_id, id)
);
CREATE UNIQUE INDEX reminder_stop_standing ON reminder_stop (company_id) WHERE resumed_at IS NULL;

-- One row: a person read the letters in a language, and says that they may go out so.
CREATE TABLE template_reading (
  company_id bigint      NOT NULL REFERENCES company,
  id         bigint      GENERATED ALWAYS AS IDENTITY,
  language   text        NOT NULL CHECK (length(language) = 2),
  read_at    timestamptz NOT NULL,
  read_by    bigint,
  PRIMARY KEY (company_id, language),
  UNIQUE (company_id, id)
);

CALL tenanted('reminder_schedule');
CALL tenanted('closed_day');
CALL tenanted('reminder_firing');
CALL tenanted('reminder_stop');
CALL tenanted('template_reading');
CALL audited('reminder_schedule', 'since', 'done_on', 'look_at');
CALL audited('closed_day');
CALL audited('reminder_stop');
CALL audited('template_reading');

-- When a person first had a run before them.
ALTER TABLE reminder_run
  ADD seen_at timestamptz,
  ADD seen_by bigint;
DROP TRIGGER audit_created ON reminder_run;
DROP TRIGGER audit_changed ON reminder_run;
DROP TRIGGER audit_deleted ON reminder_run;
CALL audited('reminder_run', 'slim', 'seen_at', 'seen_by');

-- Up to which mail the settings of a mail server have changed since, its password among them: an older test proves nothing.
ALTER TABLE mail_server ADD tested_after bigint NOT NULL DEFAULT 0;
DROP TRIGGER audit_created ON mail_server;
DROP TRIGGER audit_changed ON mail_server;
DROP TRIGGER audit_deleted ON mail_server;
CALL audited('mail_server', 'password', 'tested_after');
CREATE FUNCTION mail_server_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.tested_after := (SELECT coalesce(max(m.id), 0) FROM mail m WHERE m.company_id = NEW.company_id);
  RETURN NEW;
END $$;
CREATE TRIGGER added BEFORE INSERT ON mail_server FOR EACH ROW EXECUTE FUNCTION mail_server_changed();
CREATE TRIGGER changed BEFORE UPDATE OF host, port, security, username, password, sender ON mail_server FOR EACH ROW
  WHEN ((OLD.host, OLD.port, OLD.security, OLD.username, OLD.password, OLD.sender)
        IS DISTINCT FROM (NEW.host, NEW.port, NEW.security, NEW.username, NEW.password, NEW.sender))
  EXECUTE FUNCTION mail_server_changed();

-- What a day is depends on the country and the time zone too.
CREATE FUNCTION schedule_looks_again() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE reminder_schedule SET look_at = '-infinity' WHERE company_id = NEW.id;
  RETURN NULL;
END $$;
CREATE TRIGGER schedule_looks_again AFTER UPDATE OF country, time_zone ON company FOR EACH ROW
  WHEN ((OLD.country, OLD.time_zone) IS DISTINCT FROM (NEW.country, NEW.time_zone)) EXECUTE FUNCTION schedule_looks_again();

-- The companies whose schedule is to be looked at, for the lookouts of all of them. Whoever stopped their reminders is left in peace.
CREATE FUNCTION companies_with_due_reminders(at timestamptz) RETURNS SETOF bigint LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT s.company_id FROM reminder_schedule s
   WHERE s.mode <> 'off' AND s.look_at <= companies_with_due_reminders.at
     AND NOT EXISTS (SELECT FROM reminder_stop t WHERE t.company_id = s.company_id AND t.resumed_at IS NULL) $$;

-- As in V8; runs of a company that stopped its reminders stay as they are.
CREATE OR REPLACE FUNCTION runs_being_sent() RETURNS TABLE (company_id bigint, run_id bigint) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT r.company_id, r.id FROM reminder_run r
   WHERE r.state = 'sending'
     AND NOT EXISTS (SELECT FROM reminder_stop t WHERE t.company_id = r.company_id AND t.resumed_at IS NULL) $$;
