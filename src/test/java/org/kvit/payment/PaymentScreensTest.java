package org.kvit.payment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kvit.KvitTest;
import org.kvit.PageClient;
import org.kvit.TestCompany;
import org.kvit.company.Companies;
import org.kvit.customer.CustomerId;
import org.kvit.job.Jobs;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@KvitTest
class PaymentScreensTest {
    private static final String ACCOUNT = "LV31HABA0001408042678";

    @Autowired
    Companies companies;

    @Autowired
    Jobs jobs;

    @Autowired
    StatementImports imports;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transaction;

    @LocalServerPort
    int port;

    private Bank bank;
    private CustomerId anna;
    private PageClient browser;

    @BeforeEach
    void bank() {
        var company = TestCompany.found(companies);
        bank = new Bank(company, jobs, imports, jdbc, transaction);
        anna = bank.customer("Annas Maize");
        browser = PageClient.signedIn(port, company.email());
    }

    @Test
    void the_list_begins_with_what_is_unlinked_and_says_what_it_might_be() {
        bank.invoice(anna, "RK-2026-00017", "100.00");
        bank.invoice(anna, "RK-2026-00018", "70.00");
        bank.delivers(new Camt()
                .credit("1", "100.00", "Annas Maize", ACCOUNT, "RK-2026-00017")
                .credit("2", "70.00", "Annas Maize", ACCOUNT, "Thanks"));
        assertThat(browser.get("/payments").body())
                .contains("Accept")
                .contains("payer Annas Maize, amount equal to invoice RK-2026-00018")
                .doesNotContain("100.00");
        assertThat(browser.get("/payments?state=all").body()).contains("RK-2026-00017");
        assertThat(browser.get("/payments/export?state=all&format=csv").body()).contains("RK-2026-00017");
    }

    @Test
    void a_suggestion_is_taken_with_one_click() {
        bank.invoice(anna, "RK-2026-00018", "70.00");
        bank.delivers(new Camt().credit("2", "70.00", "Annas Maize", ACCOUNT, "Thanks"));
        var path = path();
        var answer = browser.post(path, path + "/links", Map.of("proposal", "1", "seen", ""));
        assertThat(answer.body())
                .contains("Saved: 70.00")
                .contains("linked to 1 invoice.")
                .contains("amount equal to invoice RK-2026-00018");
        assertThat(browser.get(path + "/history").body()).contains("RK-2026-00018");
    }

    @Test
    void without_a_script_the_marked_are_linked_and_unlinked_by_the_form() {
        long one = bank.invoice(anna, "A-1", "60.00");
        long two = bank.invoice(anna, "A-2", "60.00");
        bank.delivers(new Camt().credit("1", "100.00", "Somebody", ACCOUNT, "Hello"));
        var path = path();
        browser.post(path, path + "/links", Map.of("do", "link", "mark", "" + one, "seen", ""));
        assertThat(open(one)).isEqualTo("0.0000");
        browser.post(
                path,
                path + "/links",
                Map.of("do", "link", "mark", "" + two, "amount-" + one, "60,00", "seen", one + "=60.00"));
        assertThat(open(two)).isEqualTo("20.0000");
        browser.post(
                path,
                path + "/links",
                Map.of(
                        "do",
                        "unlink",
                        "mark",
                        "" + one,
                        "amount-" + one,
                        "60.00",
                        "amount-" + two,
                        "40.00",
                        "seen",
                        one + "=60.00;" + two + "=40.00"));
        assertThat(open(one)).isEqualTo("60.0000");
        assertThat(open(two)).isEqualTo("20.0000");
    }

    @Test
    void the_green_arrow_saves_and_goes_to_the_next_one_of_the_list_and_what_was_saved_can_be_undone() {
        long one = bank.invoice(anna, "A-1", "60.00");
        bank.delivers(new Camt().credit("1", "60.00", "Nobody", ACCOUNT, "First"));
        bank.delivers(new Camt()
                .on(LocalDate.of(2026, 11, 19))
                .credit("2", "5.00", "Nobody", ACCOUNT, "Second")
                .credit("3", "7.00", "Other", ACCOUNT, "Third"));
        var path = "/payments/" + bank.number("SELECT id::text FROM payment WHERE text = 'First'");
        var window = browser.get(path + "?query=Nobody").body();
        assertThat(window).contains("1 other payment of this list is to be linked");
        var next = browser.post(
                path, path + "/links?query=Nobody", Map.of("go", "next", "amount-" + one, "60.00", "seen", ""));
        assertThat(next.body()).contains("Second").contains("Saved: 60.00").contains("No other payment");
        var change = found("name=\"change\" value=\"(\\d+)\"", next.body());
        browser.post(path, path + "/undo", Map.of("change", change));
        assertThat(open(one)).isEqualTo("60.0000");
        assertThat(browser.post(path, path + "/undo", Map.of("change", change)).statusCode())
                .isEqualTo(409);
    }

    @Test
    void behind_the_last_one_it_says_that_all_is_linked() {
        long one = bank.invoice(anna, "A-1", "60.00");
        bank.delivers(new Camt().credit("1", "60.00", "Nobody", ACCOUNT, "First"));
        var answer =
                browser.post(path(), path() + "/links", Map.of("go", "next", "amount-" + one, "60.00", "seen", ""));
        assertThat(answer.uri().getPath()).isEqualTo("/payments/all-linked");
        assertThat(answer.body()).contains("All linked").contains("Saved: 60.00");
    }

