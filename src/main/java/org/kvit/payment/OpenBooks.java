package org.kvit.payment;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kvit.base.Money;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What the matcher is told of a company: its open invoices by id, and its customers. With a hash of it all, which
/// is kept in step while payments are linked: as long as that is the same, the matcher would say the same again.
final class OpenBooks {
    /// Counted up when the matcher says other things of the same books: then all payments are asked anew.
    private static final long EDITION = 1;
    private static final int ROWS_AT_ONCE = 5_000;
    private static final int DECIMALS = 4;

    private final List<OpenInvoice> invoices;
    private final List<Payer> payers;
    private long hash = EDITION;

    private OpenBooks(List<OpenInvoice> invoices, List<Payer> payers) {
        this.invoices = invoices;
        this.payers = payers;
        invoices.forEach(i -> hash += hash(i, i.open().amount()));
        payers.forEach(p -> hash += mixed(p.hashCode(), mixed(p.customer(), 1)));
    }

    /// Of the bound company, in the caller's transaction.
    static OpenBooks read(JdbcClient jdbc) {
        return new OpenBooks(invoices(jdbc), payers(jdbc));
    }

    List<OpenInvoice> invoices() {
        return invoices;
    }

    List<Payer> payers() {
        return payers;
    }

    /// @param id of an invoice that is among them
    OpenInvoice invoice(long id) {
        int low = 0;
        int high = invoices.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            long found = invoices.get(middle).id();
            if (found == id) {
                return invoices.get(middle);
            }
            low = found < id ? middle + 1 : low;
            high = found < id ? high : middle - 1;
        }
        throw new IllegalArgumentException("no open invoice has the id " + id);
    }

    /// A payment pays so much of what is open of an invoice.
    /// @param open before that
    void pays(OpenInvoice invoice, BigDecimal open, BigDecimal paid) {
        var left = open.subtract(paid);
        hash -= hash(invoice, open);
        hash += left.signum() == 0 ? 0 : hash(invoice, left);
    }

    /// The same for the same books, in whatever order they are read.
    long hash() {
        return hash;
    }

    private static long hash(OpenInvoice i, BigDecimal open) {
        long amount = open.setScale(DECIMALS, RoundingMode.UNNECESSARY)
                .unscaledValue()
                .longValueExact();
        long hash = mixed(amount, mixed(i.customer(), i.id()));
        hash = mixed(((long) i.number().hashCode() << 32) ^ i.reference().hashCode(), hash);
        return mixed(i.dueDate().toEpochDay() << 32 ^ i.open().currency().hashCode(), hash);
    }

    /// The finalizer of SplitMix64: each bit of either depends on all of both.
    private static long mixed(long value, long seed) {
        long z = (value ^ Long.rotateLeft(seed, 31)) + 0x9e3779b97f4a7c15L;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    private static List<OpenInvoice> invoices(JdbcClient jdbc) {
        var found = new ArrayList<OpenInvoice>();
        // The same few texts and dates stand in many rows: each is kept once.
        Map<String, String> currencies = new HashMap<>();
        Map<LocalDate, LocalDate> dates = new HashMap<>();
        jdbc.sql("""
                SELECT id, number, customer_id, open_amount, currency, due_date, reference
                  FROM invoice
                 WHERE company_id = current_company() AND approved AND open_amount > 0
                """).withFetchSize(ROWS_AT_ONCE).query(row -> {
            var currency = row.getString("currency");
            var due = row.getObject("due_date", LocalDate.class);
            found.add(new OpenInvoice(
                    row.getLong("id"),
                    row.getString("number"),
                    row.getLong("customer_id"),
                    new Money(row.getBigDecimal("open_amount"), currencies.computeIfAbsent(currency, c -> c)),
                    dates.computeIfAbsent(due, d -> d),
                    text(row, "reference")));
        });
        found.sort(Comparator.comparingLong(OpenInvoice::id));
        return found;
    }

    private static List<Payer> payers(JdbcClient jdbc) {
        return jdbc.sql("""
                SELECT c.id, c.name, c.country, coalesce(a.accounts, '{}') AS accounts
                  FROM customer c
                  LEFT JOIN (SELECT customer_id, array_agg(account ORDER BY id) AS accounts
                               FROM payer_account
                              WHERE company_id = current_company()
                              GROUP BY customer_id) a ON a.customer_id = c.id
                 WHERE c.company_id = current_company()
                """)
                .withFetchSize(ROWS_AT_ONCE)
                .query((row, n) ->
                        new Payer(row.getLong("id"), row.getString("name"), row.getString("country"), List.of((String[])
                                row.getArray("accounts").getArray())))
                .list();
    }

    private static String text(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getString(column)).orElse("");
    }
}
