package org.kvit.payment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kvit.KvitTest;
import org.kvit.TestCompany;
import org.kvit.base.Words;
import org.kvit.check.Invariants;
import org.kvit.company.Companies;
import org.kvit.job.Jobs;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// Each entry is booked once, whatever files bring it, in whatever order.
@KvitTest
class OnceOnlyTest {
    private static final int TRIES = 15;

    @Autowired
    Companies companies;

    @Autowired
    Jobs jobs;

    @Autowired
    StatementImports imports;

    @Autowired
    Links links;

    @Autowired
    Announced announced;

    @Autowired
    Invariants invariants;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transaction;

    private Bank bank;

    @BeforeEach
    void bank() {
        bank = new Bank(TestCompany.found(companies), jobs, imports, jdbc, transaction);
    }

    /// Statements, reports and notifications that overlap, some with references and some without, lines cut otherwise,
    /// true twins, batches whole and in parts, reversals before and after what they take back.
    @Test
    void any_overlapping_files_in_any_order_end_in_what_all_of_them_tell() {
        for (long seed = 0; seed < TRIES; seed++) {
            var random = new Random(seed);
            var channels = new Channels(seed);
            var files = new ArrayList<List<Channels.Statement>>();
            for (int i = random.nextInt(2, 6); i > 0; i--) {
                files.add(channels.file());
            }
            var delivered = new ArrayList<>(files);
            delivered.add(files.get(random.nextInt(files.size())));
            Collections.shuffle(delivered, random);
            var all = afterwards(channels, delivered);
            assertThat(afterwards(channels, List.of(List.of(Channels.union(files)))))
                    .as("seed %d", seed)
                    .isEqualTo(all);
        }
    }

    private List<String> afterwards(Channels channels, List<List<Channels.Statement>> files) {
        bank();
        var customer = bank.customer("Anna");
        for (var booking : channels.bookings) {
            for (int part = 0; part < booking.cents().size() && booking.number() % 2 == 0; part++) {
                int cents = booking.cents().get(part);
                bank.invoice(
                        customer,
                        "RK-2026-%05d".formatted(booking.number() * 10 + part),
                        "%d.%02d".formatted(cents / 100, cents % 100));
            }
        }
        files.forEach(file -> bank.delivers(Channels.bytes(file)));
        assertThat(bank.company().actor().get(invariants::broken)).isEmpty();
        return state();
    }

    /// What stands in the books in the end, but for where it came from.
    private List<String> state() {
        return bank.rows("""
                SELECT concat_ws(' ', 'entry', booked_on, value_on, amount, credit, reversal, end_to_end_id, counterparty_name,
                                 regexp_replace(remittance, '\\s', '', 'g'))
                  FROM bank_entry WHERE NOT replaced
                UNION ALL
                SELECT concat_ws(' ', 'payment', booked_on, amount, payer_name, regexp_replace(text, '\\s', '', 'g'), end_to_end_id,
                                 CASE WHEN voided_at IS NOT NULL THEN 'voided' END, allocated)
                  FROM payment WHERE void_reason ->> 'key' IS DISTINCT FROM 'payment.void.split'
                UNION ALL
                SELECT concat_ws(' ', 'invoice', number, open_amount) FROM invoice
                ORDER BY 1
                """);
    }

    private static final String PLAIN = entry("", "10.00", "coffee", "");

    @ParameterizedTest
    @CsvSource({
        "the one channel has a reference, 2026112000001, ''",
        "the other channel has a reference, '', 2026112000001",
        "neither has one, '', ''",
        "both have the same, 2026112000001, 2026112000001"
    })
    void one_entry_in_two_channels_is_one(String what, String first, String second) {
        delivers("BkToCstmrDbtCdtNtfctn", "Ntfctn", entry(first, "10.00", "coffee", ""));
        delivers("BkToCstmrStmt", "Stmt", entry(second, "10.00", "cof fee", ""));
        assertThat(amounts()).as(what).containsExactly("10.00");
        assertThat(bank.rows("SELECT bank_reference FROM payment WHERE bank_reference IS NOT NULL"))
                .hasSize(first.isEmpty() && second.isEmpty() ? 0 : 1);
    }

