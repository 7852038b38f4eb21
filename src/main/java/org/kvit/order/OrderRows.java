package org.kvit.order;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.kvit.base.UserId;
import org.kvit.company.OwnCustomers;
import org.kvit.customer.ContactId;
import org.kvit.customer.CustomerId;
import org.kvit.customer.InvoiceDelivery;
import org.kvit.customer.PodDelivery;
import org.kvit.customer.Settlement;

/// How an order is read from its row; its lines come from [OrderLines].
final class OrderRows {
    /// Goes before a condition on `o`. Its `%s` is the key that a list is sorted by.
    static final String SELECT = """
            SELECT o.*, c.name AS customer_name, c.external_id, c.language, p.name AS contact_name, p.email AS contact_email,
                   u.name AS manager_name, u.email AS manager_email, t.number AS trip_number, t.approved_at IS NOT NULL AS trip_approved,
                   i.number AS invoice_number, i.approved AS invoice_approved, %s AS pod_attached, %%s AS sort_key
            """;
    static final String POD = """
            EXISTS (SELECT FROM attachment a
                     WHERE a.company_id = o.company_id AND a.order_id = o.id AND a.kind = 'pod')""";
    static final String COLUMNS = SELECT.formatted(POD);
    static final String FROM = """
              FROM customer_order o
              JOIN customer c ON c.company_id = o.company_id AND c.id = o.customer_id
              LEFT JOIN contact p ON p.company_id = o.company_id AND p.id = o.contact_id
              LEFT JOIN app_user u ON u.id = o.account_manager_id
              LEFT JOIN trip t ON t.company_id = o.company_id AND t.id = o.trip_id
              LEFT JOIN invoice i ON i.company_id = o.company_id AND i.id = o.invoice_id
            """;
    /// An account manager who sees their own customers only, sees no other's orders either.
    static final String VISIBLE = OwnCustomers.seen("c");

    private OrderRows() {}

    static CustomerOrder order(ResultSet row, List<Cargo> cargo, List<Price> prices) throws SQLException {
        return new CustomerOrder(
                new OrderId(row.getLong("id")),
                row.getString("number"),
                new CustomerOrder.Customer(
                        new CustomerId(row.getLong("customer_id")),
                        row.getString("customer_name"),
                        text(row, "external_id"),
                        row.getString("language")),
                contact(row),
                manager(row),
                trip(row),
                invoice(row),
                row.getObject("order_date", LocalDate.class),
                text(row, "customer_reference"),
                row.getString("currency"),
                row.getInt("payment_terms_days"),
                new Settlement(
                        InvoiceDelivery.of(row.getString("invoice_delivery")).orElseThrow(),
                        PodDelivery.of(row.getString("pod_delivery")).orElseThrow()),
                text(row, "invoice_note"),
                text(row, "note"),
                cargo,
                prices,
                row.getBoolean("pod_attached"),
                row.getInt("version"),
                row.getTimestamp("created_at").toInstant());
    }

    private static Optional<CustomerOrder.Contact> contact(ResultSet row) throws SQLException {
        var id = number(row, "contact_id");
        return id.isEmpty()
                ? Optional.empty()
                : Optional.of(new CustomerOrder.Contact(
                        new ContactId(id.get()), row.getString("contact_name"), text(row, "contact_email")));
    }

    private static Optional<CustomerOrder.AccountManager> manager(ResultSet row) throws SQLException {
        var id = number(row, "account_manager_id");
        return id.isEmpty()
                ? Optional.empty()
                : Optional.of(new CustomerOrder.AccountManager(
                        new UserId(id.get()), row.getString("manager_name"), row.getString("manager_email")));
    }

    private static Optional<CustomerOrder.OnTrip> trip(ResultSet row) throws SQLException {
        var id = number(row, "trip_id");
        return id.isEmpty()
                ? Optional.empty()
                : Optional.of(new CustomerOrder.OnTrip(
                        new TripId(id.get()), row.getString("trip_number"), row.getBoolean("trip_approved")));
    }

    private static Optional<CustomerOrder.OnInvoice> invoice(ResultSet row) throws SQLException {
        var id = number(row, "invoice_id");
        return id.isEmpty()
                ? Optional.empty()
                : Optional.of(new CustomerOrder.OnInvoice(
                        id.get(), row.getString("invoice_number"), row.getBoolean("invoice_approved")));
    }

    static Optional<String> text(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getString(column)).filter(t -> !t.isBlank());
    }

    static Optional<LocalDate> date(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, LocalDate.class));
    }

    static Optional<Long> number(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, Long.class));
    }
}
