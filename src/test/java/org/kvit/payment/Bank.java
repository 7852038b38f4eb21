package org.kvit.payment;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.kvit.TestCompany;
import org.kvit.customer.CustomerId;
import org.kvit.job.Jobs;
import org.kvit.receivable.Ledger;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/// What a test of payments needs of the world: a company's books, and a bank that delivers statements to it.
record Bank(
        TestCompany company, Jobs jobs, StatementImports imports, JdbcClient jdbc, TransactionTemplate transaction) {
    private static final JsonMapper JSON = JsonMapper.shared();

    CustomerId customer(String name) {
        return company.actor().get(() -> new Ledger(jdbc, transaction).customer(name));
    }

    long invoice(CustomerId customer, String number, String total) {
        return company.actor()
                .get(() -> new Ledger(jdbc, transaction)
                        .invoice(
                                customer,
                                number,
                                java.time.LocalDate.of(2026, 11, 1),
                                java.time.LocalDate.of(2026, 11, 15),
                                total)
                        .value());
    }

    /// @throws org.kvit.base.Refusal as the import does
    ImportedFile delivers(byte[] file) {
        try {
            var path = Files.createTempFile("statement", ".xml");
            try {
                Files.write(path, file);
                return company.actor().call(() -> imported(path));
            } finally {
                Files.delete(path);
            }
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    StatementResult delivers(Camt statement) {
        return delivers(statement.bytes()).statements().getFirst();
    }

    List<String> rows(String sql) {
        return company.actor()
                .get(() -> java.util.Objects.requireNonNull(transaction.execute(
                        _ -> jdbc.sql(sql).query(String.class).list())));
    }

    /// Called by a bound actor.
    void change(String sql) {
        new Ledger(jdbc, transaction).change(sql);
    }

    long number(String sql) {
        return Long.parseLong(rows(sql).getFirst());
    }

    private ImportedFile imported(Path file) throws Exception {
        var job = jobs.doNow(StatementImports.KIND, "s.xml", progress -> List.of(imports.run(file, "s.xml", progress)));
        return JSON.treeToValue(job.result().orElseThrow(), ImportedFile[].class)[0];
    }
}
