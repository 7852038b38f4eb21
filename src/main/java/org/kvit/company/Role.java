package org.kvit.company;

import java.util.Locale;

/// What a person is in a company, and so what they may do there.
public enum Role {
    ADMINISTRATOR,
    ACCOUNTANT,
    ACCOUNT_MANAGER,
    READ_ONLY;

    public boolean may(Right right) {
        return switch (this) {
            case ADMINISTRATOR -> true;
            case ACCOUNTANT -> right != Right.ADMINISTRATION;
            case ACCOUNT_MANAGER ->
                right == Right.CUSTOMERS
                        || right == Right.ORDERS
                        || right == Right.INVOICING
                        || right == Right.CORRESPONDENCE;
            case READ_ONLY -> false;
        };
    }

    /// As the database and the API write it: `account_manager`.
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// @throws IllegalArgumentException for a word that is no role
    public static Role of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
