package org.kvit.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kvit.ApiClient;
import org.kvit.KvitTest;
import org.kvit.TestCompany;
import org.kvit.base.Refusal;
import org.kvit.check.Invariants;
import org.kvit.company.Companies;
import org.kvit.company.ReferenceKind;
import org.kvit.company.ReferenceKinds;
import org.kvit.company.Tokens;
import org.kvit.credit.CreditIssuing;
import org.kvit.credit.NewCreditNote;
import org.kvit.invoice.InvoiceId;
import org.kvit.job.Jobs;
import org.kvit.receivable.Ledger;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

@KvitTest
class InvoiceImportTest {
    private static final String HEAD =
            "number,customer_external_id,customer_name,customer_email,customer_language,customer_country,"
                    + "issue_date,due_date,currency,total,reference\n";
    private static final String TWO = HEAD
            + "RK-1,C1,\"Tallinna Vedu, OÜ\",info@vedu.example,et,EE,2026-11-01,2026-11-15,EUR,100.00,RF12\n"
            + "RK-2,C2,Rīgas Preces SIA,,,LV,2026-11-01,2026-11-20,EUR,50.50,\n";

    @TempDir
    Path directory;

    @Autowired
    InvoiceImport imports;

    @Autowired
    Rejections rejections;

    @Autowired
    Jobs jobs;

    @Autowired
    Companies companies;

    @Autowired
    Tokens tokens;

    @Autowired
    Invariants invariants;

    @Autowired
    CreditIssuing crediting;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JsonMapper json;

    @LocalServerPort
    int port;

    private TestCompany company;

    @BeforeEach
    void company() {
        company = TestCompany.found(companies);
    }

    @Test
    void a_file_makes_the_invoices_and_the_customers_that_are_not_known() throws Exception {
        var result = imported(TWO);
        assertThat(result.created()).isEqualTo(2);
        assertThat(result.customers()).isEqualTo(2);
        assertThat(
                        rows(
                                "SELECT number || ' ' || total || ' ' || open_amount || ' ' || approved FROM invoice ORDER BY number"))
                .containsExactly("RK-1 100.0000 100.0000 true", "RK-2 50.5000 50.5000 true");
        assertThat(
                        rows(
                                "SELECT external_id || ' ' || name || ' ' || language || ' ' || remind_by_email FROM customer ORDER BY external_id"))
                .containsExactly("C1 Tallinna Vedu, OÜ et true", "C2 Rīgas Preces SIA lv false");
    }

    @Test
    void what_comes_without_a_reference_gets_that_of_its_customers_country() throws Exception {
        company.actor()
                .run(() -> companies.save(companies
                        .own()
                        .withReferences(ReferenceKinds.always(ReferenceKind.RF)
                                .with("CZ", ReferenceKind.VARIABLE_SYMBOL)
                                .with("FI", ReferenceKind.NONE))));
        var file = TWO + "RK-3,C3,Praha s.r.o.,,,CZ,2026-11-01,2026-11-20,CZK,50.50,\n"
                + "RK-4,C4,Helsinki Oy,,,FI,2026-11-01,2026-11-20,EUR,50.50,\n"
                + "RK-5,C3,,,,,2026-11-01,2026-11-20,CZK,50.50,\n";
        imported(file);
        assertThat(rows("SELECT number || ' ' || coalesce(reference, '-') FROM invoice ORDER BY number"))
                .containsExactly("RK-1 RF12", "RK-2 RF34RK2", "RK-3 3", "RK-4 -", "RK-5 5");
        assertThat(imported(file).unchanged()).isEqualTo(5);
    }

    @Test
    void the_same_file_again_changes_nothing() throws Exception {
        imported(TWO);
        var again = imported(TWO);
        assertThat(List.of(again.created(), again.updated(), again.unchanged(), again.rejected(), again.customers()))
                .containsExactly(0L, 0L, 2L, 0L, 0L);
    }

