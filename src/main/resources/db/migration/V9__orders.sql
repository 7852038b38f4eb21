-- How a customer is sent invoices and proofs of delivery (POD). New orders copy it and may say otherwise.
ALTER TABLE customer
  ADD invoice_delivery text NOT NULL DEFAULT 'email' CHECK (invoice_delivery IN ('email', 'post', 'both')),
  ADD pod_delivery     text NOT NULL DEFAULT 'none'  CHECK (pod_delivery IN ('none', 'email', 'post', 'both'));  -- e-mail: scans; post: originals

ALTER TABLE company
  ADD reference_kind          text    NOT NULL DEFAULT 'none' CHECK (reference_kind IN ('none', 'rf', 'estonian', 'variable_symbol')),  -- the payment reference that invoices of ours get
  ADD copy_to_account_manager boolean NOT NULL DEFAULT false;   -- of an e-mailed invoice

-- One row: a trip that carries orders. While it is approved, cargo and prices of its orders are locked.
CREATE TABLE trip (
  company_id  bigint      NOT NULL REFERENCES company,
  id          bigint      GENERATED ALWAYS AS IDENTITY,
  number      text        NOT NULL CHECK (length(number) BETWEEN 1 AND 50),
  vehicle     text        CHECK (length(vehicle) <= 100),
  carrier     text        CHECK (length(carrier) <= 200),        -- who drives for us, or our own driver
  starts_on   date,
  ends_on     date,
  note        text        CHECK (length(note) <= 2000),
  approved_at timestamptz,
  approved_by bigint,
  created_at  timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (company_id, id),
  UNIQUE (company_id, number),
  CHECK (ends_on >= starts_on),
  CHECK (approved_by IS NULL OR approved_at IS NOT NULL)
);

-- One row: what a customer ordered of us, from the order to the invoice it is on.
CREATE TABLE customer_order (
  company_id         bigint      NOT NULL REFERENCES company,
  id                 bigint      GENERATED ALWAYS AS IDENTITY,
  number             text        NOT NULL CHECK (length(number) BETWEEN 1 AND 50),
  customer_id        bigint      NOT NULL,
  contact_id         bigint,                                     -- the customer's manager: who placed it
  account_manager_id bigint,                                     -- ours
  trip_id            bigint,
  invoice_id         bigint,                                     -- the invoice it is on
  order_date         date        NOT NULL,
  customer_reference text        CHECK (length(customer_reference) <= 100),
  currency           char(3)     NOT NULL,
  payment_terms_days int         NOT NULL CHECK (payment_terms_days BETWEEN 0 AND 365),
  invoice_delivery   text        NOT NULL CHECK (invoice_delivery IN ('email', 'post', 'both')),
  pod_delivery       text        NOT NULL CHECK (pod_delivery IN ('none', 'email', 'post', 'both')),
  invoice_note       text        CHECK (length(invoice_note) <= 2000),   -- printed on the invoice
  invoiced_cargo     text,                                       -- what the invoice says of the cargo: copied when its content was made
  note               text        CHECK (length(note) <= 2000),           -- for us only
  created_at         timestamptz NOT NULL DEFAULT now(),
  created_by         bigint,
  version            int         NOT NULL DEFAULT 0,             -- counts its changes and those of its cargo and prices: whoever saves has seen the last one
  search             text        GENERATED ALWAYS AS (searchable(number || E'\n' || coalesce(customer_reference, ''))) STORED,
  PRIMARY KEY (company_id, id),
  UNIQUE (company_id, number),
  FOREIGN KEY (company_id, customer_id) REFERENCES customer (company_id, id),
  FOREIGN KEY (company_id, contact_id) REFERENCES contact (company_id, id) ON DELETE SET NULL (contact_id),
  FOREIGN KEY (company_id, account_manager_id) REFERENCES membership (company_id, user_id),
  FOREIGN KEY (company_id, trip_id) REFERENCES trip (company_id, id),
  FOREIGN KEY (company_id, invoice_id) REFERENCES invoice (company_id, id)
);
CREATE INDEX customer_order_by_date ON customer_order (company_id, order_date, id);
CREATE INDEX customer_order_by_customer ON customer_order (company_id, customer_id, order_date, id);
CREATE INDEX customer_order_by_trip ON customer_order (company_id, trip_id) WHERE trip_id IS NOT NULL;
CREATE INDEX customer_order_by_invoice ON customer_order (company_id, invoice_id) WHERE invoice_id IS NOT NULL;

