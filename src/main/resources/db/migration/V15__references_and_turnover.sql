-- One row: payers in this country are to quote this kind of reference; those in any other the company's own (company.reference_kind).
CREATE TABLE reference_kind (
  company_id bigint  NOT NULL REFERENCES company,
  id         bigint  GENERATED ALWAYS AS IDENTITY,
  country    char(2) NOT NULL CHECK (country ~ '^[A-Z]{2}$'),   -- the customer's, ISO 3166-1 alpha-2
  kind       text    NOT NULL CHECK (kind IN ('none', 'rf', 'estonian', 'variable_symbol')),
  PRIMARY KEY (company_id, id),
  UNIQUE (company_id, country)
);
CALL tenanted('reference_kind');
CALL audited('reference_kind');

-- What a statement's booked entries come to in the account's currency, also those that an earlier file brought: with it a chain of
-- statements is checked. Empty on those of before, of which not all entries can be told any more.
ALTER TABLE statement
  ADD turnover_in  numeric(19,5) CHECK (turnover_in >= 0),
  ADD turnover_out numeric(19,5) CHECK (turnover_out >= 0);
UPDATE statement s SET turnover_in = e.turnover_in, turnover_out = e.turnover_out
  FROM (SELECT t.company_id, t.id,
               coalesce(sum(n.amount) FILTER (WHERE n.credit), 0) AS turnover_in,
               coalesce(sum(n.amount) FILTER (WHERE NOT n.credit), 0) AS turnover_out
          FROM statement t
          LEFT JOIN bank_entry n ON n.company_id = t.company_id AND n.statement_id = t.id AND n.status = 'BOOK'
                                AND (t.currency IS NULL OR n.currency = t.currency)
         WHERE t.new_entries = t.entries
         GROUP BY t.company_id, t.id) e
 WHERE s.company_id = e.company_id AND s.id = e.id;
-- Gaps between statements are found when they are looked at: one that came later has mended some of these.
UPDATE statement SET warnings = (SELECT coalesce(jsonb_agg(w), '[]') FROM jsonb_array_elements(warnings) w WHERE w ->> 'key' <> 'payment.statement.gap')
 WHERE warnings::text LIKE '%payment.statement.gap%';
