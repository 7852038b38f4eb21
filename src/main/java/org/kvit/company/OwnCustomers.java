package org.kvit.company;

/// Who sees what of which customers, as SQL conditions: an account manager who sees their own customers only, sees
/// nothing of others'. Everybody else sees all.
public final class OwnCustomers {
    private OwnCustomers() {}

    /// @param customer what the statement calls its row of `customer`
    public static String seen(String customer) {
        return "(%s.account_manager_id = current_actor() OR NOT (SELECT own_customers_only()))".formatted(customer);
    }

    /// What belongs to no customer is seen by those only who see all.
    /// @param row what the statement calls a row with `company_id` and `customer_id`
    public static String seenOf(String row) {
        return """
                (NOT (SELECT own_customers_only())
                 OR EXISTS (SELECT FROM customer c
                             WHERE c.company_id = %1$s.company_id AND c.id = %1$s.customer_id AND c.account_manager_id = current_actor()))
                """.formatted(row);
    }
}
