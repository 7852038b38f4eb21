package org.kvit.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.kvit.TestCompany;
import org.kvit.company.Role;
import org.kvit.customer.CustomerId;

class LettersScreenTest extends DeskTest {
    private static final Pattern KEY = Pattern.compile("name=\"key\" value=\"([^\"]+)\"");

    @Test
    void the_sheet_says_what_would_go_out_and_who_gets_nothing_and_why() {
        var daugava = owing("Daugava", 3, "100.00");
        invoice(daugava, "D-2", 40, "50.00", "EUR");
        var gauja = owing("Gauja", 20, "7.00");
        change("UPDATE customer SET reminders_off = true, reminders_off_reason = 'Group' WHERE name = 'Gauja'");
        var silent = owing("Silent", 20, "7.00");
        change("UPDATE customer SET remind_by_email = false WHERE name = 'Silent'");
        var later = owing("Later", -20, "7.00");
        var sheet = sheet(daugava, gauja, silent, later).body();
        assertThat(sheet)
                .contains("Send 2 letters to 1 customer?", "150.00", "3 marked customers get no letter")
                .contains("Reminders are off for the customer", "Gauja")
                .contains("No e-mail address is marked for reminders", "/customers/" + silent.value())
                .contains("Nothing is due to be reminded", "Later")
                .contains("No bank statement was ever imported");
        assertThat(one("SELECT count(*) FROM reminder_run")).isEqualTo("0");
    }

    @Test
    void a_confirmed_sheet_sends_once_though_it_is_pressed_twice() {
        var daugava = owing("Daugava", 3, "100.00");
        owing("Gauja", 3, "100.00");
        var key = key(sheet(daugava).body());
        var sent = anna.postPart("/debtors/reminder-runs", "marked", "" + daugava.value(), "key", key);
        var run = sent.headers().firstValue("HX-Redirect").orElse("");
        assertThat(run).startsWith("/reminder-runs/");
        assertThat(sent.headers().firstValue("HX-Trigger")).hasValue("desk:sent");
        var again = anna.post("/debtors/reminder-runs", "marked", "" + daugava.value(), "key", key);
        assertThat(again.headers().firstValue("Location").orElse("")).endsWith(run);
        assertThat(one("SELECT count(*) FROM reminder_run")).isEqualTo("1");
        assertThat(one("SELECT count(*) FROM reminder_letter")).isEqualTo("1");
        assertThat(anna.get(run).body())
                .contains("Daugava", "href=\"/debtors\"")
                .doesNotContain("Gauja-1");
    }

    @Test
    void where_nothing_is_left_to_send_the_sheet_says_so_and_leaves_no_run_behind() {
        var later = owing("Later", -20, "7.00");
        var sheet = sheet(later).body();
        assertThat(sheet).contains("None of the marked customers gets a letter").doesNotContain("confirm-letters");
        var refused = anna.postPart(
                "/debtors/reminder-runs",
                "marked",
                "" + later.value(),
                "key",
                UUID.randomUUID().toString());
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains("id=\"letters-sheet\"", "role=\"alert\"");
        assertThat(one("SELECT count(*) FROM reminder_run")).isEqualTo("0");
    }

    @Test
    void marks_are_needed_and_another_companys_customers_get_nothing() {
        assertThat(anna.post("/debtors/letters", "marked", "hm").statusCode()).isEqualTo(422);
        var theirs = owing("Theirs", 9, "10.00");
        var stranger = new AtTheDesk(port, signIns, TestCompany.found(companies).administrator());
        assertThat(stranger.postPart("/debtors/letters", "marked", "" + theirs.value())
                        .body())
                .doesNotContain("Theirs");
        assertThat(stranger.postPart(
                                "/debtors/reminder-runs",
                                "marked",
                                "" + theirs.value(),
                                "key",
                                UUID.randomUUID().toString())
                        .statusCode())
                .isEqualTo(409);
    }

    @Test
    void an_account_manager_may_write_notes_but_sends_no_reminders() {
        var daugava = owing("Daugava", 3, "100.00");
        var peteris = at(Role.ACCOUNT_MANAGER);
        assertThat(peteris.get("/debtors").body()).doesNotContain("id=\"send-letters\"");
        assertThat(peteris.post("/debtors/reminder-runs", "marked", "" + daugava.value(), "key", "" + UUID.randomUUID())
                        .statusCode())
                .isEqualTo(403);
        assertThat(peteris.postPart("/debtors/" + daugava.value() + "/notes", "text", "Called")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void who_sees_their_own_customers_only_learns_nothing_of_others_from_the_sheet() {
        var others = owing("Others", 3, "100.00");
        var peteris = new AtTheDesk(port, signIns, person(Role.ACCOUNTANT, true));
        assertThat(peteris.postPart("/debtors/letters", "marked", "" + others.value())
                        .body())
                .contains("id=\"letters-sheet\"")
                .doesNotContain("Others");
    }

    @Test
    void a_sent_reminder_stands_in_the_correspondence_and_beside_its_invoice() {
        var daugava = owing("Daugava", 3, "100.00");
        anna.postPart("/debtors/reminder-runs", "marked", "" + daugava.value(), "key", "" + UUID.randomUUID());
        org.awaitility.Awaitility.await()
                .until(() -> one("SELECT count(*) FROM correspondence").equals("1"));
        var pane = anna.part("/debtors/" + daugava.value(), "detail").body();
        assertThat(pane).contains("Reminder sent", "Reminder 1", "/emails/", "/pdf\"", "level 1", "1×");
        assertThat(sheet(daugava).body()).contains("Already reminded today");
    }

    private java.net.http.HttpResponse<String> sheet(CustomerId... customers) {
        var marked = java.util.Arrays.stream(customers)
                .map(c -> Long.toString(c.value()))
                .collect(java.util.stream.Collectors.joining("."));
        return anna.postPart("/debtors/letters", "marked", marked);
    }

    private static String key(String sheet) {
        var found = KEY.matcher(sheet);
        assertThat(found.find()).isTrue();
        return found.group(1);
    }
}
