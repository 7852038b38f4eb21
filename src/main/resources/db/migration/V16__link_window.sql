-- What the link window reads: open invoices of a currency by age and by amount. Both bear only what is open, so that an invoice that
-- is paid leaves them and costs them nothing more.
CREATE INDEX invoice_open_by_age ON invoice (company_id, currency, due_date, id) WHERE approved AND open_amount > 0;
CREATE INDEX invoice_open_by_amount ON invoice (company_id, currency, open_amount) WHERE approved AND open_amount > 0;
