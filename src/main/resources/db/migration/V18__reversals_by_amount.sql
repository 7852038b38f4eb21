-- Payments of the bank account that one of the amounts was paid with, until a day. Looks as the owner, because a comparison of numerics
-- is no condition for an index under row-level security (it is not leak-proof), and keeps to the company itself. For imports: those who
-- see their own customers only import no statements.
CREATE FUNCTION payments_of_amount(to_account text, of_currency text, amounts numeric[], until date) RETURNS TABLE (id bigint)
  LANGUAGE sql STABLE SECURITY DEFINER ROWS 4 SET search_path = public, pg_temp AS $$
  SELECT p.id
    FROM payment p
   WHERE p.company_id = current_company() AND p.amount = ANY (amounts) AND p.entry_id IS NOT NULL AND p.voided_at IS NULL
     AND p.bank_account = to_account AND p.currency = of_currency::char(3) AND p.booked_on <= until AND p.refunded = 0
     AND NOT (SELECT own_customers_only())
$$;

-- Reversals are found by V17's index, by amount.
DROP INDEX bank_entry_reversals;