    @Test
    void two_entries_with_references_of_their_own_are_two_however_alike() {
        delivers("BkToCstmrStmt", "Stmt", entry("2026112000001", "10.00", "coffee", ""));
        delivers("BkToCstmrStmt", "Stmt", entry("2026112000002", "10.00", "coffee", ""));
        assertThat(amounts()).containsExactly("10.00", "10.00");
    }

    @Test
    void as_many_twins_as_one_statement_holds_there_are() {
        statement(PLAIN);
        statement(PLAIN + PLAIN);
        statement(PLAIN + PLAIN);
        statement(PLAIN);
        assertThat(amounts()).containsExactly("10.00", "10.00");
        statement(entry("2026112000001", "10.00", "coffee", "") + PLAIN);
        assertThat(amounts()).containsExactly("10.00", "10.00");
        statement(entry("2026112000001", "10.00", "coffee", "") + PLAIN + PLAIN);
        assertThat(amounts()).containsExactly("10.00", "10.00", "10.00");
    }

    @Test
    void a_reference_that_a_bank_gives_to_several_entries_of_one_amount_loses_none_of_them() {
        var anna = entry("2026112000001", "10.00", "Anna", "");
        var berta = entry("2026112000001", "10.00", "Berta", "");
        statement(berta);
        statement(anna + berta);
        statement(anna + berta);
        assertThat(bank.rows("SELECT text FROM payment ORDER BY text")).containsExactly("Anna", "Berta");
    }

    @Test
    void a_batch_that_came_whole_is_taken_apart_when_its_transactions_come() {
        for (var reference : List.of("", "BATCH-0001")) {
            bank();
            var invoice = bank.invoice(bank.customer("Anna"), "RK-2026-00001", "4.00");
            statement(batch(reference, ""));
            assertThat(amounts()).containsExactly("10.00");
            delivers(
                    "BkToCstmrDbtCdtNtfctn",
                    "Ntfctn",
                    batch(reference, transaction("4.00", "RK-2026-00001") + transaction("6.00", "b")));
            assertThat(amounts()).containsExactly("4.00", "6.00");
            assertThat(bank.rows("SELECT void_reason ->> 'key' FROM payment WHERE voided_at IS NOT NULL"))
                    .containsExactly("payment.void.split");
            assertThat(bank.number("SELECT round(open_amount)::bigint::text FROM invoice WHERE id = " + invoice))
                    .isZero();
            statement(batch(reference, ""));
            assertThat(amounts()).containsExactly("4.00", "6.00");
            assertThat(bank.company().actor().get(invariants::broken)).isEmpty();
        }
    }

    @Test
    void a_batch_whole_and_in_parts_in_one_archive_is_its_parts() throws java.io.IOException {
        var parts = transaction("4.00", "a") + transaction("6.00", "b");
        for (var reference : List.of("", "BATCH-0001")) {
            for (var order : List.of(List.of("", parts), List.of(parts, ""))) {
                bank();
                var bytes = new java.io.ByteArrayOutputStream();
                try (var zip = new java.util.zip.ZipOutputStream(bytes)) {
                    for (var transactions : order) {
                        zip.putNextEntry(new java.util.zip.ZipEntry(transactions.length() + ".xml"));
                        zip.write(file("BkToCstmrStmt", "Stmt", batch(reference, transactions)));
                    }
                }
                bank.delivers(bytes.toByteArray());
                assertThat(amounts()).containsExactly("4.00", "6.00");
                assertThat(bank.company().actor().get(invariants::broken)).isEmpty();
            }
        }
    }

    @Test
    void a_batch_that_somebody_has_linked_by_hand_stays_whole_and_that_is_said() {
        bank.invoice(bank.customer("Anna"), "RK-2026-00001", "10.00");
        statement(batch("BATCH-0001", ""));
        var payment = new PaymentId(bank.number("SELECT id::text FROM payment"));
        var invoice = bank.number("SELECT id::text FROM invoice");
        bank.company()
                .actor()
                .run(() ->
                        links.replace(payment, List.of(new Links.Wanted(invoice, new java.math.BigDecimal("10.00")))));
        var result = statement(batch("BATCH-0001", transaction("4.00", "a") + transaction("6.00", "b")));
        assertThat(result.warnings()).extracting(Words::key).containsExactly("payment.statement.batchKept");
        assertThat(amounts()).containsExactly("10.00");
    }

