-- One row: something that passed between us and a customer: a reminder sent, a note by hand, a reply.
CREATE TABLE correspondence (
  company_id      bigint      NOT NULL REFERENCES company,
  id              bigint      GENERATED ALWAYS AS IDENTITY,
  customer_id     bigint      NOT NULL,
  kind            text        NOT NULL CHECK (kind IN ('reminder', 'note', 'reply', 'call')),
  contact_id      bigint,
  text            text        NOT NULL DEFAULT '' CHECK (length(text) <= 20000),
  promised_on     date,                           -- the customer said it would pay by this day what the invoices below owe,
  promised_amount numeric(19,4) CHECK (promised_amount > 0),  -- or so much of it, in their currency
  next_action_on  date,                           -- remind again, or look whether it was paid
  next_action_done_on date,                       -- ticked off, or overtaken by a later note on the same invoices
  mail_id         bigint,                         -- of a reminder
  letter_id       bigint,
  level           int,
  happened_on     date        NOT NULL,           -- business date
  created_by      bigint,
  created_at      timestamptz NOT NULL DEFAULT now(),
  edited_at       timestamptz,
  PRIMARY KEY (company_id, id),
  CHECK (promised_amount IS NULL OR promised_on IS NOT NULL),
  CHECK (next_action_done_on IS NULL OR next_action_on IS NOT NULL),
  FOREIGN KEY (company_id, customer_id) REFERENCES customer (company_id, id),
  FOREIGN KEY (company_id, contact_id) REFERENCES contact (company_id, id) ON DELETE SET NULL (contact_id),
  FOREIGN KEY (company_id, mail_id) REFERENCES mail (company_id, id)
);
CREATE INDEX correspondence_by_customer ON correspondence (company_id, customer_id, id);
CREATE INDEX correspondence_reminders ON correspondence (company_id, customer_id, happened_on) WHERE kind = 'reminder';
CREATE INDEX correspondence_promises ON correspondence (company_id, promised_on) INCLUDE (id, customer_id, happened_on) WHERE promised_on IS NOT NULL;
CREATE INDEX correspondence_next_actions ON correspondence (company_id, next_action_on) WHERE next_action_on IS NOT NULL;

-- One row: an invoice that a piece of correspondence is about.
CREATE TABLE correspondence_invoice (
  company_id        bigint NOT NULL,
  correspondence_id bigint NOT NULL,
  invoice_id        bigint NOT NULL,
  PRIMARY KEY (company_id, correspondence_id, invoice_id),
  FOREIGN KEY (company_id, correspondence_id) REFERENCES correspondence (company_id, id),
  FOREIGN KEY (company_id, invoice_id) REFERENCES invoice (company_id, id)
);
CREATE INDEX correspondence_by_invoice ON correspondence_invoice (company_id, invoice_id);

CALL tenanted('correspondence');
CALL tenanted('correspondence_invoice');
CALL audited('correspondence', 'slim');

-- What customers have promised and not kept as of a date, per invoice that the promise covers and that is still owed: the last word on an
-- invoice counts, an earlier promise is replaced by it. A promise of an amount is kept once so much came in for its invoices.
CREATE FUNCTION standing_promises(as_of date) RETURNS TABLE (customer_id bigint, invoice_id bigint, correspondence_id bigint, promised_on date)
  LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT p.customer_id, p.invoice_id, p.id, p.promised_on
    FROM (SELECT DISTINCT ON (c.customer_id, ci.invoice_id)
                 c.customer_id, ci.invoice_id, c.id, c.promised_on, c.promised_amount, c.happened_on
            FROM correspondence c
            JOIN correspondence_invoice ci ON ci.company_id = c.company_id AND ci.correspondence_id = c.id
           WHERE c.company_id = current_company() AND c.promised_on IS NOT NULL AND c.happened_on <= as_of
           ORDER BY c.customer_id, ci.invoice_id, c.happened_on DESC, c.id DESC) p
    JOIN invoice i ON i.company_id = current_company() AND i.id = p.invoice_id
   WHERE i.approved
     AND (i.open_amount > 0
          OR EXISTS (SELECT FROM allocation a WHERE a.company_id = current_company() AND a.invoice_id = p.invoice_id AND a.paid_on > as_of))
     AND (p.promised_amount IS NULL
          OR p.promised_amount > (SELECT coalesce(sum(a.amount), 0)
                                    FROM correspondence_invoice ci
                                    JOIN allocation a ON a.company_id = ci.company_id AND a.invoice_id = ci.invoice_id
                                   WHERE ci.company_id = current_company() AND ci.correspondence_id = p.id
                                     AND a.paid_on BETWEEN p.happened_on AND as_of)) $$;

-- What is still to be done as of a date: next actions neither done nor made needless by the payment of all that they are about.
CREATE FUNCTION pending_actions(as_of date) RETURNS TABLE (customer_id bigint, correspondence_id bigint, next_action_on date)
  LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT c.customer_id, c.id, c.next_action_on
    FROM correspondence c
   WHERE c.company_id = current_company() AND c.next_action_on IS NOT NULL AND c.happened_on <= as_of
     AND (c.next_action_done_on IS NULL OR c.next_action_done_on > as_of)
     AND (NOT EXISTS (SELECT FROM correspondence_invoice ci WHERE ci.company_id = current_company() AND ci.correspondence_id = c.id)
          OR EXISTS (SELECT FROM correspondence_invoice ci
                       JOIN invoice i ON i.company_id = ci.company_id AND i.id = ci.invoice_id
                      WHERE ci.company_id = current_company() AND ci.correspondence_id = c.id AND i.approved
                        AND (i.open_amount > 0
                             OR EXISTS (SELECT FROM allocation a
                                         WHERE a.company_id = current_company() AND a.invoice_id = i.id AND a.paid_on > as_of)))) $$;

-- Whether the actor sees no other customers than those whose account manager they are.
CREATE FUNCTION own_customers_only() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
  RETURN EXISTS (SELECT FROM membership m WHERE m.company_id = current_company() AND m.user_id = current_actor() AND m.own_customers_only);
