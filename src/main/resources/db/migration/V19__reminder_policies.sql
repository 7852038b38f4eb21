-- Policies are told apart by their names, which is how a customer's file names its own.
ALTER TABLE reminder_policy ADD CHECK (length(name) BETWEEN 1 AND 100);
CREATE UNIQUE INDEX reminder_policy_name ON reminder_policy (company_id, lower(name));

-- What a level sends, and how.
ALTER TABLE reminder_level
  ADD COLUMN template text    NOT NULL DEFAULT 'friendly' CHECK (length(template) BETWEEN 1 AND 60),  -- key of the letter's wording
  ADD COLUMN attach   text    NOT NULL DEFAULT 'none' CHECK (attach IN ('none', 'each', 'one')),      -- the invoices: not, a PDF each, all in one
  ADD COLUMN interest boolean NOT NULL DEFAULT false,                                                  -- late interest stands on the letter
  ADD CHECK (channels <@ '{email,fax,print}'::text[] AND cardinality(channels) BETWEEN 1 AND 3);

-- Levels spoke by their number; they go on as they did. Nobody changed anything, so nothing is put on record.
SELECT set_config('kvit.quiet', 'on', true);
UPDATE reminder_level SET template = CASE WHEN level >= 3 THEN 'final' WHEN level = 2 THEN 'firm' ELSE 'friendly' END;
SELECT set_config('kvit.quiet', 'off', true);

-- One row: what a level asks in one currency: the least that a letter is sent for, the fee that stands on it, or both. The least in the
-- company's own currency stands with the level.
CREATE TABLE reminder_level_amount (
  company_id bigint  NOT NULL,
  id         bigint  GENERATED ALWAYS AS IDENTITY,
  policy_id  bigint  NOT NULL,
  level      int     NOT NULL,
  currency   char(3) NOT NULL,
  minimum    numeric(19,4) CHECK (minimum >= 0),
  fee        numeric(19,4) CHECK (fee > 0),
  PRIMARY KEY (company_id, policy_id, level, currency),
  UNIQUE (company_id, id),
  FOREIGN KEY (company_id, policy_id, level) REFERENCES reminder_level (company_id, policy_id, level) ON DELETE CASCADE,
  CHECK (minimum IS NOT NULL OR fee IS NOT NULL)
);
CALL tenanted('reminder_level_amount');
CALL audited('reminder_level_amount');

-- Whose reminders go by a policy of their own; empty: by the company's default, whichever that is.
ALTER TABLE customer
  ADD COLUMN reminder_policy_id bigint,
  ADD FOREIGN KEY (company_id, reminder_policy_id) REFERENCES reminder_policy (company_id, id);
CREATE INDEX customer_by_reminder_policy ON customer (company_id, reminder_policy_id) WHERE reminder_policy_id IS NOT NULL;

-- What the levels were called when the letter was proposed: two customers' first levels may have different names.
ALTER TABLE reminder_letter ADD COLUMN level_name text CHECK (length(level_name) BETWEEN 1 AND 100);
