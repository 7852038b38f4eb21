package org.kvit.today;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kvit.ApiClient;
import org.kvit.KvitTest;
import org.kvit.ScreenClient;
import org.kvit.TestCompany;
import org.kvit.company.Companies;
import org.kvit.company.People;
import org.kvit.company.Role;
import org.kvit.company.Tokens;
import org.kvit.customer.CustomerId;
import org.kvit.receivable.Ledger;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@KvitTest
class TodayTest {
    @Autowired
    private Companies companies;

    @Autowired
    private People people;

    @Autowired
    private Tokens tokens;

    @Autowired
    private Checklist checklist;

    @Autowired
    private Worklist worklist;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transaction;

    @LocalServerPort
    private int port;

    private TestCompany company;
    private ScreenClient anna;
    private LocalDate today;

    @BeforeEach
    void signIn() {
        company = TestCompany.found(companies);
        anna = ScreenClient.signedIn(port, company.email(), TestCompany.PASSWORD);
        today = company.actor().get(companies::today);
    }

    @Test
    void an_empty_installation_shows_the_first_steps_and_no_empty_figures() {
        var page = anna.get("/").text();
        assertThat(page)
                .contains("First steps", "id=\"step-invoices\"", "href=\"/settings/mail\"")
                .doesNotContain("id=\"overdue\"", "class=\"done\"");
    }

    @Test
    void a_step_that_is_done_is_seen_by_itself() {
        assertThat(done()).isEmpty();
        owing("Daugava", today.minusDays(9), "100.00", "EUR");
        change(
                "UPDATE company SET street = 'Brīvības 1', city = 'Rīga', email = 'a@b.example' WHERE id = current_company()");
        change("INSERT INTO bank_account (company_id, iban) VALUES (current_company(), 'LV80BANK0000435195001')");
        change("""
                INSERT INTO mail (company_id, message_id, kind, sender, recipients, subject, body_text, language, state)
                VALUES (current_company(), '<a@b>', 'test', 'a@b', '{c@d}', 's', 't', 'en', 'sent')""");
        assertThat(done()).containsExactlyInAnyOrder(Step.COMPANY, Step.BANK_ACCOUNT, Step.MAIL, Step.INVOICES);
        change("INSERT INTO reminder_policy (company_id, name, is_default) VALUES (current_company(), 'p', true)");
        statement(today);
        assertThat(anna.get("/").text()).doesNotContain("id=\"set-up\"").contains("id=\"overdue\"");
    }

    @Test
    void whoever_can_do_nothing_about_the_set_up_is_not_bothered_with_it() {
        company.actor()
                .run(() -> people.add("r-" + company.email(), "Rita", TestCompany.PASSWORD, "en", Role.READ_ONLY));
        var rita = ScreenClient.signedIn(port, "r-" + company.email(), TestCompany.PASSWORD);
        assertThat(rita.get("/").text()).doesNotContain("id=\"set-up\"").contains("Nothing here yet");
    }

    @Test
    void what_is_overdue_stands_there_in_each_currency_and_by_itself() {
        owing("Daugava", today.minusDays(9), "100.00", "EUR");
        owing("Vltava", today.minusDays(3), "2500.00", "CZK");
        owing("Gauja", today.plusDays(3), "77.00", "EUR");
        var morning = company.actor().get(worklist::morning);
        assertThat(morning.overdue())
                .extracting(o -> o.amount().toString())
                .containsExactlyInAnyOrder("100.00 EUR", "2500.00 CZK");
        assertThat(anna.get("/").text())
                .contains("100.00\u00a0EUR", "2,500.00\u00a0CZK", "id=\"prepare\"")
                .doesNotContain("77.00");
    }

    @Test
    void a_proposed_run_waits_until_it_is_sent() {
        owing("Daugava", today.minusDays(9), "100.00", "EUR");
        assertThat(company.actor().get(worklist::morning).run()).isEmpty();
        var run = anna.post("/reminder-runs", "date", today.toString()).location();
        assertThat(anna.get("/").text())
                .contains("href=\"" + run + "\"", "1 letter waits")
                .doesNotContain("id=\"prepare\"");
    }

    @Test
    void payments_that_are_not_linked_in_full_are_counted_with_what_is_left() {
        owing("Daugava", today.minusDays(9), "100.00", "EUR");
        change(
                "INSERT INTO payment (company_id, booked_on, amount, currency) VALUES (current_company(), current_date, 40, 'EUR'), (current_company(), current_date, 2.5, 'EUR')");
        var morning = company.actor().get(worklist::morning);
        assertThat(morning.unlinkedPayments()).isEqualTo(2);
        assertThat(anna.get("/").text()).contains("42.50\u00a0EUR", "2 payments");
    }

