package org.kvit.payment;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import org.kvit.api.Cursor;
import org.kvit.base.Refusal;

/// By which column a list of payments is sorted; equals by id.
public record PaymentOrder(Column column, boolean descending) {
    /// The newest first.
    public static final PaymentOrder USUAL = new PaymentOrder(Column.DATE, true);

    /// A column, its name in the address line, and what the database sorts by.
    public enum Column {
        DATE("date", "p.booked_on"),
        PAYER("payer", "coalesce(p.payer_name, '') COLLATE \"und-x-icu\""),
        AMOUNT("amount", "p.amount");

        private final String code;
        private final String expression;

        Column(String code, String expression) {
            this.code = code;
            this.expression = expression;
        }

        public String code() {
            return code;
        }
    }

    /// @param code such as `payer` or, descending, `-amount`; anything else gives the usual order
    public static PaymentOrder of(String code) {
        boolean descending = code.startsWith("-");
        var name = descending ? code.substring(1) : code;
        return Arrays.stream(Column.values())
                .filter(c -> c.code.equals(name))
                .findFirst()
                .map(c -> new PaymentOrder(c, descending))
                .orElse(USUAL);
    }

    public String code() {
        return (descending ? "-" : "") + column.code;
    }

    /// The order that a click on a column's head asks for: its natural direction, then the other one.
    public PaymentOrder clicked(Column on) {
        return new PaymentOrder(on, column == on ? !descending : on != Column.PAYER);
    }

    PaymentOrder backwards() {
        return new PaymentOrder(column, !descending);
    }

    /// The key of a row, for the cursor.
    String key() {
        return "(" + column.expression + ")::text";
    }

    /// Whether a row stands behind the cursor's.
    String behind() {
        return "(%s, p.id) %s (:key, :id)".formatted(column.expression, descending ? "<" : ">");
    }

    String sql() {
        var direction = descending ? " DESC" : "";
        return column.expression + direction + ", p.id" + direction;
    }

    /// @throws Refusal if the cursor is one of another order
    Object keyOf(Cursor cursor) {
        var key = cursor.key().getFirst();
        try {
            return switch (column) {
                case DATE -> LocalDate.parse(key);
                case AMOUNT -> new BigDecimal(key);
                case PAYER -> key.replace("\u0000", "");
            };
        } catch (DateTimeException | NumberFormatException e) {
            throw Refusal.of(Refusal.Kind.MALFORMED, "api.cursor.invalid");
        }
    }
}
