package org.kvit.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// An accountant goes through a reminder run in the real browser, from the keyboard: invoices
/// unticked, one letter changed, one skipped, one customer called.
class OneByOneWalkTest {
    private final List<String> faults = new ArrayList<>();

    @Test
    void an_accountant_goes_through_a_run_letter_by_letter() {
        try (var office = new Office();
                var context = office.open(1440)) {
            var page = context.newPage();
            var complaints = Browser.complaints(page);
            Office.found(page, "en");
            Office.speak(page, "en");
            Office.upload(page, "invoices", Office.invoices(5));
            page.navigate("/reminder-runs");
            page.locator("form[action='/reminder-runs'] button").click();
            unticksAnInvoice(page);
            changesALetterAndSendsIt(page);
            assertThat(page.locator("#done").innerText()).contains("Customer 1");
            skipsOne(page);
            callsInstead(page);
            comesBackToWhereItStood(page);
            setsTheFaxGateway(page);
            assertThat(office.mail().messages())
                    .allSatisfy(mail -> assertThat(mail.header("Subject")).isEqualTo("A word about K-1-20"));
            assertThat(faults).isEmpty();
            // The refused text is answered with 422, which the browser notes.
            assertThat(complaints).allMatch(c -> c.contains("422"));
        }
    }

    private void unticksAnInvoice(Page page) {
        var first = page.locator("tbody.letter input[type=checkbox]").first();
        page.waitForResponse(r -> r.url().endsWith("/exclusions"), first::uncheck);
        page.reload();
        assertThat(page.locator("tbody.letter input[type=checkbox]").first().isChecked())
                .isFalse();
        look(page, "run");
    }

    private void changesALetterAndSendsIt(Page page) {
        page.locator("#one-by-one").click();
        // The first letter's only invoice is unticked: it is decided. The same customer has two more.
        assertThat(page.locator("h1").innerText()).contains("Customer 1");
        assertThat(page.locator(".card-facts").innerText()).contains("K-1-20");
        assertThat(page.locator(".card-progress").innerText()).contains("1 of 15");
        page.locator("#text summary").click();
        page.locator("#f-letter").fill("Hello {{nobody}}");
        page.locator("#save-text").click();
        page.locator("#e-letter").waitFor();
        look(page, "card with faults");
        page.locator("#f-subject").fill("A word about {{number}}");
        page.locator("#f-letter").fill("Dear friends,\n\n[invoices]\n\nYours");
        page.locator("#save-text").click();
        page.locator("text=Text changed for this letter").first().waitFor();
        look(page, "card");
        page.keyboard().press("s");
        page.locator("#done").waitFor();
    }

    private static void skipsOne(Page page) {
        assertThat(page.locator(".card-facts").innerText()).contains("K-1-40");
        page.keyboard().press("k");
        page.locator("#done:has-text('skipped')").waitFor();
        assertThat(page.locator("h1").innerText()).contains("Customer 2");
    }

    private static void callsInstead(Page page) {
        page.keyboard().press("c");
        page.keyboard().type("Promised to look at it");
        page.locator("#f-nextActionOn")
                .fill(LocalDate.now(Office.ZONE).plusDays(3).toString());
        page.locator("#save-call").click();
        page.locator("#done:has-text('called on')").waitFor();
        assertThat(page.locator("#done").innerText()).contains("Customer 2");
    }

    private static void comesBackToWhereItStood(Page page) {
        var here = page.url().replaceAll("\\?.*", "");
        page.keyboard().press("p");
        page.waitForURL(url -> !url.startsWith(here));
        page.navigate("/debtors");
        page.navigate("/reminder-runs/1/one-by-one");
        assertThat(page.url()).isEqualTo(here);
        assertThat(page.locator(".card-progress").innerText()).contains("4 of 15");
        page.keyboard().press("?");
        page.locator("#keys[open]").waitFor();
        page.keyboard().press("Escape");
    }

    private void setsTheFaxGateway(Page page) {
        page.navigate("/settings/mail");
        page.locator("#to-fax").click();
        page.locator("#f-pattern").fill("{number}@fax.example");
        page.locator("#save-fax").click();
        page.locator("#f-number").fill("67 000 000");
        page.locator("#try-fax").click();
        assertThat(page.locator("#fax-address").innerText()).contains("37167000000@fax.example");
        look(page, "fax");
    }

    private void look(Page page, String where) {
        Browser.accessibilityFaults(page).forEach(f -> faults.add(where + ": " + f));
    }
}
