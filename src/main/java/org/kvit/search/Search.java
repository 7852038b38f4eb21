package org.kvit.search;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;
import org.kvit.base.Money;
import org.kvit.company.OwnCustomers;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Finds customers by name, numbers and e-mail address (their contacts' too), orders by number and the
/// customer's reference, invoices by number and reference, credit notes by number, payments by payer and
/// amount. What fits as a whole comes first, then what begins so, then what holds it. An account manager
/// who sees their own customers only finds what is theirs.
@Service
class Search {
    /// Of each kind.
    static final int MOST = 20;
    /// Longer is no name and no number.
    static final int LONGEST = 100;

    private static final String RANK = """
            CASE WHEN lower(%1$s) = lower(:query) THEN 0 WHEN %1$s ILIKE :start THEN 1 ELSE 2 END""";

    private final JdbcClient jdbc;

    Search(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// @param query as typed, up to 100 characters
    @Transactional(readOnly = true)
    public Found find(String query) {
        var wanted = query.strip();
        return wanted.isEmpty() || wanted.length() > LONGEST
                ? Found.NOTHING
                : new Found(
                        customers(wanted).list(),
                        orders(wanted).list(),
                        invoices(wanted).list(),
                        creditNotes(wanted).list(),
                        payments(wanted).list());
    }

    private JdbcClient.MappedQuerySpec<Found.Customer> customers(String query) {
        return like("""
                SELECT c.id, c.name, concat_ws(' · ', nullif(c.registration_number, ''), nullif(c.city, ''), nullif(c.email, '')) AS detail
                  FROM customer c
                 WHERE c.company_id = current_company() AND %s
                   AND (c.name ILIKE :part OR c.email ILIKE :part OR c.registration_number ILIKE :start OR c.external_id ILIKE :start
                        OR c.vat_number ILIKE :start
                        OR EXISTS (SELECT FROM contact p WHERE p.company_id = c.company_id AND p.customer_id = c.id AND p.email ILIKE :part))
                 ORDER BY %s, lower(c.name), c.id
                 LIMIT :most
                """.formatted(OwnCustomers.seen("c"), RANK.formatted("c.name")), query)
                .query((row, n) ->
                        new Found.Customer(row.getLong("id"), row.getString("name"), row.getString("detail")));
    }

    private JdbcClient.MappedQuerySpec<Found.Order> orders(String query) {
        return like("""
                SELECT o.id, o.number, c.name, o.order_date, o.customer_reference
                  FROM customer_order o
                  JOIN customer c ON c.company_id = o.company_id AND c.id = o.customer_id
                 WHERE o.company_id = current_company() AND %s
                   AND (o.number ILIKE :part OR o.customer_reference ILIKE :part)
                 ORDER BY %s, o.order_date DESC, o.id DESC
                 LIMIT :most
                """.formatted(OwnCustomers.seen("c"), RANK.formatted("o.number")), query)
                .query((row, n) -> new Found.Order(
                        row.getLong("id"),
                        row.getString("number"),
                        row.getString("name"),
                        row.getObject("order_date", LocalDate.class),
                        Optional.ofNullable(row.getString("customer_reference"))));
    }

    private JdbcClient.MappedQuerySpec<Found.Invoice> invoices(String query) {
        return like("""
                SELECT i.id, i.number, c.name, i.due_date, i.currency, i.total, i.open_amount, i.approved
                  FROM invoice i
                  JOIN customer c ON c.company_id = i.company_id AND c.id = i.customer_id
                 WHERE i.company_id = current_company() AND %s
                   AND (i.number ILIKE :part OR i.reference ILIKE :part)
                 ORDER BY %s, i.issue_date DESC, i.id DESC
                 LIMIT :most
                """.formatted(OwnCustomers.seen("c"), RANK.formatted("i.number")), query)
                .query((row, n) -> new Found.Invoice(
                        row.getLong("id"),
                        row.getString("number"),
                        row.getString("name"),
                        row.getObject("due_date", LocalDate.class),
                        new Money(row.getBigDecimal("total"), row.getString("currency")),
                        new Money(row.getBigDecimal("open_amount"), row.getString("currency")),
                        row.getBoolean("approved")));
    }

    private JdbcClient.MappedQuerySpec<Found.CreditNote> creditNotes(String query) {
        return like("""
                SELECT k.id, k.number, c.name, i.number AS invoice, k.total, k.currency
                  FROM credit_note k
                  JOIN invoice i ON i.company_id = k.company_id AND i.id = k.invoice_id
                  JOIN customer c ON c.company_id = i.company_id AND c.id = i.customer_id
                 WHERE k.company_id = current_company() AND %s AND k.number ILIKE :part
                 ORDER BY %s, k.issue_date DESC, k.id DESC
                 LIMIT :most
                """.formatted(OwnCustomers.seen("c"), RANK.formatted("k.number")), query)
                .query((row, n) -> new Found.CreditNote(
                        row.getLong("id"),
                        row.getString("number"),
                        row.getString("name"),
                        row.getString("invoice"),
                        new Money(row.getBigDecimal("total"), row.getString("currency"))));
    }

    /// An amount finds the payments of just that amount, or with just that much left.
    private JdbcClient.MappedQuerySpec<Found.Payment> payments(String query) {
        return like("""
                SELECT p.id, coalesce(p.payer_name, '') AS payer, p.booked_on, p.currency, p.amount, p.amount - p.allocated AS unallocated,
                       p.voided_at IS NOT NULL AS voided
                  FROM payment p
                 WHERE p.company_id = current_company()
                   AND %s
                   AND (p.payer_name ILIKE :part OR p.amount = :amount::numeric OR p.unallocated = :amount::numeric)
                 ORDER BY p.booked_on DESC, p.id DESC
                 LIMIT :most
                """.formatted(OwnCustomers.seenOf("p")), query)
                .param("amount", amount(query).orElse(null))
                .query((row, n) -> new Found.Payment(
                        row.getLong("id"),
                        row.getString("payer"),
                        row.getObject("booked_on", LocalDate.class),
                        new Money(row.getBigDecimal("amount"), row.getString("currency")),
                        new Money(row.getBigDecimal("unallocated"), row.getString("currency")),
                        row.getBoolean("voided")));
    }

    private JdbcClient.StatementSpec like(String sql, String query) {
        var plain = query.replaceAll("([\\\\%_])", "\\\\$1");
        return jdbc.sql(sql)
                .param("query", query)
                .param("start", plain + "%")
                .param("part", "%" + plain + "%")
                .param("most", MOST);
    }

    /// As people write amounts: `1234,50`, `1 234.50`, `1,234.50`, `1.234,50`, `1'234.50`.
    static Optional<BigDecimal> amount(String written) {
        var plain = written.replaceAll("[\\s\\u00a0\\u202f']", "").replaceAll("[.,](?=\\d{3}(\\D|$))", "");
        return plain.matches("\\d{1,13}([.,]\\d{1,2})?")
                ? Optional.of(new BigDecimal(plain.replace(',', '.')))
                : Optional.empty();
    }
}
