package org.kvit.invoice;

import java.math.BigDecimal;
import org.kvit.customer.CustomerId;
import org.kvit.order.OrderId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// Writes orders for a test, straight into the tables. Called by a bound actor.
record OrderBook(JdbcClient jdbc, TransactionTemplate transaction) {

    /// An order of one piece of cargo and one price line: one haulage at `price`, 21 % VAT.
    OrderId order(CustomerId customer, String number, String currency, String price) {
        long id = key(jdbc.sql("""
                INSERT INTO customer_order (company_id, number, customer_id, order_date, currency, payment_terms_days, invoice_delivery,
                                            pod_delivery, customer_reference, invoice_note)
                VALUES (current_company(), :number, :customer, '2026-11-02', :currency, 30, 'email', 'email', 'PO-1', 'as agreed') RETURNING id
                """)
                .param("number", number)
                .param("customer", customer.value())
                .param("currency", currency));
        key(jdbc.sql("""
                INSERT INTO order_cargo (company_id, order_id, position, description, packages, weight, loading_place, unloading_place)
                VALUES (current_company(), :order, 1, 'Furniture', 12, 3400, 'Rīga', 'Praha') RETURNING id
                """).param("order", id));
        price(new OrderId(id), 1, "Haulage Rīga – Praha", "1", price, "21");
        return new OrderId(id);
    }

    void price(OrderId order, int position, String service, String quantity, String price, String rate) {
        key(jdbc.sql("""
                INSERT INTO order_price (company_id, order_id, position, service, quantity, unit_price, vat_rate)
                VALUES (current_company(), :order, :position, :service, :quantity, :price, :rate) RETURNING id
                """)
                .param("order", order.value())
                .param("position", position)
                .param("service", service)
                .param("quantity", new BigDecimal(quantity))
                .param("price", new BigDecimal(price))
                .param("rate", new BigDecimal(rate)));
    }

    /// @param change such as `UPDATE order_price SET unit_price = 1 WHERE order_id = :order`
    void change(OrderId order, String change) {
        transaction.executeWithoutResult(_ -> jdbc.sql(change + " AND company_id = current_company()")
                .param("order", order.value())
                .update());
    }

    private long key(JdbcClient.StatementSpec insert) {
        return java.util.Objects.requireNonNull(
                transaction.execute(_ -> insert.query(Long.class).single()));
    }
}