-- One row: goods of an order, from where to where, and when: as agreed with the customer, as planned, as it was.
CREATE TABLE order_cargo (
  company_id        bigint NOT NULL,
  id                bigint GENERATED ALWAYS AS IDENTITY,
  order_id          bigint NOT NULL,
  position          int    NOT NULL,
  description       text   NOT NULL CHECK (length(description) BETWEEN 1 AND 500),
  packages          int    CHECK (packages >= 0),
  weight            numeric(12,3) CHECK (weight >= 0),           -- kg
  volume            numeric(12,3) CHECK (volume >= 0),           -- m³
  loading_place     text   CHECK (length(loading_place) <= 200),
  unloading_place   text   CHECK (length(unloading_place) <= 200),
  loading_agreed    date,
  loading_planned   date,
  loading_actual    date,
  unloading_agreed  date,
  unloading_planned date,
  unloading_actual  date,
  PRIMARY KEY (company_id, id),
  UNIQUE (company_id, order_id, position) DEFERRABLE INITIALLY DEFERRED,
  FOREIGN KEY (company_id, order_id) REFERENCES customer_order (company_id, id) ON DELETE CASCADE
);

-- One row: a service of an order and its price, in the order's currency.
CREATE TABLE order_price (
  company_id   bigint        NOT NULL,
  id           bigint        GENERATED ALWAYS AS IDENTITY,
  order_id     bigint        NOT NULL,
  position     int           NOT NULL,
  service      text          NOT NULL CHECK (length(service) BETWEEN 1 AND 500),
  quantity     numeric(19,4) NOT NULL,
  unit_price   numeric(19,6) NOT NULL CHECK (unit_price >= 0),   -- without VAT
  vat_rate     numeric(5,2)  NOT NULL CHECK (vat_rate BETWEEN 0 AND 100),
  vat_category text          NOT NULL DEFAULT 'S' CHECK (vat_category IN ('S', 'Z', 'E', 'AE', 'K', 'G', 'O')),  -- UNCL 5305, as EN 16931 BT-151
  PRIMARY KEY (company_id, id),
  UNIQUE (company_id, order_id, position) DEFERRABLE INITIALLY DEFERRED,
  CHECK (vat_category = 'S' OR vat_rate = 0),
  FOREIGN KEY (company_id, order_id) REFERENCES customer_order (company_id, id) ON DELETE CASCADE
);

-- Finds what an order's history says of lines that are gone.
CREATE INDEX audit_of_gone_lines ON audit (company_id, subject, (before ->> 'order_id'))
  WHERE action = 'deleted' AND subject IN ('order_cargo', 'order_price');

-- One row: a file that belongs to an order or to an invoice. Its bytes are kept once by their hash, in the attachment store.
CREATE TABLE attachment (
  company_id   bigint      NOT NULL,
  id           bigint      GENERATED ALWAYS AS IDENTITY,
  order_id     bigint,
  invoice_id   bigint,
  kind         text        NOT NULL CHECK (kind IN ('pod', 'invoice', 'order_confirmation', 'other')),
  name         text        NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  sha256       bytea       NOT NULL CHECK (length(sha256) = 32),
  size         bigint      NOT NULL CHECK (size >= 0),
  content_type text        NOT NULL,                             -- found from the content
  uploaded_at  timestamptz NOT NULL DEFAULT now(),
  uploaded_by  bigint,
  PRIMARY KEY (company_id, id),
  CHECK (num_nonnulls(order_id, invoice_id) = 1),
  FOREIGN KEY (company_id, order_id) REFERENCES customer_order (company_id, id),
  FOREIGN KEY (company_id, invoice_id) REFERENCES invoice (company_id, id)
);
CREATE INDEX attachment_of_order ON attachment (company_id, order_id) WHERE order_id IS NOT NULL;
CREATE INDEX attachment_of_invoice ON attachment (company_id, invoice_id) WHERE invoice_id IS NOT NULL;
CREATE INDEX attachment_by_content ON attachment (company_id, sha256);
COMMENT ON COLUMN attachment.sha256 IS 'attachments';  -- names a file of the data directory: a backup takes it along

