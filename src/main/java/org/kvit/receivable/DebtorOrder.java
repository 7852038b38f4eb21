package org.kvit.receivable;

import java.util.Arrays;
import java.util.Optional;

/// By which column the debtors' list is sorted. Amounts are compared within a currency, the company's
/// own first.
public record DebtorOrder(Column column, boolean descending) {
    public static final DebtorOrder USUAL = new DebtorOrder(Column.OVERDUE, true);

    /// A column, its name in the address line, and what the database sorts by.
    public enum Column {
        NAME("name", "name COLLATE \"und-x-icu\"", false),
        UNPAID("unpaid", "unpaid", true),
        OVERDUE("overdue", "overdue", true),
        NOT_DUE("notDue", "not_due", true),
        DAYS_1_TO_30("to30", "to_30", true),
        DAYS_31_TO_60("to60", "to_60", true),
        DAYS_61_TO_90("to90", "to_90", true),
        OVER_90("over90", "over_90", true),
        OLDEST("oldest", "oldest_days", false),
        LAST_REMINDER("lastReminder", "last_reminder_on", false),
        PROMISED("promised", "promised_on", false),
        NEXT_ACTION("nextAction", "next_action_on", false),
        MANAGER("manager", "manager COLLATE \"und-x-icu\"", false),
        COUNTRY("country", "country", false);

        private final String code;
        private final String expression;
        private final boolean amount;

        Column(String code, String expression, boolean amount) {
            this.code = code;
            this.expression = expression;
            this.amount = amount;
        }

        public String code() {
            return code;
        }

        /// Dates of correspondence are looked up for the rows shown only, unless the whole list is
        /// sorted by them.
        boolean ofCorrespondence() {
            return this == LAST_REMINDER || this == PROMISED || this == NEXT_ACTION;
        }
    }

    /// @param code such as `overdue` or, descending, `-overdue`; anything else gives the usual order
    public static DebtorOrder of(String code) {
        boolean descending = code.startsWith("-");
        var name = descending ? code.substring(1) : code;
        return column(name).map(c -> new DebtorOrder(c, descending)).orElse(USUAL);
    }

    public String code() {
        return (descending ? "-" : "") + column.code();
    }

    String sql() {
        return (column.amount ? "own DESC, currency, " : "")
                + column.expression + (descending ? " DESC NULLS LAST" : " NULLS LAST")
                + ", customer_id, currency";
    }

    private static Optional<Column> column(String code) {
        return Arrays.stream(Column.values()).filter(c -> c.code.equals(code)).findFirst();
    }
}
