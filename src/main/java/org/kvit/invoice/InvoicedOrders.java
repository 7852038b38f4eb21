package org.kvit.invoice;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kvit.order.OrderId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The orders that are on an invoice.
@Service
public class InvoicedOrders {
    private final JdbcClient jdbc;

    InvoicedOrders(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// In the order of their lines; none if it was made without orders.
    @Transactional(readOnly = true)
    public List<InvoicedOrder> of(InvoiceId id) {
        return of(List.of(id)).getOrDefault(id, List.of());
    }

    /// Of several invoices, by one statement.
    @Transactional(readOnly = true)
    public Map<InvoiceId, List<InvoicedOrder>> of(Collection<InvoiceId> ids) {
        var orders = new HashMap<InvoiceId, List<InvoicedOrder>>();
        jdbc.sql("""
                SELECT o.invoice_id, o.id, o.number, o.customer_reference, o.invoiced_cargo, o.invoice_delivery, o.pod_delivery, o.invoice_note,
                       u.name AS account_manager, g.loaded_on, g.unloaded_on
                  FROM customer_order o
                  LEFT JOIN app_user u ON u.id = o.account_manager_id
                 CROSS JOIN LATERAL (
                       SELECT CASE WHEN count(*) = count(loading_actual) THEN max(loading_actual) END AS loaded_on,
                              CASE WHEN count(*) = count(unloading_actual) THEN max(unloading_actual) END AS unloaded_on
                         FROM order_cargo WHERE company_id = o.company_id AND order_id = o.id) g
                 WHERE o.company_id = current_company() AND o.invoice_id = ANY (:ids)
                 ORDER BY o.id
                """)
                .param("ids", ids.stream().map(InvoiceId::value).toArray(Long[]::new))
                .query(row -> {
                    orders.computeIfAbsent(new InvoiceId(row.getLong("invoice_id")), _ -> new ArrayList<>())
                            .add(order(row));
                });
        return orders;
    }

    private static InvoicedOrder order(ResultSet row) throws SQLException {
        return new InvoicedOrder(
                new OrderId(row.getLong("id")),
                row.getString("number"),
                text(row, "customer_reference"),
                text(row, "invoiced_cargo"),
                Optional.ofNullable(row.getObject("loaded_on", LocalDate.class)),
                Optional.ofNullable(row.getObject("unloaded_on", LocalDate.class)),
                row.getString("invoice_delivery"),
                row.getString("pod_delivery"),
                text(row, "account_manager"),
                text(row, "invoice_note"));
    }

    private static Optional<String> text(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getString(column)).filter(t -> !t.isBlank());
    }
}
