package org.kvit.receivable;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.kvit.base.Money;
import org.kvit.base.UserId;
import org.kvit.company.OwnCustomers;
import org.kvit.customer.CustomerId;
import org.kvit.customer.Reach;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The statement behind the debtors' list.
///
/// What was owed on a date is what is owed now plus what was paid after it, as an invoice's open amount
/// is its total
/// less all its
/// allocations. So only the open invoices and the later payments are read, and for today those are none:
/// nothing is
/// added up over
/// the years behind.
final class DebtorQuery {
    /// By customer and currency; %1$s is the amount, %2$s where it comes from.
    private static final String SUMS = """
            SELECT i.customer_id, i.currency,
                   sum(%1$s) AS unpaid,
                   coalesce(sum(%1$s) FILTER (WHERE i.due_date < :asOf), 0) AS overdue,
                   coalesce(sum(%1$s) FILTER (WHERE i.due_date >= :asOf), 0) AS not_due,
                   coalesce(sum(%1$s) FILTER (WHERE :asOf - i.due_date BETWEEN 1 AND 30), 0) AS to_30,
                   coalesce(sum(%1$s) FILTER (WHERE :asOf - i.due_date BETWEEN 31 AND 60), 0) AS to_60,
                   coalesce(sum(%1$s) FILTER (WHERE :asOf - i.due_date BETWEEN 61 AND 90), 0) AS to_90,
                   coalesce(sum(%1$s) FILTER (WHERE :asOf - i.due_date > 90), 0) AS over_90,
                   greatest(:asOf - min(i.due_date), 0) AS oldest_days
              FROM %2$s
             GROUP BY i.customer_id, i.currency
            """;
    private static final String OPEN = SUMS.formatted("i.open_amount", """
            invoice i
             WHERE i.company_id = current_company() AND i.approved AND i.open_amount > 0 AND i.issue_date <= :asOf""");
    private static final String LATER = SUMS.formatted("a.amount", """
            allocation a
              JOIN invoice i ON i.company_id = a.company_id AND i.id = a.invoice_id
             WHERE a.company_id = current_company() AND a.paid_on > :asOf AND i.approved AND i.issue_date <= :asOf""");

    /// The two are added up apart and joined then: open invoices come in the order of customers from their index, which
    /// a union of both would lose (measured on 200,000 of them: less than half the time).
    private static final String BALANCE = """
            WITH open AS (%s), later AS (%s),
            balance AS (
              SELECT customer_id, currency,
                     coalesce(o.unpaid, 0) + coalesce(l.unpaid, 0) AS unpaid,
                     coalesce(o.overdue, 0) + coalesce(l.overdue, 0) AS overdue,
                     coalesce(o.not_due, 0) + coalesce(l.not_due, 0) AS not_due,
                     coalesce(o.to_30, 0) + coalesce(l.to_30, 0) AS to_30,
                     coalesce(o.to_60, 0) + coalesce(l.to_60, 0) AS to_60,
                     coalesce(o.to_90, 0) + coalesce(l.to_90, 0) AS to_90,
                     coalesce(o.over_90, 0) + coalesce(l.over_90, 0) AS over_90,
                     greatest(o.oldest_days, l.oldest_days) AS oldest_days
                FROM open o
                FULL JOIN later l USING (customer_id, currency)),
            debtor AS (
              SELECT b.*, c.name, c.registration_number, c.country, c.account_manager_id, u.name AS manager,
                     b.currency = (SELECT o.currency FROM company o WHERE o.id = current_company()) AS own,
                     %s AS reach
                FROM balance b
                JOIN customer c ON c.company_id = current_company() AND c.id = b.customer_id
                LEFT JOIN app_user u ON u.id = c.account_manager_id)
            """.formatted(OPEN, LATER, Reach.on(":asOf"));

    /// What was said to every customer, up to the date: read once, for sorting by it.
    private static final String SAID_TO_ALL = """
            LEFT JOIN (SELECT x.customer_id, max(x.happened_on) AS last_reminder_on FROM correspondence x
                        WHERE x.company_id = current_company() AND x.kind = 'reminder' AND x.happened_on <= :asOf
                        GROUP BY x.customer_id) r USING (customer_id)
            LEFT JOIN (SELECT p.customer_id, min(p.promised_on) AS promised_on FROM standing_promises(:asOf) p
                        GROUP BY p.customer_id) p USING (customer_id)
            LEFT JOIN (SELECT n.customer_id, min(n.next_action_on) AS next_action_on FROM pending_actions(:asOf) n
                        GROUP BY n.customer_id) n USING (customer_id)
            """;

    /// What was said to the few customers of a page, up to the date.
    private static final String SAID = """
            LEFT JOIN LATERAL (
              SELECT (SELECT max(x.happened_on) FROM correspondence x
                       WHERE x.company_id = current_company() AND x.customer_id = d.customer_id
                         AND x.kind = 'reminder' AND x.happened_on <= :asOf) AS last_reminder_on,
                     (SELECT min(p.promised_on) FROM standing_promises(:asOf) p WHERE p.customer_id = d.customer_id) AS promised_on,
                     (SELECT min(n.next_action_on) FROM pending_actions(:asOf) n WHERE n.customer_id = d.customer_id) AS next_action_on) said
                   ON true
            """;

