package org.kvit.payment;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.kvit.base.Money;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Payments that something is left of, by date, page by page from a cursor of the caller's transaction: what is
/// linked meanwhile doesn't disturb it.
final class UnlinkedPayments implements AutoCloseable {
    private static final int PAGE = 5_000;
    private static final String STANDING = """
            SELECT p.id, p.decided OR p.allocated > 0 AS decided, false AS incoming, p.booked_on, p.unallocated AS left, p.currency,
                   p.payer_name, p.payer_account, e.ultimate_name, p.end_to_end_id, coalesce(e.reference, p.reference) AS reference, p.text,
                   e.additional
              FROM payment p
              LEFT JOIN bank_entry e ON e.company_id = p.company_id AND e.id = p.entry_id
             WHERE p.company_id = current_company() AND p.voided_at IS NULL AND p.unallocated > 0 AND p.id >= :from AND p.id <= :to
            """;
    /// Those of an import, before they are written ([Booking]).
    private static final String INCOMING = """
            SELECT id, false AS decided, true AS incoming, booked_on, amount AS left, currency, payer_name, payer_account,
                   ultimate_name, end_to_end_id, reference, text, additional
              FROM incoming
            """;
    private static final String IN_ORDER = " ORDER BY booked_on, id";

    private final JdbcClient jdbc;

    /// @param decided a person has set its links, if only to none, or a part of it is linked: nothing is linked to it
    /// by
    /// itself
    /// @param incoming it is not written yet
    record Unlinked(PaymentFacts payment, boolean decided, boolean incoming) {}

    private UnlinkedPayments(JdbcClient jdbc, String sql, long from, long to) {
        this.jdbc = jdbc;
        jdbc.sql("DECLARE unlinked NO SCROLL CURSOR FOR " + sql)
                .param("from", from)
                .param("to", to)
                .update();
    }

    /// Those that are written, with this number or a larger one.
    static UnlinkedPayments from(JdbcClient jdbc, long id) {
        return new UnlinkedPayments(jdbc, STANDING + IN_ORDER, id, Long.MAX_VALUE);
    }

    /// This one, if anything is left of it.
    static UnlinkedPayments only(JdbcClient jdbc, PaymentId id) {
        return new UnlinkedPayments(jdbc, STANDING, id.value(), id.value());
    }

    /// Those of the import that is going on, and before them of each day, if wanted, those that are written.
    static UnlinkedPayments incoming(JdbcClient jdbc, boolean standingToo) {
        return new UnlinkedPayments(
                jdbc, (standingToo ? STANDING + "UNION ALL " : "") + INCOMING + IN_ORDER, 0, Long.MAX_VALUE);
    }

    /// Empty when there are no more.
    List<Unlinked> next() {
        return jdbc.sql("FETCH FORWARD " + PAGE + " FROM unlinked")
                .query((row, n) -> new Unlinked(facts(row), row.getBoolean("decided"), row.getBoolean("incoming")))
                .list();
    }

    @Override
    public void close() {
        jdbc.sql("CLOSE unlinked").update();
    }

    private static PaymentFacts facts(ResultSet row) throws SQLException {
        return new PaymentFacts(
                row.getLong("id"),
                row.getObject("booked_on", LocalDate.class),
                new Money(row.getBigDecimal("left"), row.getString("currency")),
                text(row, "payer_name"),
                text(row, "payer_account"),
                text(row, "ultimate_name"),
                text(row, "reference").lines().toList(),
                text(row, "end_to_end_id"),
                text(row, "text").lines().toList(),
                text(row, "additional"));
    }

    private static String text(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getString(column)).orElse("");
    }
}
