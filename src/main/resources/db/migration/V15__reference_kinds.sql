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
