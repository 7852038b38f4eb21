package org.kvit.bench;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/// The rows of sample books: customers, their invoices, and what paid those that are open no more.
record Ledger(Books books, Connection connection) {
    void write() throws SQLException, IOException {
        customers();
        invoices();
        payments();
    }

    private Stream<SampleInvoice> paid() {
        return LongStream.rangeClosed(1, books.invoices())
                .filter(id -> !books.isOpen(id))
                .mapToObj(id -> SampleInvoice.of(id, books));
    }

    private void customers() throws SQLException, IOException {
        Rows.copy(
                connection,
                "customer (company_id, id, external_id, name, country, language, email)",
                all(books.customers()).mapToObj(SampleCustomer::of),
                (c, row) -> row.add(
                        Books.COMPANY.value(),
                        c.id(),
                        "C" + c.id(),
                        c.name(),
                        c.country(),
                        "en",
                        "office@c" + c.id() + ".example"));
        Rows.copy(
                connection,
                "payer_account (company_id, id, customer_id, account)",
                all(books.customers()).mapToObj(SampleCustomer::of).filter(SampleCustomer::known),
                (c, row) -> row.add(Books.COMPANY.value(), c.id(), c.id(), c.account()));
        counted("customer", "payer_account");
    }

    private void invoices() throws SQLException, IOException {
        Rows.copy(
                connection,
                "invoice (company_id, id, number, customer_id, issue_date, due_date, currency, total, open_amount, reference, sent_on)",
                all(books.invoices()).mapToObj(id -> SampleInvoice.of(id, books)),
                (i, row) -> row.add(
                        Books.COMPANY.value(),
                        i.id(),
                        i.number(),
                        i.customer(),
                        i.issued(),
                        i.due(),
                        "EUR",
                        i.total(),
                        books.isOpen(i.id()) ? i.total() : 0,
                        i.reference(),
                        i.issued()));
        counted("invoice");
    }

    /// Each paid invoice by one entry of its own.
    private void payments() throws SQLException, IOException {
        execute("INSERT INTO statement_file (company_id, name, sha256, size) VALUES (%d, 'before.xml', '', 0)"
                .formatted(Books.COMPANY.value()));
        execute("""
                INSERT INTO statement (company_id, file_id, message, account, currency, from_date, to_date, entries, credits, new_entries)
                SELECT company_id, id, 'camt.053', '%s', 'EUR', date '2022-10-01', date '2026-11-20', 0, 0, 0 FROM statement_file
                """.formatted(Books.ACCOUNT));
        Rows.copy(
                connection,
                "bank_entry (company_id, id, statement_id, identity, account, booked_on, value_on, amount, currency, credit, status,"
                        + " bank_reference, end_to_end_id, counterparty_name, counterparty_account, remittance)",
                paid(),
                (i, row) -> row.add(
                        Books.COMPANY.value(),
                        i.id(),
                        1,
                        Books.ACCOUNT + "||" + entry(i) + "||" + i.total() + "|EUR",
                        Books.ACCOUNT,
                        i.paid(),
                        i.paid(),
                        i.total(),
                        "EUR",
                        true,
                        "BOOK",
                        entry(i),
                        "E" + i.id(),
                        payer(i).name(),
                        payer(i).account(),
                        i.number()));
        Rows.copy(
                connection,
                "payment (company_id, id, entry_id, bank_account, booked_on, amount, currency, payer_name, payer_account, text,"
                        + " bank_reference, end_to_end_id, customer_id, allocated)",
                paid(),
                (i, row) -> row.add(
                        Books.COMPANY.value(),
                        i.id(),
                        i.id(),
                        Books.ACCOUNT,
                        i.paid(),
                        i.total(),
                        "EUR",
                        payer(i).name(),
                        payer(i).account(),
                        i.number(),
                        entry(i),
                        "E" + i.id(),
                        i.customer(),
                        i.total()));
        Rows.copy(
                connection,
                "allocation (company_id, id, invoice_id, payment_id, amount, paid_on, automatic, rule, reason)",
                paid(),
                (i, row) -> row.add(
                        Books.COMPANY.value(),
                        i.id(),
                        i.id(),
                        i.id(),
                        i.total(),
                        i.paid(),
                        true,
                        "number",
                        "{\"key\": \"payment.match.numberAmount\", \"args\": [\"" + i.number() + "\"]}"));
        counted("bank_entry", "payment", "allocation");
    }

    private static String entry(SampleInvoice invoice) {
        return "%d%09d".formatted(invoice.paid().getYear(), invoice.id());
    }

    private static SampleCustomer payer(SampleInvoice invoice) {
        return SampleCustomer.of(invoice.customer());
    }

    private static LongStream all(int most) {
        return LongStream.rangeClosed(1, most);
    }

    private void counted(String... tables) throws SQLException {
        for (var table : tables) {
            execute("SELECT setval(pg_get_serial_sequence('%1$s', 'id'), (SELECT coalesce(max(id), 1) FROM %1$s))"
                    .formatted(table));
        }
    }

    private void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
