package org.kvit.desk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kvit.TestCompany;
import org.kvit.customer.CustomerId;
import org.kvit.invoice.InvoiceId;

class NotesScreenTest extends DeskTest {
    private CustomerId daugava;
    private InvoiceId invoice;

    @BeforeEach
    void debt() {
        daugava = customer("Daugava");
        invoice = invoice(daugava, "RK-1", 20, "100.00", "EUR");
        invoice(daugava, "RK-2", 10, "200.00", "EUR");
    }

    @Test
    void a_note_with_a_promise_for_the_marked_invoice_is_saved_and_shown_at_once() {
        var promised = today.plusDays(5);
        var answer = anna.postPart(
                notes(),
                "text",
                "Half on Friday",
                "invoice",
                "" + invoice.value(),
                "promisedOn",
                promised.toString(),
                "promisedAmount",
                "50,50",
                "nextActionOn",
                today.toString());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("HX-Retarget")).hasValue("#detail");
        assertThat(answer.body()).contains("Half on Friday", "50.50\u00a0EUR", "data-changed-rows", "RK-1");
        assertThat(one("SELECT promised_on FROM correspondence")).isEqualTo(promised.toString());
        assertThat(one("SELECT count(*) FROM correspondence_invoice")).isEqualTo("1");
    }

    @Test
    void without_scripts_the_form_leads_back_to_the_desk() {
        var answer = anna.post(notes() + "?sort=name", "text", "Called");
        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().firstValue("Location").orElse(""))
                .endsWith("/debtors?sort=name&customer=" + daugava.value());
    }

    @Test
    void what_will_not_do_is_said_beside_its_field_and_nothing_typed_is_lost() {
        var answer = anna.postPart(
                notes(),
                "text",
                "They <will> pay",
                "invoice",
                "" + invoice.value(),
                "promisedOn",
                today.minusDays(1).toString(),
                "promisedAmount",
                "0");
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body())
                .contains("They &lt;will&gt; pay", "This day is past", "A promised amount is more than zero.")
                .contains("id=\"note-promisedOn-fault\"", "id=\"note-promisedAmount-fault\"")
                .contains("value=\"" + invoice.value() + "\" form=\"note\" data-tick checked");
        assertThat(one("SELECT count(*) FROM correspondence")).isEqualTo("0");
        assertThat(anna.postPart(notes(), "text", "").body()).contains("Write what was said");
        assertThat(anna.postPart(notes(), "promisedOn", "soon").body()).contains("This is not a date.");
        assertThat(anna.post(notes(), "promisedAmount", "1,234").body())
                .contains("<html", "Write an amount such as 1234.50.");
    }

    @Test
    void somebody_elses_contact_or_invoice_is_refused() {
        var other = owing("Gauja", 5, "10.00");
        var theirs = one("SELECT id FROM invoice WHERE customer_id = " + other.value());
        assertThat(anna.postPart(notes(), "text", "Hm", "invoice", theirs).body())
                .contains("Not all of these invoices");
        assertThat(anna.postPart(notes(), "text", "Hm", "contact", "999999999").body())
                .contains("This contact person is not");
    }

    @Test
    void a_note_is_edited_and_its_earlier_wording_is_kept() {
        anna.postPart(notes(), "text", "Will pay", "invoice", "" + invoice.value());
        var id = one("SELECT id FROM correspondence");
        var form =
                anna.part("/debtors/correspondence/" + id + "/form", "detail").body();
        assertThat(form).contains("id=\"edit\"", "Will pay</textarea>");
        anna.postPart("/debtors/correspondence/" + id, "text", "Will pay on Friday", "invoice", "" + invoice.value());
        var pane = anna.part("/debtors/" + daugava.value(), "detail").body();
        assertThat(pane).contains("Will pay on Friday", "edited").doesNotContain(">Will pay</p>");
        assertThat(anna.part("/debtors/correspondence/" + id + "/history", "history-" + id)
                        .body())
                .contains("Will pay", "Will pay on Friday")
                .doesNotContain("<html", "edited at");
        var faulty = anna.postPart("/debtors/correspondence/" + id, "text", "");
        assertThat(faulty.statusCode()).isEqualTo(422);
        assertThat(faulty.body()).contains("edit-text-fault");
    }

    @Test
    void a_next_action_is_ticked_off_and_the_tick_taken_back() {
        anna.postPart(notes(), "text", "Look at the bank", "nextActionOn", today.toString());
        var action = "/debtors/correspondence/" + one("SELECT id FROM correspondence") + "/next-action";
        assertThat(anna.postPart(action, "done", "true").body()).contains("Not done after all");
        assertThat(one("SELECT next_action_done_on FROM correspondence")).isEqualTo(today.toString());
        assertThat(anna.postPart(action, "done", "false").body()).doesNotContain("Not done after all");
    }

    @Test
    void correspondence_of_another_company_is_not_there() {
        anna.postPart(notes(), "text", "Ours");
        var path = "/debtors/correspondence/" + one("SELECT id FROM correspondence");
        var stranger = new AtTheDesk(port, signIns, TestCompany.found(companies).administrator());
        assertThat(stranger.get(path + "/form").statusCode()).isEqualTo(404);
        assertThat(stranger.get(path + "/history").statusCode()).isEqualTo(404);
        assertThat(stranger.post(path, "text", "Theirs").statusCode()).isEqualTo(404);
        assertThat(stranger.post(path + "/next-action", "done", "true").statusCode())
                .isEqualTo(404);
        assertThat(stranger.post(notes(), "text", "Theirs").statusCode()).isEqualTo(404);
    }

    @Test
    void older_correspondence_is_fetched_page_by_page() {
        for (int i = 0; i < 32; i++) {
            anna.postPart(notes(), "text", "Note number " + i);
        }
        var pane = anna.part("/debtors/" + daugava.value(), "detail").body();
        assertThat(pane).contains("Note number 31", "Note number 2<").doesNotContain("Note number 1<");
        var before = pane.replaceFirst("(?s).*correspondence\\?customer=\\d+&amp;before=(\\d+).*", "$1");
        assertThat(anna.part("/debtors/" + daugava.value() + "/correspondence?before=" + before, "more-talk")
                        .body())
                .contains("Note number 1<", "Note number 0<")
                .doesNotContain("Note number 2<");
    }

    private String notes() {
        return "/debtors/" + daugava.value() + "/notes";
    }
}
