-- A text as people look for it: without capitals and the marks on letters, so that "adazu" finds "Ādažu".
CREATE FUNCTION searchable(words text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN translate(lower(words COLLATE "und-x-icu"), 'āčēģīķļņōŗšūžõäöüáďéěíňóřťúůýĺľŕôąęėįųćłńśźż', 'acegiklnorsuzoaouadeeinortuuyllroaeeiuclnszz');

-- One row: a customer's client card. The main address carries the same flags as a contact, so that no extra contact need be made.
CREATE TABLE customer (
  company_id           bigint      NOT NULL REFERENCES company,
  id                   bigint      GENERATED ALWAYS AS IDENTITY,
  external_id          text        CHECK (length(external_id) BETWEEN 1 AND 100),  -- its id in the customer's other systems
  name                 text        NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  registration_number  text,
  vat_number           text,
  street               text,
  city                 text,
  postal_code          text,
  country              char(2)     NOT NULL,
  language             text        NOT NULL DEFAULT 'en',      -- of every letter the customer gets
  currency             char(3)     NOT NULL DEFAULT 'EUR',
  payment_terms_days   int         NOT NULL DEFAULT 14 CHECK (payment_terms_days BETWEEN 0 AND 365),
  credit_limit         numeric(19,4) CHECK (credit_limit >= 0),
  account_manager_id   bigint,
  email                text,
  phone                text,
  fax                  text,
  receives_invoices    boolean     NOT NULL DEFAULT true,
  remind_by_email      boolean     NOT NULL DEFAULT true,
  remind_by_fax        boolean     NOT NULL DEFAULT false,
  reminders_off        boolean     NOT NULL DEFAULT false,
  reminders_off_reason text,
  reminders_off_until  date,                                    -- last day on which reminders are off; empty: until switched on again
  note                 text,
  created_at           timestamptz NOT NULL DEFAULT now(),
  search               text        GENERATED ALWAYS AS (searchable(name || E'\n' || coalesce(registration_number, '') || E'\n' || coalesce(vat_number, '')
                         || E'\n' || coalesce(external_id, '') || E'\n' || coalesce(email, ''))) STORED,
  PRIMARY KEY (company_id, id),
  UNIQUE (company_id, external_id),
  FOREIGN KEY (company_id, account_manager_id) REFERENCES membership (company_id, user_id),
  CHECK (reminders_off OR (reminders_off_reason IS NULL AND reminders_off_until IS NULL))
);
CREATE INDEX customer_by_name ON customer (company_id, lower(name), id);
CREATE INDEX customer_in_order ON customer (company_id, name COLLATE "und-x-icu", id);  -- as people read a list

-- One row: a person or a desk at a customer. The three flags are independent of each other.
CREATE TABLE contact (
  company_id        bigint  NOT NULL,
  id                bigint  GENERATED ALWAYS AS IDENTITY,
  customer_id       bigint  NOT NULL,
  name              text    NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  role              text,
  email             text,
  phone             text,
  fax               text,
  receives_invoices boolean NOT NULL DEFAULT false,
  remind_by_email   boolean NOT NULL DEFAULT false,
  remind_by_fax     boolean NOT NULL DEFAULT false,
  search            text    GENERATED ALWAYS AS (searchable(name || E'\n' || coalesce(email, ''))) STORED,
  PRIMARY KEY (company_id, id),
  FOREIGN KEY (company_id, customer_id) REFERENCES customer (company_id, id),
  CHECK (NOT remind_by_email OR email IS NOT NULL),
  CHECK (NOT remind_by_fax OR fax IS NOT NULL)
);
CREATE INDEX contact_by_customer ON contact (company_id, customer_id);

-- A contact's first and last audit rows name its customer: so the customer's history finds also those that are gone.
CREATE INDEX audit_of_contacts ON audit (company_id, (coalesce(after, before) ->> 'customer_id')) WHERE subject = 'contact';

CALL tenanted('customer');
CALL tenanted('contact');
CALL audited('customer', 'slim', 'search');
CALL audited('contact', 'search');
