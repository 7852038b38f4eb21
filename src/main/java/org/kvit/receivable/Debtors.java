package org.kvit.receivable;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.kvit.base.Refusal;
import org.kvit.company.OwnCustomers;
import org.kvit.customer.CustomerId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Who owes the bound company what, as of any date: exact for every date, and read from the open
/// invoices alone for
/// today.
@Service
public class Debtors {
    private final JdbcClient jdbc;

    Debtors(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// A window of the list.
    ///
    /// @param rows by customer and currency, in the order asked for
    /// @param sums of the whole list, one per currency, the one with most lines first
    /// @param size lines of the whole list
    public record Listed(List<Debtor> rows, List<Sum> sums, long size) {}

    /// The whole list in one currency. @param debtors how many lines it has in it
    public record Sum(Ageing ageing, long debtors, int oldestDays) {}

    /// @param offset lines to pass over first
    /// @param limit 1 to 1000 lines
    @Transactional(readOnly = true)
    public Listed list(LocalDate asOf, DebtorFilter filter, DebtorOrder order, long offset, int limit) {
        var rows = new ArrayList<Debtor>();
        var sums = new ArrayList<Sum>();
        new DebtorQuery(asOf, filter).window(jdbc, order, offset, limit).query(row -> {
            if (row.getLong("customer_id") != 0) {
                rows.add(DebtorQuery.debtor(row));
            } else {
                sums.add(new Sum(DebtorQuery.ageing(row), row.getLong("debtors"), row.getInt("oldest_days")));
            }
        });
        return new Listed(rows, sums, sums.stream().mapToLong(Sum::debtors).sum());
    }

    /// The list in the order of customers, for going through it page by page: the lines behind a given one.
    /// @param customer 0 for the first page
    @Transactional(readOnly = true)
    public List<Debtor> behind(LocalDate asOf, DebtorFilter filter, CustomerId customer, String currency, int limit) {
        return new DebtorQuery(asOf, filter)
                .behind(jdbc, customer, currency, limit)
                .query((row, n) -> DebtorQuery.debtor(row))
                .list();
    }

    /// The whole list, for a file.
    @Transactional(readOnly = true)
    public List<Debtor> all(LocalDate asOf, DebtorFilter filter, DebtorOrder order) {
        return list(asOf, filter, order, 0, Integer.MAX_VALUE).rows();
    }

    /// What one customer owes, by currency; empty if nothing.
    @Transactional(readOnly = true)
    public List<Debtor> of(CustomerId customer, LocalDate asOf) {
        return list(asOf, DebtorFilter.of(customer), DebtorOrder.USUAL, 0, 1000).rows();
    }

    /// @throws Refusal if the bound company has no such customer, or the actor may not see it
    @Transactional(readOnly = true)
    public String nameOf(CustomerId customer) {
        return jdbc.sql("""
                SELECT c.name FROM customer c WHERE c.company_id = current_company() AND c.id = :id AND %s
                """.formatted(OwnCustomers.seen("c")))
                .param("id", customer.value())
                .query(String.class)
                .optional()
                .orElseThrow(() -> Refusal.notFound("receivable.customer.notFound"));
    }

    /// Every customer of the list, whatever page it is on.
    @Transactional(readOnly = true)
    public List<CustomerId> customers(LocalDate asOf, DebtorFilter filter) {
        return new DebtorQuery(asOf, filter)
                .customers(jdbc)
                .query((row, n) -> new CustomerId(row.getLong(1)))
                .list();
    }
}
