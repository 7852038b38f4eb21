package org.kvit.invoice;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kvit.KvitTest;
import org.kvit.TestCompany;
import org.kvit.company.Companies;
import org.kvit.company.Company;
import org.kvit.company.SignIns;
import org.kvit.exchange.ImportResult;
import org.kvit.exchange.InvoiceImport;
import org.kvit.job.Jobs;
import org.kvit.receivable.Ledger;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

@KvitTest
class InvoiceScreensTest {
    @TempDir
    Path directory;

    @Autowired
    Companies companies;

    @Autowired
    SignIns signIns;

    @Autowired
    InvoiceImport imports;

    @Autowired
    Jobs jobs;

    @Autowired
    JsonMapper json;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transaction;

    @LocalServerPort
    int port;

    private TestCompany company;
    private String cookie;
    private LocalDate today;

    @BeforeEach
    void signedIn() {
        company = TestCompany.found(companies, Company.named("Dublin Freight", "IE"));
        cookie = "kvit-sign-in=" + signIns.begin(company.administrator());
        today = company.actor().get(companies::today);
    }

    @Test
    void the_list_shows_what_is_filtered_and_what_it_comes_to() throws Exception {
        owing("RK-1", today.minusDays(3), "100.00");
        owing("RK-2", today.plusDays(3), "50.00");
        assertThat(get("/invoices").body()).contains("RK-1", "RK-2", "150.00", "Total · invoices: 2");
        assertThat(get("/invoices?status=overdue").body()).contains("RK-1").doesNotContain("RK-2");
        assertThat(get("/invoices?query=nothing").body()).contains("No invoice matches");
    }

    @Test
    void a_long_list_goes_on_where_it_ended() throws Exception {
        company.actor().run(() -> new Ledger(jdbc, transaction).customer("Daugava"));
        company.actor().run(() -> new Ledger(jdbc, transaction).change("""
                INSERT INTO invoice (company_id, number, customer_id, issue_date, due_date, currency, total)
                SELECT current_company(), 'N' || n, c.id, date '2026-11-01', date '2026-11-15', 'EUR', n
                  FROM generate_series(1, 150) n, customer c WHERE c.company_id = current_company()
                """));
        var first = get("/invoices?sort=total").body();
        assertThat(first).contains(">N100<").doesNotContain(">N101<").contains("Total · invoices: 150");
        var more = first.replaceAll("(?s).*<a class=\"btn\" href=\"(/invoices[^\"]*after=[^\"]*)\".*", "$1")
                .replace("&amp;", "&");
        assertThat(get(more).body()).contains(">N101<", ">N150<").doesNotContain(">N100<");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/payments", "/reminders", "/correspondence", "/emails", "/history"})
    void each_tab_is_an_address_of_its_own(String tab) throws Exception {
        var id = owing("RK-1", today.minusDays(3), "100.00");
        company.actor().run(() -> new Ledger(jdbc, transaction).paid(id, today, "40.00"));
        var page = get("/invoices/" + id.value() + tab);
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("Invoice RK-1", "60.00", "partly paid");
        assertThat(get("/invoices/999999999" + tab).statusCode()).isEqualTo(404);
    }

    @Test
    void an_exported_list_comes_in_again_unchanged() throws Exception {
        var names = List.of("=SUM(A1)", "+371 Vedu, OÜ", "-dash", "@home", "\"Quoted\" SIA", "'plain");
        company.actor().run(() -> {
            var ledger = new Ledger(jdbc, transaction);
            for (int i = 0; i < names.size(); i++) {
                ledger.invoice(
                        ledger.customer(names.get(i), "info@c" + i + ".example"), "-" + i, today, today, "1234.5" + i);
            }
            ledger.change("UPDATE invoice SET reference = '@ref', total = 1.234 WHERE number = '-1'");
        });
        var file = Files.write(
                directory.resolve("invoices.csv"),
                get("/invoices/export?format=csv").body().getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertThat(Files.readString(file))
                .startsWith("\uFEFFnumber,customer_external_id,customer_name,customer_email,customer_language,"
                        + "customer_country,issue_date,due_date,currency,total,reference,open_amount,state")
                .contains("'=SUM(A1)");
        var result = company.actor()
                .call(() -> json.treeToValue(
                        jobs.doNow(InvoiceImport.KIND, "invoices.csv", p -> imports.run(file, p))
                                .result()
                                .orElseThrow(),
                        ImportResult.class));
        assertThat(result.unchanged()).isEqualTo(names.size());
        assertThat(result.rejected() + result.created() + result.updated() + result.customers())
                .isZero();
    }

    private InvoiceId owing(String number, LocalDate due, String amount) {
        return company.actor().get(() -> {
            var ledger = new Ledger(jdbc, transaction);
            return ledger.invoice(ledger.customer("Daugava"), number, due.minusDays(14), due, amount);
        });
    }

    private HttpResponse<String> get(String path) throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            return http.send(
                    HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                            .header("Cookie", cookie)
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }
}
