-- Statements of a hundred thousand entries: what is written for each of their payments is written once.

-- An import knows what a payment will be linked with before it writes the payment: it takes its number, and writes it with what is
-- allocated of it and with its customer.
GRANT USAGE ON SEQUENCE payment_id_seq TO kvit_app;

-- A reversal is found among many entries, and the payments that it may take back among as many.
CREATE INDEX bank_entry_reversal ON bank_entry (company_id, account, amount) WHERE reversal AND NOT credit AND status = 'BOOK';
CREATE INDEX payment_by_amount ON payment (company_id, amount) WHERE entry_id IS NOT NULL AND voided_at IS NULL;

-- One row a company: a hash of all that the matcher knew (open invoices, customers, their accounts) when all payments with nothing linked
-- were last asked. While that is the same, the same answers would come again.
CREATE TABLE last_asked (
  company_id bigint NOT NULL REFERENCES company,
  knowledge  bigint NOT NULL,
  PRIMARY KEY (company_id)
);
CALL tenanted('last_asked');

-- A few thousand rows among a million are looked up by their keys: the pages that those are on were read by the statement before.
ALTER FUNCTION allocation_settles() SET random_page_cost = 1.1;

-- As in V1, but that rows which differ in nothing that is written down are passed by quickly.
CREATE OR REPLACE FUNCTION audit_changes() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
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
     WHERE to_jsonb(n) - but <> to_jsonb(o) - but AND d.before IS NOT NULL;
  END IF;
  RETURN NULL;
END $$;
