package org.kvit.payment;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.kvit.base.Money;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The entries of one statement: money in and out, booked and pending.
@Service
public class StatementEntries {
    /// An entry is kept with the first statement that brought it. What an overlapping statement repeats
    /// is found by its account and days.
    private static final String WHERE = """
             WHERE e.company_id = current_company() AND NOT e.replaced
               AND (e.statement_id = :statement
                    OR (:whole AND NOT e.undone AND e.account = :account AND e.booked_on BETWEEN :from AND :to AND (:currency = '' OR e.currency = :currency)))
               AND (:kind = 'all' OR (:kind = 'in' AND e.credit AND e.status = 'BOOK') OR (:kind = 'out' AND NOT e.credit AND e.status = 'BOOK')
                    OR (:kind = 'pending' AND e.status <> 'BOOK'))
               AND (:query = ''
                    OR searchable(concat_ws(E'\\n', e.counterparty_name, e.reference, e.remittance, e.additional, e.bank_reference, e.end_to_end_id))
                       LIKE searchable(:like)
                    OR upper(e.counterparty_account) LIKE upper(:accountLike)
                    OR (:amount <> '' AND trim_scale(e.amount)::numeric(19,2)::text LIKE :amount))
            """;

    private final JdbcClient jdbc;

    StatementEntries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// @param whole also those of its days and account that an earlier file had brought
    /// @param kind `all`, `in` and `out` (booked), `pending` (whatever isn't booked)
    /// @param query part of a name, account, reference or text, or the beginning of an amount; empty:
    /// all
    public record Filter(boolean whole, String kind, String query) {
        static final List<String> KINDS = List.of("all", "in", "out", "pending");

        public Filter {
            kind = KINDS.contains(kind) ? kind : "all";
        }
    }

    /// @param amount negative for money out
    /// @param status `BOOK`, `PDNG`, `INFO`, `FUTR`
    /// @param payment the payment that it is, with what of it isn't linked
    /// @param from the statement that brought it, if that is another one
    public record Row(
            long id,
            LocalDate bookedOn,
            Money amount,
            boolean reversal,
            String status,
            String counterparty,
            String counterpartyAccount,
            String reference,
            String text,
            Optional<Payment> payment,
            Optional<Long> from) {}

    public record Payment(long id, Money unallocated, boolean voided) {}

    /// Where a list goes on: an entry's day and number.
    public record Place(LocalDate day, long id) {}

    /// What the filtered entries come to: money out is negative.
    public record Sum(int entries, Money in, Money out) {}

    /// As the bank booked them.
    /// @param after the last one seen
    @Transactional(readOnly = true)
    public List<Row> list(Statements.Received of, Filter filter, Optional<Place> after, int limit) {
        return filtered("""
                SELECT e.*, coalesce(e.reference, CASE WHEN e.end_to_end_id LIKE '/VS%' THEN e.end_to_end_id END) AS quoted, p.id AS payment_id, p.amount - p.allocated AS unallocated, p.voided_at
                  FROM bank_entry e
                  LEFT JOIN payment p ON p.company_id = e.company_id AND p.entry_id = e.id
                """ + WHERE + """
                   AND (e.booked_on, e.id) > (:day, :id)
                 ORDER BY e.booked_on, e.id
                 LIMIT :limit
                """, of, filter)
                .param("day", after.map(Place::day).orElse(LocalDate.EPOCH))
                .param("id", after.map(Place::id).orElse(0L))
                .param("limit", limit)
                .query((row, n) -> row(row, of.id()))
                .list();
    }

    /// Of what is booked, by currency.
    @Transactional(readOnly = true)
    public List<Sum> sums(Statements.Received of, Filter filter) {
        return filtered("""
                SELECT e.currency, count(*)::int AS entries, coalesce(sum(e.amount) FILTER (WHERE e.credit), 0) AS incoming,
                       -coalesce(sum(e.amount) FILTER (WHERE NOT e.credit), 0) AS outgoing
                  FROM bank_entry e
                """ + WHERE + " AND e.status = 'BOOK' GROUP BY e.currency ORDER BY e.currency", of, filter)
                .query((row, n) -> new Sum(
                        row.getInt("entries"),
                        new Money(row.getBigDecimal("incoming"), row.getString("currency")),
                        new Money(row.getBigDecimal("outgoing"), row.getString("currency"))))
                .list();
    }

    private JdbcClient.StatementSpec filtered(String sql, Statements.Received of, Filter filter) {
        return jdbc.sql(sql)
                .param("statement", of.id())
                .param("whole", filter.whole() && of.from().or(of::to).isPresent())
                .param("account", of.account())
                .param("currency", of.currency())
                .param("from", of.from().or(of::to).orElse(LocalDate.EPOCH))
                .param("to", of.to().or(of::from).orElse(LocalDate.EPOCH))
                .param("kind", filter.kind())
                .param("query", filter.query())
                .param("like", Search.part(filter.query()))
                .param("accountLike", Search.part(filter.query().replaceAll("\\s", "")))
                .param("amount", Search.amount(filter.query()));
    }

    private static Row row(ResultSet row, long statement) throws SQLException {
        var currency = row.getString("currency");
        var amount = row.getBigDecimal("amount");
        long from = row.getLong("statement_id");
        return new Row(
                row.getLong("id"),
                row.getObject("booked_on", LocalDate.class),
                new Money(row.getBoolean("credit") ? amount : amount.negate(), currency),
                row.getBoolean("reversal"),
                row.getString("status"),
                text(row, "counterparty_name"),
                text(row, "counterparty_account"),
                text(row, "quoted"),
                text(row, "remittance").isEmpty() ? text(row, "additional") : text(row, "remittance"),
                payment(row, currency),
                Optional.of(from).filter(f -> f != statement));
    }

    private static Optional<Payment> payment(ResultSet row, String currency) throws SQLException {
        long id = row.getLong("payment_id");
        if (id == 0) {
            return Optional.empty();
        }
        return Optional.of(new Payment(
                id, new Money(row.getBigDecimal("unallocated"), currency), row.getTimestamp("voided_at") != null));
    }

    private static String text(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNullElse(row.getString(column), "");
    }
}
