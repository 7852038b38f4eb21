package org.kvit.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kvit.ApiClient;
import org.kvit.ScreenClient;
import org.kvit.TestCompany;
import org.kvit.company.Tokens;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

class AccountScreenTest extends AccountTest {
    private static final Pattern KEY = Pattern.compile("name=\"key\" value=\"([^\"]+)\"");

    @Autowired
    private Tokens tokens;

    @LocalServerPort
    private int port;

    private ScreenClient anna;
    private String path;

    @BeforeEach
    void anna_and_a_debtor() {
        anna = ScreenClient.signedIn(port, company.email(), TestCompany.PASSWORD);
        var daugava = customer("Daugava");
        invoice(daugava, "D-1", 30, "100.00");
        path = "/customers/" + daugava.value() + "/statement";
    }

    @Test
    void the_page_shows_the_account_and_sends_it_once_though_pressed_twice() {
        var page = anna.get(path);
        assertThat(page.text()).contains("D-1", "100.00", "info@daugava.example", "Statement of account as of");
        var key = KEY.matcher(page.text());
        assertThat(key.find()).isTrue();
        for (int press = 0; press < 2; press++) {
            var sent = anna.post(path + "/letters", "paper", "statement", "to", today.toString(), "key", key.group(1));
            assertThat(anna.get(sent.location()).text()).contains("Written and on its way", "/emails/");
        }
        assertThat(one("SELECT count(*) FROM mail")).isEqualTo("1");
        assertThat(anna.get("/debtors/" + path.split("/")[2]).text()).contains("Statement of account sent", "/emails/");
    }

    @Test
    void an_act_is_shown_and_saved_as_pdf_and_as_a_table() {
        var query = "?paper=reconciliation&from=" + today.minusDays(60) + "&to=" + today;
        assertThat(anna.get(path + query).text()).contains("Opening balance on", "Invoice D-1", "Turnover");
        assertThat(anna.get(path + "/pdf" + query).text()).startsWith("%PDF-");
        assertThat(anna.get(path + "/xlsx" + query).text()).startsWith("PK");
        assertThat(anna.get(path + "/xlsx").text()).startsWith("PK");
    }

    @Test
    void days_that_will_not_do_are_named_beside_their_field() {
        var answer = anna.get(path + "?paper=reconciliation&from=2026-12-01&to=2026-11-01");
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text()).contains("id=\"e-from\"").doesNotContain("id=\"to-pdf\"");
        assertThat(anna.get(path + "?to=1789-07-14").status()).isEqualTo(422);
    }

    @Test
    void the_list_of_debtors_sends_to_whom_is_marked_or_without_marks_to_all_that_it_shows() {
        var gauja = customer("Gauja");
        invoice(gauja, "G-1", 30, "7.00");
        assertThat(anna.post("/debtors/statements", "marked", "" + gauja.value())
                        .text())
                .contains("Send statements of account to 1 customer?", "7.00");
        var all = anna.post("/debtors/statements", "marked", "").text();
        assertThat(all).contains("Send statements of account to 2 customers?", "107.00");
        var key = KEY.matcher(all);
        assertThat(key.find()).isTrue();
        var sent = anna.post(
                "/debtors/statements/sendings",
                "marked",
                "" + gauja.value(),
                "paper",
                "statement",
                "to",
                today.toString(),
                "key",
                key.group(1));
        assertThat(sent.location()).startsWith("/statements-of-account/");
        org.awaitility.Awaitility.await()
                .until(() -> one("SELECT count(*) FROM mail").equals("1"));
        assertThat(anna.get(sent.location()).text()).contains("Gauja", "Letters written: 1");
        assertThat(anna.post("/debtors/statements", "marked", "x").status()).isEqualTo(422);
        assertThat(anna.post("/debtors/statements", "q", "Nobody like that").status())
                .isEqualTo(422);
        assertThat(anna.post(
                                "/debtors/statements",
                                "marked",
                                "" + gauja.value(),
                                "paper",
                                "reconciliation",
                                "from",
                                today.toString(),
                                "to",
                                today.minusDays(1).toString())
                        .status())
                .isEqualTo(422);
        assertThat(UUID.fromString(key.group(1))).isNotNull();
    }

    @Test
    void the_api_answers_in_figures_or_on_paper_as_it_is_asked_to() throws Exception {
        var token = company.actor().get(() -> tokens.create(company.administrator(), "test"));
        var api = new ApiClient(port, token);
        var statement = api.get("/api/v1" + path + "?asOf=" + today).body();
        assertThat(statement.at("/balances/0/balance").asString()).isEqualTo("100.00");
        assertThat(statement.at("/invoices/0/number").asString()).isEqualTo("D-1");
        var reconciliation = path.replace("statement", "reconciliation");
        var act = api.get("/api/v1" + reconciliation + "?from=" + today.minusDays(60))
                .body();
        assertThat(act.at("/accounts/0/opening").asString()).isEqualTo("0.00");
        assertThat(act.at("/accounts/0/movements/0/debit").asString()).isEqualTo("100.00");
        assertThat(act.at("/accounts/0/closing").asString()).isEqualTo("100.00");
        for (var of : new String[] {path, reconciliation}) {
            var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/v1" + of))
                    .header("Authorization", "Bearer " + token)
                    .header("Accept", "application/pdf")
                    .build();
            try (var http = HttpClient.newHttpClient()) {
                var pdf = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
                assertThat(new String(pdf.body(), 0, 5, java.nio.charset.StandardCharsets.US_ASCII))
                        .isEqualTo("%PDF-");
            }
        }
        assertThat(api.get("/api/v1/customers/999999999/statement").status()).isEqualTo(404);
        assertThat(api.get("/api/v1" + reconciliation + "?from=2026-12-01&to=2026-11-01")
                        .status())
                .isEqualTo(422);
    }
}
