-- One row: how the CSV files of one bank are read.
CREATE TABLE bank_csv_mapping (
  company_id  bigint NOT NULL REFERENCES company,
  id          bigint GENERATED ALWAYS AS IDENTITY,
  name        text   NOT NULL CHECK (length(name) BETWEEN 1 AND 60),   -- the bank's
  delimiter   text   NOT NULL CHECK (length(delimiter) = 1),
  charset     text,                          -- of what isn't UTF-8; empty: the country's usual code page
  decimal     text   NOT NULL CHECK (decimal IN (',', '.')),
  date_format text   NOT NULL,
  header_row  int    NOT NULL CHECK (header_row BETWEEN 0 AND 60),     -- 0: the files have none
  columns     jsonb  NOT NULL,               -- {"date": ["Kuupäev"], "text": ["Selgitus", "#7"], …}: by field, the names or places of its columns
  header      text[] NOT NULL,               -- the names of all columns
  account     text,                          -- ours, where the files don't name it
  currency    char(3),                       -- where no column has it
  changed_at  timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (company_id, id)
);
CREATE UNIQUE INDEX bank_csv_mapping_name ON bank_csv_mapping (company_id, lower(name));

-- One row: a CSV file that nobody has said yet how to read. It goes once it is imported or taken out.
CREATE TABLE bank_csv_file (
  company_id  bigint NOT NULL REFERENCES company,
  id          bigint GENERATED ALWAYS AS IDENTITY,
  name        text   NOT NULL,
  document_id bigint NOT NULL,
  brought_at  timestamptz NOT NULL DEFAULT now(),
  brought_by  bigint,
  PRIMARY KEY (company_id, id),
  FOREIGN KEY (company_id, document_id) REFERENCES document (company_id, id)
);

CALL tenanted('bank_csv_mapping');
CALL tenanted('bank_csv_file');
CALL audited('bank_csv_mapping', 'changed_at');
CALL audited('bank_csv_file', 'slim');
