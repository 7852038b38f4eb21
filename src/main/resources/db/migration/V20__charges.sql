-- One row: how a company charges late interest. A company without one charges as the law of its country has it.
CREATE TABLE interest_terms (
  company_id     bigint        NOT NULL REFERENCES company,
  id             bigint        GENERATED ALWAYS AS IDENTITY,
  basis          text          NOT NULL CHECK (basis IN ('statutory', 'agreed')),
  points         numeric(7,4)  NOT NULL CHECK (points BETWEEN 0 AND 100),   -- above the reference rate
  fixed_at_start boolean       NOT NULL,                                    -- the rate of the first late day holds for good
  PRIMARY KEY (company_id),
  UNIQUE (company_id, id)
);

-- One row: a rate that a company has entered, per cent a year. A reference rate holds for the half-year that it begins and takes the place
-- of the one that Kvit knows; an agreed one holds until the next.
CREATE TABLE interest_rate (
  company_id bigint       NOT NULL REFERENCES company,
  id         bigint       GENERATED ALWAYS AS IDENTITY,
  kind       text         NOT NULL CHECK (kind IN ('reference', 'agreed')),
  valid_from date         NOT NULL,
  rate       numeric(9,4) NOT NULL CHECK (rate BETWEEN -20 AND 1000),
  PRIMARY KEY (company_id, id),
  UNIQUE (company_id, kind, valid_from),
  CHECK (kind = 'agreed' OR (extract(day FROM valid_from) = 1 AND extract(month FROM valid_from) IN (1, 7))),
  CHECK (kind = 'reference' OR rate >= 0)
);

-- One row: what a letter asked for beside what was open, in one currency, as it was when the letter was written.
CREATE TABLE reminder_letter_charge (
  company_id     bigint        NOT NULL,
  letter_id      bigint        NOT NULL,
  currency       char(3)       NOT NULL,
  principal      numeric(19,4) NOT NULL CHECK (principal > 0),
  interest       numeric(19,4) CHECK (interest > 0),
  interest_until date,
  fee            numeric(19,4) CHECK (fee > 0),
  PRIMARY KEY (company_id, letter_id, currency),
  FOREIGN KEY (company_id, letter_id) REFERENCES reminder_letter (company_id, id),
  CHECK (interest IS NOT NULL OR fee IS NOT NULL),
  CHECK ((interest IS NULL) = (interest_until IS NULL))
);

-- The late interest of an invoice as its letter counted it; and what a person should know of how the letter went out: a list of sentences,
-- each a message key and its arguments.
ALTER TABLE reminder_letter_line ADD interest numeric(19,4) CHECK (interest > 0);
ALTER TABLE reminder_letter ADD notes jsonb;

CALL tenanted('interest_terms');
CALL tenanted('interest_rate');
CALL tenanted('reminder_letter_charge');
CALL audited('interest_terms');
CALL audited('interest_rate');
