package org.kvit.invoice;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import org.kvit.api.Cursor;
import org.kvit.base.Refusal;

/// By which column a list of invoices is sorted; equals by id.
public record InvoiceOrder(Column column, boolean descending) {
    /// The newest first.
    public static final InvoiceOrder USUAL = new InvoiceOrder(Column.ISSUED, true);
    /// As they were made, for programs: what is new comes last.
    public static final InvoiceOrder MADE = new InvoiceOrder(Column.ID, false);

    /// A column, its name in the address line, and what the database sorts by.
    public enum Column {
        ID("id", "i.id", Kind.NUMBER),
        NUMBER("number", "i.number", Kind.TEXT),
        CUSTOMER("customer", "c.name COLLATE \"und-x-icu\"", Kind.TEXT),
        ISSUED("issued", "i.issue_date", Kind.DATE),
        DUE("due", "i.due_date", Kind.DATE),
        DAYS("days", "CASE WHEN i.approved AND {open} > 0 THEN :day - i.due_date ELSE -1000000 END", Kind.NUMBER),
        TOTAL("total", "i.total", Kind.NUMBER),
        OPEN("open", "CASE WHEN i.approved THEN {open} ELSE 0 END", Kind.NUMBER),
        CURRENCY("currency", "i.currency::text", Kind.TEXT),
        STATE(
                "state",
                "CASE WHEN NOT i.approved THEN 0 WHEN {open} = 0 THEN CASE WHEN i.total > 0 AND i.credited = i.total THEN 5 ELSE 4 END WHEN i.due_date < :day THEN 3 WHEN {open} < i.total THEN 2 ELSE 1 END",
                Kind.NUMBER);

        private final String code;
        private final String expression;
        private final Kind kind;

        Column(String code, String expression, Kind kind) {
            this.code = code;
            this.expression = expression;
            this.kind = kind;
        }

        public String code() {
            return code;
        }

        /// Figures and days are read from the highest down.
        boolean highestFirst() {
            return this == DAYS || this == TOTAL || this == OPEN || this == ISSUED;
        }
    }

    private enum Kind {
        TEXT,
        DATE,
        NUMBER
    }

    /// @param code such as `due` or, descending, `-due`; anything else gives the usual order
    public static InvoiceOrder of(String code) {
        boolean descending = code.startsWith("-");
        var name = descending ? code.substring(1) : code;
        return Arrays.stream(Column.values())
                .filter(c -> c.code.equals(name) && c != Column.ID)
                .findFirst()
                .map(c -> new InvoiceOrder(c, descending))
                .orElse(USUAL);
    }

    public String code() {
        return (descending ? "-" : "") + column.code;
    }

    /// The order that a click on a column's head asks for: its natural direction, then the other one.
    public InvoiceOrder clicked(Column on) {
        return new InvoiceOrder(on, column == on ? !descending : on.highestFirst());
    }

    /// The key of a row, for the cursor. @param open what the open amount is in SQL
    String key(String open) {
        return "(" + expression(open) + ")::text";
    }

    /// Whether a row stands behind the cursor's.
    String behind(String open) {
        return "(%s, i.id) %s (:key, :id)".formatted(expression(open), descending ? "<" : ">");
    }

    String sql(String open) {
        var direction = descending ? " DESC" : "";
        return column == Column.ID ? "i.id" + direction : expression(open) + direction + ", i.id" + direction;
    }

    /// @throws Refusal if the cursor is one of another order
    Object keyOf(Cursor cursor) {
        var key = cursor.key().getFirst();
        try {
            return switch (column.kind) {
                case TEXT -> key.replace("\u0000", "");
                case DATE -> LocalDate.parse(key);
                case NUMBER -> column == Column.ID ? (Object) cursor.number(0) : new BigDecimal(key);
            };
        } catch (DateTimeException | NumberFormatException e) {
            throw Refusal.of(Refusal.Kind.MALFORMED, "api.cursor.invalid");
        }
    }

    private String expression(String open) {
        return column.expression.replace("{open}", open);
    }
}
