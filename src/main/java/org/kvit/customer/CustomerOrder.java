package org.kvit.customer;

import java.util.Arrays;
import org.kvit.api.Cursor;

/// By which column the list of customers is sorted; equals by id. What is missing sorts as empty, so that every row
/// has a key to go on from.
public record CustomerOrder(Column column, boolean descending) {
    public static final CustomerOrder USUAL = new CustomerOrder(Column.NAME, false);

    /// A column, its name in the address line, and what the database sorts by.
    public enum Column {
        NAME("name", "c.name COLLATE \"und-x-icu\"", false),
        REGISTRATION_NUMBER("registrationNumber", "coalesce(c.registration_number, '')", false),
        COUNTRY("country", "c.country::text", false),
        LANGUAGE("language", "c.language", false),
        EMAIL("email", "lower(coalesce(c.email, ''))", false),
        MANAGER("manager", "coalesce(u.name, '') COLLATE \"und-x-icu\"", false),
        TERMS("terms", "c.payment_terms_days", true);

        private final String code;
        private final String expression;
        private final boolean number;

        Column(String code, String expression, boolean number) {
            this.code = code;
            this.expression = expression;
            this.number = number;
        }

        public String code() {
            return code;
        }
    }

    /// @param code such as `name` or, descending, `-name`; anything else gives the usual order
    public static CustomerOrder of(String code) {
        boolean descending = code.startsWith("-");
        var name = descending ? code.substring(1) : code;
        return Arrays.stream(Column.values())
                .filter(c -> c.code.equals(name))
                .findFirst()
                .map(c -> new CustomerOrder(c, descending))
                .orElse(USUAL);
    }

    public String code() {
        return (descending ? "-" : "") + column.code;
    }

    /// The key of a row, for the cursor.
    String key() {
        return "(" + column.expression + ")::text";
    }

    String behind() {
        return "(%s, c.id) %s (:key, :id)".formatted(column.expression, descending ? "<" : ">");
    }

    String sql() {
        var direction = descending ? " DESC" : "";
        return column.expression + direction + ", c.id" + direction;
    }

    /// @throws org.kvit.base.Refusal if the cursor is one of another order
    Object keyOf(Cursor cursor) {
        return column.number
                ? (Object) cursor.number(0)
                : cursor.key().getFirst().replace("\u0000", "");
    }
}