    @Test
    void who_only_looks_at_a_payment_and_closes_it_decides_nothing() {
        bank.invoice(anna, "A-1", "60.00");
        bank.delivers(new Camt().credit("1", "60.00", "Nobody", ACCOUNT, "First"));
        var answer = browser.post(path(), path() + "/links?sort=payer", Map.of("go", "close", "seen", ""));
        assertThat(answer.uri().toString()).contains("/payments?sort=payer&at=");
        assertThat(answer.body()).contains("data-here").doesNotContain("Saved:");
        assertThat(bank.rows("SELECT decided::text FROM payment")).containsExactly("false");
    }

    @Test
    void what_somebody_else_has_linked_meanwhile_is_said_and_the_input_kept() {
        long one = bank.invoice(anna, "A-1", "60.00");
        long two = bank.invoice(anna, "A-2", "60.00");
        bank.delivers(new Camt().credit("1", "100.00", "Somebody", ACCOUNT, "Hello"));
        var path = path();
        browser.post(path, path + "/links", Map.of("amount-" + one, "60.00", "seen", ""));
        var late = browser.post(path, path + "/links", Map.of("amount-" + two, "33.00", "seen", "", "go", "next"));
        assertThat(late.statusCode()).isEqualTo(409);
        assertThat(late.body())
                .contains("Somebody else has changed the links")
                .contains("value=\"33.00\"")
                .contains("value=\"60.00\"");
        assertThat(open(two)).isEqualTo("60.0000");
    }

    @Test
    void an_amount_that_exceeds_the_invoice_is_named_beside_it() {
        long one = bank.invoice(anna, "A-1", "60.00");
        bank.delivers(new Camt().credit("1", "100.00", "Somebody", ACCOUNT, "Hello"));
        var answer = browser.post(path(), path() + "/links", Map.of("amount-" + one, "60.01", "seen", ""));
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("id=\"e-amount-" + one + "\"").contains("has only 60.00");
    }

    @Test
    void the_candidates_leave_out_what_the_form_links_and_show_what_it_has_let_go() {
        long one = bank.invoice(anna, "A-1", "60.00");
        long two = bank.invoice(anna, "A-2", "60.00");
        bank.delivers(new Camt().credit("1", "100.00", "Somebody", ACCOUNT, "Hello"));
        browser.post(path(), path() + "/links", Map.of("amount-" + one, "60.00", "seen", ""));
        var shown = browser.post(path(), path() + "/candidates", Map.of("amount-" + two, "40.00"))
                .body();
        assertThat(shown).contains("id=\"i-" + one + "\"").doesNotContain("id=\"i-" + two + "\"");
    }

    @Test
    void marked_suggestions_are_accepted_at_once_and_undone_at_once() {
        bank.invoice(anna, "A-1", "60.00");
        bank.invoice(anna, "A-2", "70.00");
        bank.delivers(new Camt()
                .credit("1", "60.00", "Annas Maize", "", "Thanks")
                .credit("2", "70.00", "Annas Maize", "", "Thanks"));
        var marks = all(
                "name=\"payment\" form=\"accept\" value=\"([^\"]+)\"",
                browser.get("/payments").body());
        assertThat(marks).hasSize(2);
        var accepted = browser.post("/payments", "/payments/acceptances", Map.of("payment", String.join(",", marks)));
        assertThat(accepted.body()).contains("2 suggestions were accepted.").contains("Everything is linked");
        var change = found("name=\"change\" value=\"(\\d+)\"", accepted.body());
        assertThat(browser.post("/payments?state=all", "/payments/acceptances/undo", Map.of("change", change))
                        .body())
                .contains("2 acceptances were undone.")
                .contains("amount equal to invoice A-1");
    }

    @Test
    void a_payment_by_hand_leads_to_it_and_a_refused_one_back_to_the_form() {
        long one = bank.invoice(anna, "A-1", "60.00");
        var fields = Map.of("invoiceIds", "" + one, "date", "2020-01-31");
        var from = "/payments/by-hand?invoiceIds=" + one;
        var late = browser.post(from, "/payments/by-hand", Map.of("invoiceIds", "" + one, "date", "2999-01-31"));
        assertThat(late.statusCode()).isEqualTo(422);
        assertThat(late.body()).contains("lies in the future").contains("A-1");
        assertThat(browser.post(from, "/payments/by-hand", fields).body()).contains("made and linked in full");
        assertThat(open(one)).isEqualTo("0.0000");
    }

    private static List<String> all(String pattern, String body) {
        return Pattern.compile(pattern)
                .matcher(body)
                .results()
                .map(m -> m.group(1))
                .toList();
    }

    private static String found(String pattern, String body) {
        return all(pattern, body).getFirst();
    }

    private String path() {
        return "/payments/" + bank.number("SELECT id::text FROM payment");
    }

    private String open(long invoice) {
        return bank.rows("SELECT open_amount::text FROM invoice WHERE id = " + invoice)
                .getFirst();
    }
}