    @Test
    void transactions_of_a_batch_are_known_whichever_channel_has_its_reference() {
        var parts = transaction("4.00", "a") + transaction("6.00", "b");
        statement(batch("", parts));
        statement(batch("BATCH-0001", parts));
        statement(batch("", transaction("6.00", "b") + transaction("4.00", "a")));
        assertThat(amounts()).containsExactly("4.00", "6.00");
        statement(batch("BATCH-0002", parts));
        assertThat(amounts()).containsExactly("4.00", "4.00", "6.00", "6.00");
    }

    @Test
    void a_pending_entry_is_kept_and_booked_when_it_comes_booked() {
        var pending = entry("2026112000001", "10.00", "coffee", "").replace("BOOK", "PDNG");
        statement(pending + pending.replace("2026112000001", "").replace("coffee", "cake"));
        assertThat(amounts()).isEmpty();
        assertThat(announced()).containsExactly("cake 10.00 EUR", "coffee 10.00 EUR");
        statement(entry("2026112000001", "10.00", "coffee", ""));
        assertThat(announced()).containsExactly("cake 10.00 EUR");
        statement(entry("", "10.00", "cake", ""));
        assertThat(amounts()).containsExactly("10.00", "10.00");
        assertThat(announced()).isEmpty();
        assertThat(bank.rows("SELECT status FROM bank_entry ORDER BY id"))
                .containsExactly("PDNG", "PDNG", "BOOK", "BOOK");
    }

    @Test
    void what_one_file_leaves_out_the_next_one_adds() {
        statement(entry("2026112000001", "10.00", "", ""));
        statement(entry("2026112000001", "10.00", "coffee", "<Chrgs><Rcrd><Amt Ccy=\"EUR\">1.20</Amt></Rcrd></Chrgs>"));
        assertThat(bank.rows("SELECT p.text || ' ' || e.charges FROM payment p JOIN bank_entry e ON e.id = p.entry_id"))
                .containsExactly("coffee 1.20000");
    }

    private List<String> announced() {
        return bank.company().actor().get(() -> announced.list(10)).stream()
                .map(e -> e.text().orElse("") + " " + e.amount())
                .sorted()
                .toList();
    }

    private List<String> amounts() {
        return bank.rows("SELECT round(amount, 2)::text FROM payment WHERE voided_at IS NULL ORDER BY amount");
    }

    private StatementResult statement(String entries) {
        return delivers("BkToCstmrStmt", "Stmt", entries);
    }

    private StatementResult delivers(String message, String name, String entries) {
        return bank.delivers(file(message, name, entries)).statements().getFirst();
    }

    private static byte[] file(String message, String name, String entries) {
        return """
                <Document><%1$s><%2$s><Id>S</Id><Acct><Id><IBAN>%3$s</IBAN></Id><Ccy>EUR</Ccy></Acct>%4$s</%2$s></%1$s></Document>
                """.formatted(message, name, Camt.ACCOUNT, entries).getBytes(StandardCharsets.UTF_8);
    }

    private static String entry(String reference, String amount, String text, String more) {
        return """
                <Ntry><Amt Ccy="EUR">%2$s</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts><BookgDt><Dt>2026-11-20</Dt></BookgDt>
                <AcctSvcrRef>%1$s</AcctSvcrRef>%4$s<NtryDtls><TxDtls><RltdPties><Dbtr><Nm>Anna</Nm></Dbtr></RltdPties>
                <RmtInf><Ustrd>%3$s</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>
                """.formatted(reference, amount, text, more);
    }

    private static String batch(String reference, String transactions) {
        return """
                <Ntry><Amt Ccy="EUR">10.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts><BookgDt><Dt>2026-11-20</Dt></BookgDt>
                <AcctSvcrRef>%s</AcctSvcrRef><NtryDtls><Btch><NbOfTxs>2</NbOfTxs></Btch>%s</NtryDtls></Ntry>
                """.formatted(reference, transactions);
    }

    private static String transaction(String amount, String text) {
        return "<TxDtls><AmtDtls><TxAmt><Amt Ccy=\"EUR\">" + amount + "</Amt></TxAmt></AmtDtls><RmtInf><Ustrd>" + text
                + "</Ustrd></RmtInf></TxDtls>";
    }
}
