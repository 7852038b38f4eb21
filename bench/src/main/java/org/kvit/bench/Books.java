package org.kvit.bench;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.kvit.base.CompanyId;

/// The books of a company that has worked for four years: one invoice in five is open, all others were paid by bank.
///
/// @param seed the same seed makes the same books
record Books(long seed, int invoices, int customers) {
    static final CompanyId COMPANY = new CompanyId(1);
    static final String ACCOUNT = "LV80BANK0000435195001";
    /// What the books depend on besides their numbers and the schema: to be counted up when the making changes.
    private static final int EDITION = 3;

    static Books of(int invoices) {
        return new Books(20_261_120, invoices, Math.max(20, invoices / 20));
    }

    String kind() {
        return "%d_%d_%d_%d".formatted(EDITION, seed, invoices, customers);
    }

    /// By COPY, with neither triggers nor foreign keys, and indexed at the end: a million invoices in under a minute.
    void fill(Connection connection) throws SQLException, IOException {
        execute(connection, "SET session_replication_role = replica");
        execute(
                connection,
                "INSERT INTO company (id, name, country, time_zone) VALUES (%d, 'Baltic Freight SIA', 'LV', 'Europe/Riga')"
                        .formatted(COMPANY.value()));
        execute(
                connection,
                "INSERT INTO bank_account (company_id, iban, bic, bank_name) VALUES (%d, '%s', 'BANKLV22', 'Banka')"
                        .formatted(COMPANY.value(), ACCOUNT));
        var indexes = dropIndexes(connection, "customer", "invoice", "bank_entry", "payment", "allocation");
        new Ledger(this, connection).write();
        for (var index : indexes) {
            execute(connection, index);
        }
        execute(connection, "VACUUM (ANALYZE)");
    }

    boolean isOpen(long id) {
        return id > invoices * 3L / 4 && id % 5 != 0;
    }

    /// The numbers of open invoices, oldest first.
    LongStream open() {
        return LongStream.rangeClosed(1, invoices).filter(this::isOpen);
    }

    /// @return what makes them again
    private static List<String> dropIndexes(Connection connection, String... tables) throws SQLException {
        var again = new ArrayList<String>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("""
                        SELECT i.indexdef, i.indexname
                          FROM pg_indexes i
                         WHERE i.schemaname = 'public' AND i.tablename IN ('%s')
                           AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conindid = i.indexname::regclass)
                        """.formatted(String.join("', '", tables)))) {
            var drop = new ArrayList<String>();
            while (rows.next()) {
                again.add(rows.getString(1));
                drop.add(rows.getString(2));
            }
            for (var index : drop) {
                execute(connection, "DROP INDEX " + index);
            }
        }
        return again;
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
