-- What the link window reads: open invoices of a currency by age and by amount. The indexes bear only what is open, so that an invoice
-- that is paid leaves them and costs them nothing more.
CREATE INDEX invoice_open_by_age ON invoice (company_id, currency, due_date, id) INCLUDE (number, customer_id) WHERE approved AND open_amount > 0;
CREATE INDEX invoice_open_by_amount ON invoice (company_id, currency, open_amount) INCLUDE (id, customer_id) WHERE approved AND open_amount > 0;

-- Under row-level security a comparison of numerics, or one of lower(…), is no condition for an index: neither is leak-proof. These
-- functions therefore look as the owner, and keep to the company themselves; whoever sees their own customers only finds these only.

-- Customers that a payer may be: the one that is known, of the same name, or with the account.
CREATE FUNCTION payers_like(known bigint, payer text, payer_account text) RETURNS TABLE (id bigint)
  LANGUAGE sql STABLE SECURITY DEFINER ROWS 3 SET search_path = public, pg_temp AS $$
  SELECT c.id FROM customer c WHERE c.company_id = current_company() AND c.id = known
   UNION
  SELECT c.id FROM customer c WHERE c.company_id = current_company() AND lower(c.name) = lower(payer)
   UNION
  SELECT a.customer_id FROM payer_account a WHERE a.company_id = current_company() AND a.account = payer_account AND payer_account <> ''
$$;

-- Open invoices of which an amount between the two is open, the smallest first.
CREATE FUNCTION open_invoices_between(of_currency text, low numeric, high numeric, most int) RETURNS TABLE (id bigint)
  LANGUAGE sql STABLE SECURITY DEFINER ROWS 50 SET search_path = public, pg_temp AS $$
  SELECT i.id
    FROM invoice i
   WHERE i.company_id = current_company() AND i.approved AND i.open_amount > 0 AND i.currency = of_currency::char(3)
     AND i.open_amount >= low AND i.open_amount < high
     AND (NOT (SELECT own_customers_only())
          OR EXISTS (SELECT FROM customer c WHERE c.company_id = i.company_id AND c.id = i.customer_id AND c.account_manager_id = current_actor()))
   ORDER BY i.open_amount
   LIMIT most
$$;

-- Open invoices whose number is like a pattern, the oldest first.
CREATE FUNCTION open_invoices_numbered(of_currency text, pattern text, most int) RETURNS TABLE (id bigint)
  LANGUAGE sql STABLE SECURITY DEFINER ROWS 50 SET search_path = public, pg_temp AS $$
  SELECT i.id
    FROM invoice i
   WHERE i.company_id = current_company() AND i.approved AND i.open_amount > 0 AND i.currency = of_currency::char(3)
     AND i.number ILIKE pattern
     AND (NOT (SELECT own_customers_only())
          OR EXISTS (SELECT FROM customer c WHERE c.company_id = i.company_id AND c.id = i.customer_id AND c.account_manager_id = current_actor()))
   ORDER BY i.due_date, i.id
   LIMIT most
$$;
