package org.kvit.payment;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.kvit.base.Words;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The chains of the bound company's statements, made anew from what was imported whenever they are
/// asked for: a statement that comes later mends them. Intraday reports and notifications (camt.052,
/// camt.054) close no chain.
@Service
public class StatementChains {
    private static final Set<String> REPORTS = Set.of("camt.052", "camt.054");
    private static final String CLOSES = "s.message NOT IN ('camt.052', 'camt.054') AND NOT s.undone";

    private final JdbcClient jdbc;

    StatementChains(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// One for each account and currency, by these.
    @Transactional(readOnly = true)
    public List<AccountChain> all() {
        return chains(jdbc.sql("""
                SELECT s.* FROM statement s
                 WHERE s.company_id = current_company() AND %s
                """.formatted(CLOSES)));
    }

    /// The chain of a statement's account; empty for a report or notification, which closes none.
    @Transactional(readOnly = true)
    public Optional<AccountChain> of(Statements.Received statement) {
        return chains(jdbc.sql("""
                        SELECT s.* FROM statement s
                         WHERE s.company_id = current_company() AND %s AND s.account = :account AND coalesce(s.currency, '') = :currency
                        """.formatted(CLOSES))
                        .param("account", statement.account())
                        .param("currency", statement.currency()))
                .stream()
                .filter(_ -> !REPORTS.contains(statement.message()))
                .findFirst();
    }

    /// Those that are broken at a statement that ends on this day or later.
    @Transactional(readOnly = true)
    public List<AccountChain> brokenSince(LocalDate day) {
        return chains(jdbc.sql("""
                        SELECT s.* FROM statement s
                         WHERE s.company_id = current_company() AND %s AND s.to_date >= :before
                        """.formatted(CLOSES)).param("before", day.minusYears(1))).stream()
                .filter(chain -> chain.faultsSince(day) > 0)
                .toList();
    }

    /// What is missing beside statements that have just come, by their ids.
    @Transactional(readOnly = true)
    public Map<Long, List<Words>> gapsBeside(List<Long> ids) {
        var gaps = new HashMap<Long, List<Words>>();
        var of = new HashSet<>(ids);
        chains(jdbc.sql("""
                        SELECT s.* FROM statement s
                         WHERE s.company_id = current_company() AND %s
                           AND s.account IN (SELECT account FROM statement WHERE company_id = current_company() AND id = ANY (:ids))
                        """.formatted(CLOSES)).param("ids", ids.toArray(Long[]::new)))
                .forEach(chain -> gaps.putAll(chain.gapsBeside(of)));
        return gaps;
    }

    private static List<AccountChain> chains(JdbcClient.StatementSpec query) {
        var statements = new TreeMap<String, Map<String, List<StatedBalances>>>();
        query.query(row -> {
            statements
                    .computeIfAbsent(row.getString("account"), _ -> new TreeMap<>())
                    .computeIfAbsent(Objects.requireNonNullElse(row.getString("currency"), ""), _ -> new ArrayList<>())
                    .add(stated(row));
        });
        var chains = new ArrayList<AccountChain>();
        statements.forEach((account, currencies) -> currencies.forEach(
                (currency, all) -> chains.add(new AccountChain(account, currency, BalanceChain.of(all)))));
        return chains;
    }

    private static StatedBalances stated(ResultSet row) throws SQLException {
        return new StatedBalances(
                row.getLong("id"),
                row.getString("message"),
                Objects.requireNonNullElse(row.getString("sequence"), ""),
                day(row, "from_date"),
                day(row, "to_date"),
                amount(row, "opening_balance"),
                amount(row, "closing_balance"),
                amount(row, "turnover_in"),
                amount(row, "turnover_out"),
                row.getInt("entries"));
    }

    private static Optional<LocalDate> day(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, LocalDate.class));
    }

    private static Optional<BigDecimal> amount(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getBigDecimal(column));
    }
}
