package org.kvit.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.kvit.base.Refusal;
import org.kvit.customer.CustomerId;
import org.springframework.beans.factory.annotation.Autowired;

class AccountSendingsTest extends AccountTest {
    @Autowired
    private AccountSendings sendings;

    @Autowired
    private Sendings sent;

    @Autowired
    private SendingBatch batch;

    @Test
    void one_customers_statement_goes_out_once_with_its_pdf_and_stands_in_the_correspondence() {
        var daugava = owing("Daugava");
        change("UPDATE customer SET language = 'lv'");
        var key = UUID.randomUUID();
        var first = sendOne(key, daugava);
        assertThat(sendOne(key, daugava)).isEqualTo(first);
        assertThat(first.written()).isEqualTo(1);
        assertThat(first.letters().getFirst().recipients()).containsExactly("info@daugava.example");
        assertThat(one("SELECT count(*) FROM mail")).isEqualTo("1");
        assertThat(one("SELECT kind || ' ' || language || ' ' || subject FROM mail"))
                .startsWith("statement lv Norēķinu izraksts uz ");
        assertThat(one("SELECT a.name FROM mail_attachment a")).matches("Konta-izraksts-.*-Daugava\\.pdf");
        assertThat(
                        one(
                                "SELECT d.content_type FROM mail_attachment a JOIN document d USING (company_id) WHERE d.id = a.document_id"))
                .isEqualTo("application/pdf");
        assertThat(one("SELECT kind || ' ' || (mail_id IS NOT NULL) || ' ' || text FROM correspondence"))
                .startsWith("statement true Norēķinu izraksts");
    }

    @Test
    void another_click_is_another_letter() {
        var daugava = owing("Daugava");
        sendOne(UUID.randomUUID(), daugava);
        sendOne(UUID.randomUUID(), daugava);
        assertThat(one("SELECT count(*) FROM mail")).isEqualTo("2");
    }

    @Test
    void to_many_it_goes_to_those_with_something_open_and_an_address_and_says_why_not_to_the_others() {
        var all = four();
        var asked = Asked.statement(today);
        var forecast = company.actor().get(() -> sendings.forecast(asked, all, false));
        assertThat(forecast.letters()).isEqualTo(1);
        assertThat(forecast.sums()).hasToString("[100.00 EUR]");
        assertThat(forecast.left())
                .extracting(l -> l.reason() + " " + l.first().getFirst().name())
                .containsExactlyInAnyOrder("EMPTY Empty", "NO_ADDRESS Silent", "NOT_FLAGGED Unflagged");
        assertThat(company.actor()
                        .get(() -> sendings.forecast(asked, all, true))
                        .letters())
                .isEqualTo(2);
        var key = UUID.randomUUID();
        long id = company.actor().get(() -> sendings.sendMany(key, asked, all, false));
        assertThat(company.actor().get(() -> sendings.sendMany(key, asked, all, false)))
                .isEqualTo(id);
        await().until(() -> find(id).ordered() == 0);
        var done = find(id);
        assertThat(List.of(done.written(), done.left())).containsExactly(1L, 3L);
        assertThat(done.letters().getFirst().state()).isEqualTo("left_out");
        assertThat(one("SELECT count(*) FROM mail")).isEqualTo("1");
    }

    @Test
    void what_a_program_left_unwritten_is_gone_on_with_and_nothing_goes_out_twice() {
        List.of("A", "B", "C").forEach(this::owing);
        var asked = Asked.statement(today);
        // As if the program had died after the first of three.
        long id = Long.parseLong(one("""
                WITH s AS (INSERT INTO account_sending (company_id, request, paper, as_of, also_empty)
                           VALUES (current_company(), gen_random_uuid(), 'statement', current_date, false) RETURNING id),
                     l AS (INSERT INTO account_letter (company_id, sending_id, customer_id)
                           SELECT current_company(), s.id, c.id FROM s, customer c WHERE c.company_id = current_company())
                SELECT id FROM s
                """));
        assertThat(company.actor().get(() -> batch.write(id, asked, false, 1))).isEqualTo(1);
        assertThat(find(id).ordered()).isEqualTo(2);
        company.actor().run(() -> sendings.goOn(id));
        await().until(() -> find(id).ordered() == 0);
        assertThat(one("SELECT count(*) || ' ' || count(DISTINCT customer_id) FROM mail"))
                .isEqualTo("3 3");
        assertThat(company.actor().get(() -> batch.write(id, asked, false, 5))).isZero();
    }

    @Test
    void who_has_no_address_or_is_not_there_gets_a_refusal_and_leaves_nothing_behind() {
        var silent = owing("Silent");
        change("UPDATE customer SET email = NULL, remind_by_email = false, receives_invoices = false");
        assertThatThrownBy(() -> sendOne(UUID.randomUUID(), silent)).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> sendOne(UUID.randomUUID(), new CustomerId(999_999_999)))
                .isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> company.actor().run(() -> sendings.forecast(Asked.statement(today), Set.of(), false)))
                .isInstanceOf(Refusal.class);
        assertThat(one("SELECT count(*) FROM account_sending")).isEqualTo("0");
    }

    @Test
    void invoice_addresses_serve_where_none_is_flagged_for_reminders() {
        var daugava = owing("Daugava");
        change("UPDATE customer SET remind_by_email = false");
        change("""
                INSERT INTO contact (company_id, customer_id, name, email, receives_invoices)
                VALUES (current_company(), %d, 'Ledger', 'INFO@daugava.example', true)
                """.formatted(daugava.value()));
        assertThat(sendOne(UUID.randomUUID(), daugava).letters().getFirst().recipients())
                .containsExactly("info@daugava.example");
    }

    private Set<CustomerId> four() {
        var owing = owing("Daugava");
        var empty = customer("Empty");
        var silent = owing("Silent");
        var unflagged = owing("Unflagged");
        change("UPDATE customer SET email = NULL, remind_by_email = false WHERE name = 'Silent'");
        change("UPDATE customer SET remind_by_email = false, receives_invoices = false WHERE name = 'Unflagged'");
        return new LinkedHashSet<>(List.of(owing, empty, silent, unflagged));
    }

    private CustomerId owing(String name) {
        var customer = customer(name);
        invoice(customer, name + "-1", 30, "100.00");
        return customer;
    }

    private Sending sendOne(UUID key, CustomerId customer) {
        return company.actor().get(() -> sendings.sendOne(key, Asked.statement(today), customer));
    }

    private Sending find(long id) {
        return company.actor().get(() -> sent.find(id));
    }
}