    @Test
    void broken_promises_and_next_actions_come_back_on_their_day() {
        var customer = owing("Daugava", today.minusDays(9), "100.00", "EUR");
        promise(customer, "Will pay on Monday", today.minusDays(1));
        next(owing("Gauja", today.minusDays(2), "5.00", "EUR"), "Ring Mr Bērziņš", today);
        next(owing("Venta", today.minusDays(2), "5.00", "EUR"), "Not yet", today.plusDays(1));
        var page = anna.get("/").text();
        assertThat(page)
                .contains("Will pay on Monday", "/debtors/" + customer.value(), "Ring Mr Bērziņš")
                .doesNotContain("Not yet");
    }

    @Test
    void mails_that_wait_for_a_person_are_told_until_somebody_decides() {
        owing("Daugava", today.minusDays(9), "100.00", "EUR");
        change("""
                INSERT INTO mail (company_id, message_id, kind, sender, recipients, subject, body_text, language, state)
                VALUES (current_company(), '<a@b>', 'x', 'a@b', '{c@d}', 's', 't', 'en', 'failed'),
                       (current_company(), '<b@b>', 'x', 'a@b', '{c@d}', 's', 't', 'en', 'uncertain')""");
        assertThat(company.actor().get(worklist::morning).mails()).isEqualTo(new Morning.MailTrouble(1, 1));
        change("""
                INSERT INTO mail_decision (company_id, mail_id, decision, decided_at)
                SELECT company_id, id, 'arrived', now() FROM mail WHERE company_id = current_company() AND state = 'uncertain'""");
        assertThat(company.actor().get(worklist::morning).mails()).isEqualTo(new Morning.MailTrouble(1, 0));
    }

    @Test
    void an_old_statement_is_warned_of_as_the_company_set_it() {
        owing("Daugava", today.minusDays(9), "100.00", "EUR");
        statement(today.minusDays(4));
        assertThat(anna.get("/").text()).doesNotContain("id=\"old-statement\"");
        change("UPDATE company SET statement_limit_days = 3 WHERE id = current_company()");
        assertThat(anna.get("/").text()).contains("id=\"old-statement\"", "4 days");
    }

    @Test
    void who_sees_their_own_customers_only_sees_no_figures_of_others() {
        owing("Daugava", today.minusDays(9), "100.00", "EUR");
        change(
                "INSERT INTO payment (company_id, booked_on, amount, currency) VALUES (current_company(), current_date, 40, 'EUR')");
        var mail = "m-" + company.email();
        company.actor()
                .run(() -> people.changeRole(
                        people.add(mail, "Māra", TestCompany.PASSWORD, "en", Role.ACCOUNT_MANAGER),
                        Role.ACCOUNT_MANAGER,
                        true));
        assertThat(ScreenClient.signedIn(port, mail, TestCompany.PASSWORD)
                        .get("/")
                        .text())
                .contains("nothing is overdue", "all is linked")
                .doesNotContain("100.00", "40.00");
    }

    private java.util.Set<Step> done() {
        return company.actor().get(checklist::done);
    }

    private CustomerId owing(String name, LocalDate due, String amount, String currency) {
        return company.actor().get(() -> {
            var ledger = new Ledger(jdbc, transaction);
            var customer = ledger.customer(name);
            ledger.invoice(customer, name + "-1", due.minusDays(14), due, amount, currency);
            return customer;
        });
    }

    private void next(CustomerId customer, String text, LocalDate on) {
        write(Map.of("customerId", customer.value(), "text", text, "nextActionOn", on));
    }

    /// A promise made two days before its day, which may be past.
    private void promise(CustomerId customer, String text, LocalDate on) {
        write(Map.of("customerId", customer.value(), "text", text, "promisedOn", today.plusDays(1)));
        change("UPDATE correspondence SET promised_on = DATE '" + on + "', happened_on = DATE '" + on.minusDays(2)
                + "' WHERE company_id = current_company() AND customer_id = " + customer.value());
    }

    private void write(Map<String, Object> note) {
        var api = new ApiClient(port, company.actor().get(() -> tokens.create(company.administrator(), "test")));
        assertThat(api.post("/api/v1/correspondence", note).status()).isEqualTo(201);
    }

    private void statement(LocalDate to) {
        change("INSERT INTO statement_file (company_id, name, sha256, size) VALUES (current_company(), 'f', 'x', 1)");
        change(
                "INSERT INTO statement (company_id, file_id, message, account, to_date, entries, credits, new_entries) SELECT company_id, id, 'camt.053', 'LV', DATE '"
                        + to + "', 0, 0, 0 FROM statement_file WHERE company_id = current_company()");
    }

    private void change(String sql) {
        company.actor().run(() -> new Ledger(jdbc, transaction).change(sql));
    }
}
