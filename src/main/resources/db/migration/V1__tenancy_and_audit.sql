-- Who may see what, and what is written down about every change.
--
-- Two database roles: the owner (makes and owns the tables, runs these migrations) and kvit_app (what the program works as; owns
-- nothing and can't bypass row-level security). Each transaction of the program names its company and its user in two settings:
-- kvit.company and kvit.actor. Without a company it sees no business row at all.

CREATE FUNCTION current_company() RETURNS bigint
  LANGUAGE sql STABLE PARALLEL SAFE
  RETURN nullif(current_setting('kvit.company', true), '')::bigint;

CREATE FUNCTION current_actor() RETURNS bigint
  LANGUAGE sql STABLE PARALLEL SAFE
  RETURN nullif(current_setting('kvit.actor', true), '')::bigint;

-- One row: one change of one business object. `before` and `after` hold the fields that changed, and no others.
CREATE TABLE audit (
  company_id bigint      NOT NULL,
  id         bigint      GENERATED ALWAYS AS IDENTITY,
  at         timestamptz NOT NULL DEFAULT now(),
  user_id    bigint,                       -- empty: the program itself
  via        text        NOT NULL DEFAULT 'job',  -- screen, api, cli, job
  subject    text        NOT NULL,         -- the table
  subject_id bigint      NOT NULL,
  action     text        NOT NULL CHECK (action IN ('created', 'changed', 'deleted')),
  before     jsonb,
  after      jsonb,
  PRIMARY KEY (company_id, id)
);
CREATE INDEX audit_by_subject ON audit (company_id, subject, subject_id, id);

-- Writes the audit rows of one statement, as a set. Arguments: columns that are never written down (secrets, derived figures).
-- A table's first argument 'slim' leaves the fields of created rows out: for tables filled by the hundred thousand, whose
-- created state is the row itself taken back through its later changes.
CREATE FUNCTION audit_changes() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  via_now text := coalesce(nullif(current_setting('kvit.via', true), ''), 'job');
  but text[] := coalesce(TG_ARGV, '{}');  -- without arguments TG_ARGV is null, and would make everything null
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO audit (company_id, user_id, via, subject, subject_id, action, after)
    SELECT n.company_id, current_actor(), via_now, TG_TABLE_NAME, n.id, 'created',
           CASE WHEN 'slim' = ANY (but) THEN NULL ELSE jsonb_strip_nulls(to_jsonb(n)) - but END
      FROM new_rows n;
  ELSIF TG_OP = 'DELETE' THEN
    INSERT INTO audit (company_id, user_id, via, subject, subject_id, action, before)
    SELECT o.company_id, current_actor(), via_now, TG_TABLE_NAME, o.id, 'deleted', jsonb_strip_nulls(to_jsonb(o)) - but
      FROM old_rows o;
  ELSE
    INSERT INTO audit (company_id, user_id, via, subject, subject_id, action, before, after)
    SELECT n.company_id, current_actor(), via_now, TG_TABLE_NAME, n.id, 'changed', d.before, d.after
      FROM new_rows n
      JOIN old_rows o ON o.company_id = n.company_id AND o.id = n.id
     CROSS JOIN LATERAL (
           SELECT jsonb_object_agg(b.key, b.value) AS before, jsonb_object_agg(a.key, a.value) AS after
             FROM jsonb_each(to_jsonb(o)) b
             JOIN jsonb_each(to_jsonb(n)) a ON a.key = b.key
            WHERE a.value IS DISTINCT FROM b.value AND NOT a.key = ANY (but)) d
     WHERE d.before IS NOT NULL;
  END IF;
  RETURN NULL;
END $$;

-- Puts a table under audit; `but` as for audit_changes. kvit.quiet = 'on' is set only inside functions of ours that keep derived
-- figures in step: what they derive from is audited itself.
CREATE PROCEDURE audited(tbl regclass, VARIADIC but text[] DEFAULT '{}') LANGUAGE plpgsql AS $$
DECLARE
  args text := (SELECT coalesce(string_agg(quote_literal(b), ', '), '') FROM unnest(but) b);
BEGIN
  EXECUTE format('CREATE TRIGGER audit_created AFTER INSERT ON %s REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT
                  EXECUTE FUNCTION audit_changes(%s)', tbl, args);
  EXECUTE format('CREATE TRIGGER audit_changed AFTER UPDATE ON %s REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT
                  WHEN (current_setting(''kvit.quiet'', true) IS DISTINCT FROM ''on'') EXECUTE FUNCTION audit_changes(%s)', tbl, args);
  EXECUTE format('CREATE TRIGGER audit_deleted AFTER DELETE ON %s REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT
                  EXECUTE FUNCTION audit_changes(%s)', tbl, args);
END $$;

-- Puts a table under tenancy: only rows of the transaction's company are seen, made, changed or removed. Every table with a
-- company_id must be given to this procedure (a test walks the catalogue).
CREATE PROCEDURE tenanted(tbl regclass) LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', tbl);
  EXECUTE format('CREATE POLICY tenant ON %s USING (company_id = (SELECT current_company())) WITH CHECK (company_id = (SELECT current_company()))', tbl);
  EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %s TO kvit_app', tbl);
END $$;

CALL tenanted('audit');
REVOKE UPDATE, DELETE ON audit FROM kvit_app;  -- the trail is written once
GRANT USAGE ON SCHEMA public TO kvit_app;

-- For rows that accounting law and our own invariants keep: corrected by a counter-entry, never removed.
CREATE FUNCTION never_deleted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'rows of % are never deleted', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;

-- Looks at tables anew after many rows came at once, so that the next statement is planned by what is there: the database by itself
-- looks only once a minute. A table that somebody else is just looking at is left to them, so that nobody waits.
CREATE FUNCTION analysed(VARIADIC tables regclass[]) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  tbl regclass;
BEGIN
  FOREACH tbl IN ARRAY tables LOOP
    EXECUTE format('ANALYZE (SKIP_LOCKED) %s', tbl);
  END LOOP;
END $$;
