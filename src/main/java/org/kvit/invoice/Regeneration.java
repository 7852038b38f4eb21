package org.kvit.invoice;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.kvit.base.Money;

/// What making an invoice's content anew would change, the old beside the new. Pure.
///
/// @param customer, newCustomer whose invoice it is
/// @param otherCustomer whether these are two; they may be called the same
/// @param lines only those that change
/// @param cargo of the orders whose cargo is described otherwise now
public record Regeneration(
        String customer,
        String newCustomer,
        boolean otherCustomer,
        List<Change> lines,
        List<Cargo> cargo,
        Money total,
        Money newTotal) {

    /// @param order 0 if it came from no order
    public record Line(InvoiceLine line, long order, String orderNumber) {
        static Line of(ResultSet row, int number) throws SQLException {
            return new Line(InvoiceRows.line(row, number), row.getLong("order_id"), row.getString("order_number"));
        }
    }

    /// @param was empty: the line is new; @param becomes empty: it goes
    public record Change(String orderNumber, Optional<InvoiceLine> was, Optional<InvoiceLine> becomes) {}

    public record Cargo(String orderNumber, String was, String becomes) {}

    /// Whether anything would change.
    public boolean changes() {
        return !lines.isEmpty() || !cargo.isEmpty() || otherCustomer;
    }

    /// Tells one change from another: whoever agrees to one names it.
    public String mark() {
        return UUID.nameUUIDFromBytes(toString().getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    /// Lines are compared order by order, the first with the first.
    static Regeneration of(
            String currency,
            String customer,
            String newCustomer,
            boolean otherCustomer,
            List<Line> were,
            List<Line> become,
            List<Cargo> cargo) {
        var changes = new ArrayList<Change>();
        var orders = new LinkedHashMap<Long, String>();
        Stream.concat(were.stream(), become.stream())
                .filter(l -> l.order() != 0)
                .forEach(l -> orders.put(l.order(), l.orderNumber()));
        for (Map.Entry<Long, String> order : orders.entrySet()) {
            var old = of(were, order.getKey());
            var fresh = of(become, order.getKey());
            for (int i = 0; i < Math.max(old.size(), fresh.size()); i++) {
                var was = i < old.size() ? Optional.of(old.get(i)) : Optional.<InvoiceLine>empty();
                var becomes = i < fresh.size() ? Optional.of(fresh.get(i)) : Optional.<InvoiceLine>empty();
                if (!same(was, becomes)) {
                    changes.add(new Change(order.getValue(), was, becomes));
                }
            }
        }
        var fromNoOrder = were.stream().filter(l -> l.order() == 0);
        return new Regeneration(
                customer,
                newCustomer,
                otherCustomer,
                changes,
                cargo.stream().filter(c -> !c.was().equals(c.becomes())).toList(),
                InvoiceContent.total(were, currency),
                InvoiceContent.total(Stream.concat(fromNoOrder, become.stream()).toList(), currency));
    }

    private static List<InvoiceLine> of(List<Line> lines, long order) {
        return lines.stream().filter(l -> l.order() == order).map(Line::line).toList();
    }

    private static boolean same(Optional<InvoiceLine> one, Optional<InvoiceLine> other) {
        return one.isPresent() == other.isPresent()
                && one.flatMap(a -> other.map(b -> a.description().equals(b.description())
                                && a.quantity().compareTo(b.quantity()) == 0
                                && a.unitPrice().compareTo(b.unitPrice()) == 0
                                && a.vatRate().compareTo(b.vatRate()) == 0
                                && a.vatCategory() == b.vatCategory()))
                        .orElse(true);
    }
}
