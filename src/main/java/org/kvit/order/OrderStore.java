package org.kvit.order;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kvit.base.Refusal;
import org.kvit.base.UserId;
import org.kvit.customer.ContactId;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The rows of orders, one at a time; lists are [OrderLists]'s.
@Component
class OrderStore {
    private static final String COLUMNS = """
            number, customer_id, contact_id, account_manager_id, trip_id, order_date, customer_reference, currency, payment_terms_days,
            invoice_delivery, pod_delivery, invoice_note, note""";
    private static final String VALUES = """
            :number, :customer, :contact::bigint, :manager::bigint, :trip::bigint, :date, :reference, :currency, :terms,
            :invoiceDelivery, :podDelivery, :invoiceNote, :note""";

    private final JdbcClient jdbc;
    private final OrderLines lines;

    OrderStore(JdbcClient jdbc, OrderLines lines) {
        this.jdbc = jdbc;
        this.lines = lines;
    }

    Optional<CustomerOrder> find(OrderId id) {
        var cargo = lines.cargo(List.of(id)).getOrDefault(id, List.of());
        var prices = lines.prices(List.of(id)).getOrDefault(id, List.of());
        return jdbc.sql(OrderRows.COLUMNS.formatted("''") + OrderRows.FROM
                        + " WHERE o.company_id = current_company() AND o.id = :id AND " + OrderRows.VISIBLE)
                .param("id", id.value())
                .query((row, n) -> OrderRows.order(row, cargo, prices))
                .optional();
    }

    OrderId insert(SettledOrder order, String number) {
        return new OrderId(kept(number, jdbc.sql("""
                INSERT INTO customer_order (company_id, created_by, %s) VALUES (current_company(), current_actor(), %s) RETURNING id
                """.formatted(COLUMNS, VALUES)).params(values(order, number))));
    }

    void update(OrderId id, SettledOrder order, String number) {
        kept(
                number,
                jdbc.sql("""
                UPDATE customer_order SET (%s, version) = ROW (%s, version + 1) WHERE company_id = current_company() AND id = :id RETURNING id
                """.formatted(COLUMNS, VALUES))
                        .params(values(order, number))
                        .param("id", id.value()));
    }

    /// Whether an e-mail carried an invoice that it was on then.
    boolean hasEmails(OrderId id) {
        return isNamedIn("order_mail", id);
    }

    boolean hasAttachments(OrderId id) {
        return isNamedIn("attachment", id);
    }

    private boolean isNamedIn(String table, OrderId id) {
        return jdbc.sql("SELECT EXISTS (SELECT FROM %s WHERE company_id = current_company() AND order_id = :id)"
                        .formatted(table))
                .param("id", id.value())
                .query(Boolean.class)
                .single();
    }

    void delete(OrderId id) {
        jdbc.sql("DELETE FROM customer_order WHERE company_id = current_company() AND id = :id")
                .param("id", id.value())
                .update();
    }

    /// As somebody types it: of that very number, else of one that differs in capitals only.
    /// @return empty if the actor sees none
    Optional<OrderId> numbered(String number) {
        return numbered("o.number = :number", number).or(() -> numbered("upper(o.number) = upper(:number)", number));
    }

    private Optional<OrderId> numbered(String condition, String number) {
        return jdbc.sql("""
                SELECT o.id FROM customer_order o
                  JOIN customer c ON c.company_id = o.company_id AND c.id = o.customer_id
                 WHERE o.company_id = current_company() AND %s AND %s
                 ORDER BY o.id
                 LIMIT 1
                """.formatted(condition, OrderRows.VISIBLE))
                .param("number", number)
                .query((row, n) -> new OrderId(row.getLong("id")))
                .optional();
    }

    /// One of its lines was changed.
    void countChange(OrderId id) {
        jdbc.sql("UPDATE customer_order SET version = version + 1 WHERE company_id = current_company() AND id = :id")
                .param("id", id.value())
                .update();
    }

    private static long kept(String number, JdbcClient.StatementSpec statement) {
        try {
            return statement.query(Long.class).single();
        } catch (DuplicateKeyException e) {
            throw Refusal.conflict("order.number.taken", number);
        }
    }

    private static Map<String, @Nullable Object> values(SettledOrder order, String number) {
        var values = new HashMap<String, @Nullable Object>();
        values.put("number", number);
        values.put("customer", order.customer().value());
        values.put("contact", order.contact().map(ContactId::value).orElse(null));
        values.put("manager", order.accountManager().map(UserId::value).orElse(null));
        values.put("trip", order.trip().map(TripId::value).orElse(null));
        values.put("date", order.orderDate());
        values.put("reference", order.customerReference().orElse(null));
        values.put("currency", order.currency());
        values.put("terms", order.paymentTermsDays());
        values.put("invoiceDelivery", order.settlement().invoice().code());
        values.put("podDelivery", order.settlement().pod().code());
        values.put("invoiceNote", order.invoiceNote().orElse(null));
        values.put("note", order.note().orElse(null));
        return values;
    }
}
