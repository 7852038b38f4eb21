package org.kvit.payment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
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
    void the_list_begins_with_what_is_to_be_linked_and_says_what_it_might_be() {
        bank.invoice(anna, "RK-2026-00017", "100.00");
        bank.invoice(anna, "RK-2026-00018", "70.00");
        bank.delivers(new Camt()
                .credit("1", "100.00", "Annas Maize", ACCOUNT, "RK-2026-00017")
                .credit("2", "70.00", "Annas Maize", ACCOUNT, "Thanks"));
        assertThat(browser.get("/payments").body())
                .contains("Suggestion")
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
        assertThat(answer.body()).contains("The links are saved").contains("It is linked in full");
        assertThat(browser.get(path + "/history").body()).contains("RK-2026-00018");
    }

    @Test
    void links_are_made_by_the_form_and_undone_one_by_one() {
        long one = bank.invoice(anna, "A-1", "60.00");
        long two = bank.invoice(anna, "A-2", "60.00");
        bank.delivers(new Camt().credit("1", "100.00", "Somebody", ACCOUNT, "Hello"));
        var path = path();
        browser.post(path, path + "/links", Map.of("invoice", "" + one, "amount-" + one, "60,00", "seen", ""));
        assertThat(open(one)).isEqualTo("0.0000");
        var seen = one + "=60.00";
        browser.post(
                path,
                path + "/links",
                Map.of("invoice", "" + one, "amount-" + one, "60.00", "without", "" + one, "seen", seen));
        assertThat(open(one)).isEqualTo("60.0000");
        var left = browser.post(path, path + "/left", Map.of("invoice", "" + two, "amount-" + two, "55.00"));
        assertThat(left.body()).contains("45.00");
    }

    @Test
    void what_somebody_else_has_linked_meanwhile_is_said_and_the_input_kept() {
        long one = bank.invoice(anna, "A-1", "60.00");
        long two = bank.invoice(anna, "A-2", "60.00");
        bank.delivers(new Camt().credit("1", "100.00", "Somebody", ACCOUNT, "Hello"));
        var path = path();
        browser.post(path, path + "/links", Map.of("invoice", "" + one, "amount-" + one, "60.00", "seen", ""));
        var late =
                browser.post(path, path + "/links", Map.of("invoice", "" + two, "amount-" + two, "33.00", "seen", ""));
        assertThat(late.statusCode()).isEqualTo(409);
        assertThat(late.body()).contains("Somebody else has changed the links").contains("value=\"33.00\"");
        assertThat(open(two)).isEqualTo("60.0000");
    }

    @Test
    void an_amount_that_exceeds_the_invoice_is_named_beside_it() {
        long one = bank.invoice(anna, "A-1", "60.00");
        bank.delivers(new Camt().credit("1", "100.00", "Somebody", ACCOUNT, "Hello"));
        var answer = browser.post(
                path(), path() + "/links", Map.of("invoice", "" + one, "amount-" + one, "60.01", "seen", ""));
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("id=\"e-amount-" + one + "\"").contains("has only 60.00");
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

    private String path() {
        return "/payments/" + bank.number("SELECT id::text FROM payment");
    }

    private String open(long invoice) {
        return bank.rows("SELECT open_amount::text FROM invoice WHERE id = " + invoice)
                .getFirst();
    }
}