    @Test
    void a_changed_line_changes_its_invoice_and_no_other() throws Exception {
        imported(TWO);
        var result = imported(TWO.replace("50.50", "60.00"));
        assertThat(List.of(result.updated(), result.unchanged())).containsExactly(1L, 1L);
        assertThat(rows("SELECT open_amount::text FROM invoice WHERE number = 'RK-2'"))
                .containsExactly("60.0000");
    }

    @Test
    void every_rejected_line_is_reported_and_the_others_go_in() throws Exception {
        var result = imported(TWO
                + "RK-3,C1,,,,,soon,2026-11-15,EUR,1.00,\n"
                + "RK-1,C1,,,,,2026-11-01,2026-11-15,EUR,1.00,\n"
                + ",C1,,,,,2026-11-01,2026-11-15,EUR,1.00,\n"
                + "RK-5,C9,,,,,2026-11-01,2026-11-15,EUR,1.00,\n"
                + "RK-6,C1,,,,,2026-11-01,2026-11-15,EUR,\"1,234\",\n");
        assertThat(result.created()).isEqualTo(2);
        assertThat(result.rejected()).isEqualTo(5);
        assertThat(acting(() -> rejections.of(result.job(), 10)))
                .extracting(r -> r.line() + " " + r.field().orElse("") + " "
                        + r.reason().key().replace("exchange.row.", ""))
                .containsExactly(
                        "4 issue_date date",
                        "5 number twice",
                        "6 number numberMissing",
                        "7 customer_name customerUnknown",
                        "8 total amount");
    }

    @Test
    void what_is_paid_is_not_changed_by_a_file() throws Exception {
        imported(TWO);
        var id = Long.parseLong(
                rows("SELECT id::text FROM invoice WHERE number = 'RK-1'").getFirst());
        acting(() -> {
            new Ledger(jdbc, transaction).paid(new InvoiceId(id), java.time.LocalDate.of(2026, 11, 20), "40.00");
            return null;
        });
        assertThat(imported(TWO.replace("100.00", "39.99")).rejected()).isEqualTo(1);
        assertThat(imported(TWO.replace("EUR,100.00", "CZK,100.00")).rejected()).isEqualTo(1);
        assertThat(imported(TWO.replace("100.00", "40.00")).updated()).isEqualTo(1);
        assertThat(rows("SELECT open_amount::text FROM invoice WHERE number = 'RK-1'"))
                .containsExactly("0.0000");
        assertThat(acting(invariants::broken)).isEmpty();
    }

    @Test
    void what_is_credited_is_not_changed_by_a_file() throws Exception {
        imported(TWO);
        var id = Long.parseLong(
                rows("SELECT id::text FROM invoice WHERE number = 'RK-1'").getFirst());
        acting(() -> crediting.issue(new InvoiceId(id), NewCreditNote.whole("Wrong customer")));
        assertThat(imported(TWO).unchanged()).isEqualTo(2);
        assertThat(imported(TWO.replace("100.00", "120.00")).rejected()).isEqualTo(1);
        assertThat(imported(TWO.replace("EUR,100.00", "CZK,100.00")).rejected()).isEqualTo(1);
        assertThat(acting(invariants::broken)).isEmpty();
    }

    @Test
    void semicolons_local_dates_decimal_commas_a_byte_order_mark_and_old_encodings_are_read() throws Exception {
        var text = "\uFEFFTotal;Due Date;NUMBER;customer_name\n1 234,50;15.11.2026;RK-1;Šķirotava\n";
        assertThat(imported(text).created()).isEqualTo(1);
        var old = "total;due_date;number;customer_name\n7,00;15.11.2026;RK-2;Šķirotava\n"
                .getBytes(Charset.forName("windows-1257"));
        assertThat(imported(old).created()).isEqualTo(1);
        assertThat(
                        rows(
                                "SELECT total || ' ' || name FROM invoice JOIN customer c ON c.id = customer_id ORDER BY number"))
                .containsExactly("1234.5000 Šķirotava", "7.0000 Šķirotava");
    }

