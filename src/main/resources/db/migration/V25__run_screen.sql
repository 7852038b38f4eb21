-- One row: how a company's faxes leave: as an e-mail to a gateway that dials the number in its address.
CREATE TABLE fax_gateway (
  company_id bigint NOT NULL REFERENCES company,
  id         bigint GENERATED ALWAYS AS IDENTITY,
  pattern    text   NOT NULL CHECK (pattern LIKE '%{number}%' AND length(pattern) <= 200),  -- {number}@fax.example
  PRIMARY KEY (company_id),
  UNIQUE (company_id, id)
);

-- Where a letter goes beside the e-mail addresses in `recipients`.
ALTER TABLE reminder_letter
  ADD COLUMN faxes   text[] NOT NULL DEFAULT '{}',  -- numbers with their country's, such as +37167000000
  ADD COLUMN post_to text;                          -- the postal address in one line; empty: not by post

-- One row: the text that a person gave one letter, in place of its template's. Read as a template is.
CREATE TABLE reminder_letter_text (
  company_id bigint      NOT NULL,
  id         bigint      GENERATED ALWAYS AS IDENTITY,
  letter_id  bigint      NOT NULL,
  language   text        NOT NULL CHECK (language ~ '^[a-z]{2}$'),
  subject    text        NOT NULL,
  email      text        NOT NULL,
  title      text        NOT NULL,
  letter     text        NOT NULL,
  written_by bigint,
  written_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (company_id, letter_id),
  UNIQUE (company_id, id),
  FOREIGN KEY (company_id, letter_id) REFERENCES reminder_letter (company_id, id)
);

-- One row: the e-mail that takes a letter to the fax gateway, for one number.
CREATE TABLE reminder_letter_fax (
  company_id bigint NOT NULL,
  letter_id  bigint NOT NULL,
  number     text   NOT NULL,
  mail_id    bigint NOT NULL,
  PRIMARY KEY (company_id, letter_id, number),
  UNIQUE (company_id, mail_id),
  FOREIGN KEY (company_id, letter_id) REFERENCES reminder_letter (company_id, id),
  FOREIGN KEY (company_id, mail_id) REFERENCES mail (company_id, id)
);

-- One row: a written letter that goes by post, with the address that stands on it, by which the pile is sorted; and that it was posted.
CREATE TABLE postal_letter (
  company_id  bigint NOT NULL,
  id          bigint GENERATED ALWAYS AS IDENTITY,
  letter_id   bigint NOT NULL,
  country     text   NOT NULL,
  postal_code text   NOT NULL,
  city        text   NOT NULL,
  street      text   NOT NULL,
  name        text   NOT NULL,
  posted_on   date,
  posted_by   bigint,
  posted_at   timestamptz,
  PRIMARY KEY (company_id, letter_id),
  UNIQUE (company_id, id),
  FOREIGN KEY (company_id, letter_id) REFERENCES reminder_letter (company_id, id),
  CHECK ((posted_on IS NULL) = (posted_at IS NULL))
);
CREATE INDEX postal_letter_waiting ON postal_letter (company_id, country, postal_code, city, street, name, letter_id) WHERE posted_at IS NULL;
CREATE INDEX postal_letter_posted ON postal_letter (company_id, posted_at) WHERE posted_at IS NOT NULL;

-- Who was called is not reminded of the same invoices on that day.
CREATE INDEX correspondence_calls ON correspondence (company_id, happened_on) WHERE kind = 'call';

CALL tenanted('fax_gateway');
CALL tenanted('reminder_letter_text');
CALL tenanted('reminder_letter_fax');
CALL tenanted('postal_letter');
CALL audited('fax_gateway');
CALL audited('reminder_letter_text');
CALL audited('postal_letter', 'slim');

-- Where a letter stands, all its ways together: the worst that became of its e-mails; without any, whether it was posted.
CREATE FUNCTION letter_state(letter bigint, state text, mail bigint) RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT CASE WHEN letter_state.state <> 'written' THEN letter_state.state
              ELSE coalesce(
                   (SELECT m.state
                      FROM mail m
                     WHERE m.company_id = current_company()
                       AND m.id IN (SELECT letter_state.mail
                                     UNION ALL
                                    SELECT f.mail_id FROM reminder_letter_fax f
                                     WHERE f.company_id = current_company() AND f.letter_id = letter_state.letter)
                     ORDER BY array_position('{uncertain,failed,handing_over,claimed,queued,sent}'::text[], m.state)
                     LIMIT 1),
                   (SELECT CASE WHEN p.posted_at IS NULL THEN 'to_post' ELSE 'posted' END
                      FROM postal_letter p
                     WHERE p.company_id = current_company() AND p.letter_id = letter_state.letter),
                   'sent') END $$;
