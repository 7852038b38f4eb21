-- One row: a letter template of the company: one that it made, or a built-in one that it words its own way.
CREATE TABLE letter_template (
  company_id bigint NOT NULL REFERENCES company,
  id         bigint GENERATED ALWAYS AS IDENTITY,
  key        text   NOT NULL CHECK (key ~ '^[a-z0-9]+(-[a-z0-9]+)*$' AND length(key) <= 40),  -- what levels and the API call it
  name       text   CHECK (length(name) BETWEEN 1 AND 100),                                   -- empty: built in
  based_on   text   NOT NULL CHECK (based_on IN ('early', 'friendly', 'firm', 'final')),      -- whose wording it has in languages that it isn't worded in
  PRIMARY KEY (company_id, key),
  UNIQUE (company_id, id),
  UNIQUE (company_id, name),
  CHECK ((name IS NULL) = (key IN ('early', 'friendly', 'firm', 'final'))),
  CHECK (name IS NOT NULL OR key = based_on)
);

-- One row: how a template was worded in one language from a moment on. The latest version counts; none is ever changed.
CREATE TABLE letter_template_version (
  company_id bigint      NOT NULL,
  id         bigint      GENERATED ALWAYS AS IDENTITY,
  key        text        NOT NULL,
  language   text        NOT NULL CHECK (language ~ '^[a-z]{2}$'),
  version    int         NOT NULL CHECK (version > 0),  -- 1, 2, 3, …
  subject    text,                                      -- all four empty: back to the built-in wording
  email      text,
  title      text,
  letter     text,
  saved_by   bigint,                                    -- empty: the program
  saved_at   timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (company_id, key, language, version),
  UNIQUE (company_id, id),
  FOREIGN KEY (company_id, key) REFERENCES letter_template (company_id, key) ON DELETE CASCADE,
  CHECK (num_nulls(subject, email, title, letter) IN (0, 4))
);

CALL tenanted('letter_template');
CALL tenanted('letter_template_version');
CALL audited('letter_template');
CALL audited('letter_template_version', 'slim');
