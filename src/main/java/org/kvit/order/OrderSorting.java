package org.kvit.order;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import org.kvit.api.Cursor;
import org.kvit.base.Refusal;

/// By which column a list of orders is sorted; equals by id.
public record OrderSorting(Column column, boolean descending) {
    /// The newest first.
    public static final OrderSorting USUAL = new OrderSorting(Column.DATE, true);
    /// As they were made, for programs: what is new comes last.
    public static final OrderSorting MADE = new OrderSorting(Column.ID, false);

    /// A column, its name in the address line, and what the database sorts by.
    public enum Column {
        ID("id", "o.id"),
        NUMBER("number", "o.number"),
        DATE("date", "o.order_date"),
        CUSTOMER("customer", "c.name COLLATE \"und-x-icu\""),
        REFERENCE("reference", "coalesce(o.customer_reference, '')"),
        MANAGER("manager", "coalesce(u.name, '') COLLATE \"und-x-icu\""),
        TRIP("trip", "coalesce(t.number, '')"),
        INVOICE("invoice", "coalesce(i.number, '')");

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

    /// @param code such as `number` or, descending, `-number`; anything else gives the usual order
    public static OrderSorting of(String code) {
        boolean descending = code.startsWith("-");
        var name = descending ? code.substring(1) : code;
        return Arrays.stream(Column.values())
                .filter(c -> c.code.equals(name) && c != Column.ID)
                .findFirst()
                .map(c -> new OrderSorting(c, descending))
                .orElse(USUAL);
    }

    public String code() {
        return (descending ? "-" : "") + column.code;
    }

    /// The order that a click on a column's head asks for: its natural direction, then the other one.
    public OrderSorting clicked(Column on) {
        return new OrderSorting(on, column == on ? !descending : on == Column.DATE);
    }

    /// The key of a row, for the cursor.
    String key() {
        return "(" + column.expression + ")::text";
    }

    String behind() {
        return "(%s, o.id) %s (:key, :id)".formatted(column.expression, descending ? "<" : ">");
    }

    String sql() {
        var direction = descending ? " DESC" : "";
        return column == Column.ID ? "o.id" + direction : column.expression + direction + ", o.id" + direction;
    }

    /// @throws Refusal if the cursor is one of another order
    Object keyOf(Cursor cursor) {
        var key = cursor.key().getFirst();
        try {
            return switch (column) {
                case ID -> (Object) cursor.number(0);
                case DATE -> LocalDate.parse(key);
                default -> key.replace("\u0000", "");
            };
        } catch (DateTimeException e) {
            throw Refusal.of(Refusal.Kind.MALFORMED, "api.cursor.invalid");
        }
    }
}