    /// An account manager who sees their own customers only, sees no others here either.
    private static final String VISIBLE = OwnCustomers.seen("d");

    /// From so many lines on, what was said is read for all customers at once.
    private static final int MANY = 1000;

    private final LocalDate asOf;
    private final DebtorFilter filter;

    DebtorQuery(LocalDate asOf, DebtorFilter filter) {
        this.asOf = asOf;
        this.filter = filter;
    }

    /// A window of the list, and after it, without a customer, the sums of the whole list by currency.
    JdbcClient.StatementSpec window(JdbcClient jdbc, DebtorOrder order, long offset, int limit) {
        boolean whole = order.column().ofCorrespondence() || limit > MANY;
        var sql = BALANCE + """
                , listed AS MATERIALIZED (SELECT * FROM debtor d %s WHERE %s),
                page AS (SELECT l.*, row_number() OVER () AS position
                           FROM (SELECT * FROM listed ORDER BY %s LIMIT :limit OFFSET :offset) l)
                SELECT customer_id, currency, not_due, to_30, to_60, to_90, over_90, oldest_days, 1 AS debtors,
                       name, country, manager, reach, last_reminder_on, promised_on, next_action_on, position
                  FROM page d %s
                 UNION ALL
                SELECT NULL, currency, sum(not_due), sum(to_30), sum(to_60), sum(to_90), sum(over_90), max(oldest_days), count(*),
                       NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
                  FROM listed
                 GROUP BY currency
                 ORDER BY position NULLS LAST, debtors DESC, currency
                """.formatted(whole ? SAID_TO_ALL : "", where(), order.sql(), whole ? "" : SAID);
        return jdbc.sql(sql).params(parameters()).param("limit", limit).param("offset", offset);
    }

    /// The lines behind a given one, by customer and currency.
    JdbcClient.StatementSpec behind(JdbcClient jdbc, CustomerId customer, String currency, int limit) {
        var sql = BALANCE + """
                , page AS (SELECT * FROM debtor d WHERE (customer_id, currency) > (:afterCustomer, :afterCurrency) AND %s
                           ORDER BY customer_id, currency LIMIT :limit)
                SELECT * FROM page d %s ORDER BY customer_id, currency
                """.formatted(where(), SAID);
        return jdbc.sql(sql)
                .params(parameters())
                .param("afterCustomer", customer.value())
                .param("afterCurrency", currency)
                .param("limit", limit);
    }

    /// The customers of the whole list, each once.
    JdbcClient.StatementSpec customers(JdbcClient jdbc) {
        return jdbc.sql(BALANCE + "SELECT DISTINCT customer_id FROM debtor d WHERE " + where()
                        + " ORDER BY customer_id")
                .params(parameters());
    }

    private String where() {
        return VISIBLE + """
                 AND (NOT :overdueOnly OR overdue > 0)
                 AND (:search = '' OR name ILIKE :pattern OR registration_number ILIKE :pattern)
                 AND (:reach = '' OR reach = :reach)
                 AND (:manager = 0 OR account_manager_id = :manager)
                 AND (:country = '' OR country = :country)
                 AND (:currency = '' OR currency = :currency)
                 AND (:customer = 0 OR customer_id = :customer)
                """;
    }

    private Map<String, Object> parameters() {
        var search = filter.search().strip();
        return Map.of(
                "asOf", asOf,
                "overdueOnly", filter.overdueOnly(),
                "search", search,
                "pattern", "%" + search.replaceAll("([\\\\%_])", "\\\\$1") + "%",
                "reach", filter.reach().map(Reach::name).orElse(""),
                "manager", filter.manager().map(UserId::value).orElse(0L),
                "country", filter.country().orElse(""),
                "currency", filter.currency().orElse(""),
                "customer", filter.customer().map(CustomerId::value).orElse(0L));
    }

    static Ageing ageing(ResultSet row) throws SQLException {
        var currency = row.getString("currency");
        return new Ageing(
                currency,
                Map.of(
                        AgeingBucket.NOT_DUE, new Money(row.getBigDecimal("not_due"), currency),
                        AgeingBucket.DAYS_1_TO_30, new Money(row.getBigDecimal("to_30"), currency),
                        AgeingBucket.DAYS_31_TO_60, new Money(row.getBigDecimal("to_60"), currency),
                        AgeingBucket.DAYS_61_TO_90, new Money(row.getBigDecimal("to_90"), currency),
                        AgeingBucket.OVER_90, new Money(row.getBigDecimal("over_90"), currency)));
    }

    static Debtor debtor(ResultSet row) throws SQLException {
        return new Debtor(
                new CustomerId(row.getLong("customer_id")),
                row.getString("name"),
                row.getString("country"),
                Optional.ofNullable(row.getString("manager")),
                Reach.valueOf(row.getString("reach")),
                ageing(row),
                row.getInt("oldest_days"),
                date(row, "last_reminder_on"),
                date(row, "promised_on"),
                date(row, "next_action_on"));
    }

    private static Optional<LocalDate> date(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, LocalDate.class));
    }
}
