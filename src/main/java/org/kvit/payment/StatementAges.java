package org.kvit.payment;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import org.kvit.company.Companies;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Says how new the bound company's statements are, account by account.
@Service
public class StatementAges {
    /// An account that isn't the company's any more is spoken of no longer than so many days after its last statement.
    private static final int REMEMBERED = 90;

    private static final Comparator<StatementAge.Account> OLD_FIRST = Comparator.comparing(
                    (StatementAge.Account a) -> !a.old())
            .thenComparing(StatementAge.Account::newest)
            .thenComparing(StatementAge.Account::account);

    private final JdbcClient jdbc;
    private final Companies companies;
    private final ObjectProvider<StatementSource> sources;

    StatementAges(JdbcClient jdbc, Companies companies, ObjectProvider<StatementSource> sources) {
        this.jdbc = jdbc;
        this.companies = companies;
        this.sources = sources;
    }

    /// An account whose payments are entered by hand since isn't warned of: its statements are not what tells.
    ///
    /// @param own whether the company names the account as its own
    /// @param byHand whether payments were entered by hand for days after the newest statement
    private record Row(String account, LocalDate newest, boolean own, boolean byHand) {}

    /// As of today where the company is.
    @Transactional(readOnly = true)
    public StatementAge own() {
        var today = companies.today();
        int limit = companies.own().statementLimitDays();
        return new StatementAge(
                current(today).stream()
                        .map(row -> account(row, today, limit))
                        .sorted(OLD_FIRST)
                        .toList(),
                sources.stream().anyMatch(StatementSource::anyActive));
    }

    private static StatementAge.Account account(Row row, LocalDate today, int limit) {
        long days = Math.max(0, ChronoUnit.DAYS.between(row.newest(), today));
        return new StatementAge.Account(row.account(), row.newest(), days, limit > 0 && days > limit && !row.byHand());
    }

    /// Without those that seem to be closed; but if all do, the one that was used last stays.
    private List<Row> current(LocalDate today) {
        var all = all(today);
        var kept = all.stream()
                .filter(r -> r.own() || r.newest().isAfter(today.minusDays(REMEMBERED)))
                .toList();
        return kept.isEmpty() ? all.stream().limit(1).toList() : kept;
    }

    /// The one with the newest statement first. Where a statement doesn't say until when it goes, its entries do. One
    /// that goes beyond today says nothing of tomorrow.
    private List<Row> all(LocalDate today) {
        return jdbc.sql("""
                SELECT n.account, n.newest,
                       EXISTS (SELECT FROM bank_account a WHERE a.company_id = current_company() AND a.iban = n.account) AS own,
                       EXISTS (SELECT FROM payment p
                                WHERE p.company_id = current_company() AND p.bank_account = n.account AND p.entry_id IS NULL
                                  AND p.voided_at IS NULL AND p.booked_on > n.newest) AS by_hand
                  FROM (SELECT s.account, least(:today, max(coalesce(s.to_date, s.created_on,
                               (SELECT max(e.booked_on) FROM bank_entry e WHERE e.company_id = s.company_id AND e.statement_id = s.id)))) AS newest
                          FROM statement s
                         WHERE s.company_id = current_company() AND NOT s.undone
                         GROUP BY s.account) n
                 WHERE n.newest IS NOT NULL
                 ORDER BY n.newest DESC, n.account
                """)
                .param("today", today)
                .query((row, n) -> new Row(
                        row.getString("account"),
                        row.getObject("newest", LocalDate.class),
                        row.getBoolean("own"),
                        row.getBoolean("by_hand")))
                .list();
    }
}