-- One row: a content whose last attachment was deleted; its file goes as soon as no backup reads the files.
CREATE TABLE unnamed_content (
  company_id bigint      NOT NULL REFERENCES company,
  sha256     bytea       NOT NULL CHECK (length(sha256) = 32),
  since      timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (company_id, sha256)
);

-- What of an invoice was copied from orders, line by line. An order's other fields show on its invoice as they are now.
ALTER TABLE invoice_line
  ADD order_id     bigint,
  ADD vat_category text NOT NULL DEFAULT 'S' CHECK (vat_category IN ('S', 'Z', 'E', 'AE', 'K', 'G', 'O')),
  ADD FOREIGN KEY (company_id, order_id) REFERENCES customer_order (company_id, id);
CREATE INDEX invoice_line_of_order ON invoice_line (company_id, order_id) WHERE order_id IS NOT NULL;

-- Whether an invoice has lines, so that Kvit prints and sends it; one with its total only was sent from where it came from.
-- And whether an earlier wording of it was sent: a draft with it stays, as its number is on somebody's paper.
ALTER TABLE invoice
  ADD itemized boolean NOT NULL DEFAULT false,
  ADD has_left boolean NOT NULL DEFAULT false;
CREATE INDEX invoice_to_email ON invoice (company_id, issue_date, id) WHERE itemized AND approved AND sent_on IS NULL;
CREATE INDEX invoice_to_post ON invoice (company_id, issue_date, id) WHERE itemized AND approved AND posted_on IS NULL;

-- One row: the seller or the buyer of an approved invoice as it names them; what they are called later changes no paper that is out.
CREATE TABLE invoice_party (
  company_id          bigint NOT NULL,
  invoice_id          bigint NOT NULL,
  role                text   NOT NULL CHECK (role IN ('seller', 'buyer')),
  name                text   NOT NULL,
  registration_number text,
  vat_number          text,
  street              text,
  city                text,
  postal_code         text,
  country             text   NOT NULL,
  PRIMARY KEY (company_id, invoice_id, role),
  FOREIGN KEY (company_id, invoice_id) REFERENCES invoice (company_id, id)
);

-- One row: an e-mail that carried an invoice.
CREATE TABLE invoice_mail (
  company_id bigint NOT NULL,
  invoice_id bigint NOT NULL,
  mail_id    bigint NOT NULL,
  PRIMARY KEY (company_id, invoice_id, mail_id),
  FOREIGN KEY (company_id, invoice_id) REFERENCES invoice (company_id, id),
  FOREIGN KEY (company_id, mail_id) REFERENCES mail (company_id, id)
);
CREATE INDEX invoice_mail_by_mail ON invoice_mail (company_id, mail_id);

-- One row: an e-mail that carried an invoice which this order was on when it was sent.
CREATE TABLE order_mail (
  company_id bigint NOT NULL,
  order_id   bigint NOT NULL,
  mail_id    bigint NOT NULL,
  PRIMARY KEY (company_id, order_id, mail_id),
  FOREIGN KEY (company_id, order_id) REFERENCES customer_order (company_id, id),
  FOREIGN KEY (company_id, mail_id) REFERENCES mail (company_id, id)
);

CALL tenanted('invoice_party');
CALL tenanted('invoice_mail');
CALL tenanted('order_mail');
CALL tenanted('trip');
CALL tenanted('customer_order');
CALL tenanted('order_cargo');
CALL tenanted('order_price');
CALL tenanted('attachment');
CALL tenanted('unnamed_content');
CALL audited('trip');
CALL audited('customer_order', 'search', 'version');
CALL audited('order_cargo');
CALL audited('order_price');
CALL audited('attachment', 'sha256');