    @Test
    void a_file_that_is_none_is_refused_whole_and_says_why() {
        assertThatThrownBy(() -> imported("hello\nworld\n")).satisfies(e -> key(e, "exchange.file.header"));
        assertThatThrownBy(() -> imported("number,total\nRK-1,1.00\n")).satisfies(e -> key(e, "exchange.file.column"));
        assertThatThrownBy(() -> imported("")).satisfies(e -> key(e, "exchange.file.empty"));
        assertThatThrownBy(() -> imported(new byte[] {'P', 'K', 0, 1})).satisfies(e -> key(e, "exchange.file.binary"));
        assertThatThrownBy(() -> imported(TWO + "RK-3,\"" + "x".repeat(20_000))).isInstanceOf(Refusal.class);
        assertThat(rows("SELECT number FROM invoice")).isEmpty();
    }

    @Test
    void two_imports_of_the_same_file_at_the_same_time_make_each_invoice_once() throws Exception {
        try (var threads = Executors.newFixedThreadPool(2)) {
            var both = threads.invokeAll(List.<Callable<ImportResult>>of(() -> imported(TWO), () -> imported(TWO)));
            assertThat(both.get(0).get().created() + both.get(1).get().created())
                    .isEqualTo(2);
        }
    }

    @Test
    void a_hundred_thousand_lines_stream_through() throws Exception {
        var file = directory.resolve("many.csv");
        try (var out = Files.newBufferedWriter(file)) {
            out.write(HEAD);
            for (int i = 0; i < 100_000; i++) {
                int customer = i % 5000;
                out.write("N-" + i + ",C" + customer + ",Customer " + customer + ",c" + customer
                        + "@c.example,lv,LV,2026-11-01,2026-11-15,EUR," + (i % 900 + 1) + ".00,\n");
            }
        }
        var result = imported(file);
        assertThat(List.of(result.created(), result.customers(), result.rejected()))
                .containsExactly(100_000L, 5000L, 0L);
        assertThat(imported(file).unchanged()).isEqualTo(100_000);
    }

    @Test
    void a_program_posts_the_file_and_reads_what_came_of_it() {
        var api = new ApiClient(port, company.actor().get(() -> tokens.create(company.administrator(), "import")));
        var answer = api.upload(
                "/api/v1/imports/invoices",
                "text/csv",
                (TWO + "RK-9,C1,,,,,,soon,EUR,1,\n").getBytes(StandardCharsets.UTF_8));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().get("created").asInt()).isEqualTo(2);
        assertThat(answer.body().at("/rejected/0/line").asInt()).isEqualTo(4);
        assertThat(answer.body().at("/rejected/0/reason").asString()).contains("soon");
        assertThat(api.upload("/api/v1/imports/invoices", "text/csv", new byte[0])
                        .status())
                .isEqualTo(400);
    }

    private static void key(Throwable e, String key) {
        assertThat(e)
                .isInstanceOfSatisfying(
                        Refusal.class, r -> assertThat(r.words().key()).isEqualTo(key));
    }

    private ImportResult imported(String text) throws Exception {
        return imported(text.getBytes(StandardCharsets.UTF_8));
    }

    private ImportResult imported(byte[] bytes) throws Exception {
        var file = Files.createTempFile(directory, "import", ".csv");
        Files.write(file, bytes);
        return imported(file);
    }

    private ImportResult imported(Path file) throws Exception {
        return acting(() -> json.treeToValue(
                jobs.doNow(InvoiceImport.KIND, "test.csv", p -> imports.run(file, p))
                        .result()
                        .orElseThrow(),
                ImportResult.class));
    }

    private List<String> rows(String sql) {
        return company.actor()
                .get(() -> java.util.Objects.requireNonNull(transaction.execute(
                        _ -> jdbc.sql(sql).query(String.class).list())));
    }

    private <T> T acting(Callable<T> work) throws Exception {
        return company.actor().call(work);
    }
}
