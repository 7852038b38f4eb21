package org.kvit.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The accountant's first morning, from an empty installation to the letters in the debtors' mailboxes.
class WalkTest {
    private final List<String> faults = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(strings = {"lv", "cs"})
    void from_the_first_start_to_a_reminder_in_the_debtors_inbox(String language) {
        try (var office = new Office();
                var context = office.open(1440)) {
            var page = context.newPage();
            var complaints = Browser.complaints(page);
            Office.found(page, language);
            signsOutAndIn(page);
            Office.speak(page, language);
            imports(page);
            sendsToAllOverdue(page, office);
            seesWhatBecameOfIt(page, office);
            notesAPromise(page);
            sendsNothingTwice(page, office);
            assertThat(faults).isEmpty();
            assertThat(complaints).isEmpty();
        }
    }

    private void signsOutAndIn(Page page) {
        look(page, "first page");
        page.locator("form[action='/sign-out'] button").click();
        look(page, "sign-in");
        Office.signIn(page);
    }

    private void imports(Page page) {
        Office.upload(page, "invoices", Office.invoices());
        look(page, "imported invoices");
        assertThat(page.locator("main").innerText()).contains(Integer.toString(Office.CUSTOMERS * 3));
        assertThat(page.locator("main").innerText()).contains("BAD");
        Office.upload(page, "statements", Office.statement());
        look(page, "imported statement");
        page.navigate("/payments?state=linked");
        assertThat(page.locator("main").innerText()).contains("K-1-40");
        look(page, "linked payments");
        page.navigate("/payments");
        assertThat(page.locator("main").innerText()).contains("Nobody Known").doesNotContain("K-1-40");
        look(page, "payments to decide");
    }

    private void sendsToAllOverdue(Page page, Office office) {
        page.navigate("/debtors");
        look(page, "debtors");
        page.locator("#mark-overdue").click();
        page.locator("#marks-count")
                .filter(new com.microsoft.playwright.Locator.FilterOptions()
                        .setHasText(Integer.toString(Office.CUSTOMERS)))
                .waitFor();
        page.locator("#send-letters").click();
        page.locator("#letters-sheet[open]").waitFor();
        look(page, "confirmation");
        assertThat(office.mail().messages()).isEmpty();
        page.locator("#confirm-letters").click();
        page.waitForURL("**/reminder-runs/*");
        page.locator("#progress.notice-good").waitFor();
        look(page, "sent run");
    }

    /// The first customer's oldest invoice was paid: no letter of the third level.
    private void seesWhatBecameOfIt(Page page, Office office) {
        var expected = IntStream.rangeClosed(1, Office.CUSTOMERS)
                .boxed()
                .collect(Collectors.toMap(c -> "c" + c + "@customer.example", c -> c == 1 ? 2 : 3));
        assertThat(office.mail().deliveredTo()).isEqualTo(expected);
        assertThat(office.mail().messages()).allSatisfy(m -> assertThat(m.raw()).contains("application/pdf"));
        page.navigate("/emails");
        look(page, "sent e-mails");
        page.locator("tbody a[href^='/emails/']").first().click();
        look(page, "one e-mail");
    }

    private void notesAPromise(Page page) {
        page.navigate("/debtors");
        page.locator("#list tbody a")
                .filter(new com.microsoft.playwright.Locator.FilterOptions().setHasText("Customer 12"))
                .click();
        page.locator("#unpaid [data-tick]").first().waitFor();
        assertThat(page.locator(".talk-reminder").count()).isEqualTo(3);
        look(page, "one debtor");
        page.locator("#unpaid [data-tick]").first().check();
        page.locator("#new-note").click();
        page.locator("#note-text").fill("Will pay on Friday");
        page.locator("#note [name=promisedOn]").fill(page.locator("#f-asOf").inputValue());
        look(page, "a new note");
        page.locator("#note button.btn-primary").click();
        page.locator(".talk-note").first().waitFor();
        assertThat(page.locator(".talk-text").first().innerText()).isEqualTo("Will pay on Friday");
        look(page, "a noted promise");
    }

    private void sendsNothingTwice(Page page, Office office) {
        int before = office.mail().messages().size();
        page.navigate("/debtors");
        page.locator("#mark-overdue").click();
        page.locator("#send-letters:not([disabled])").click();
        page.locator("#letters-sheet[open]").waitFor();
        assertThat(page.locator("#confirm-letters").count()).isZero();
        look(page, "nothing to send");
        assertThat(office.mail().messages()).hasSize(before);
    }

    private void look(Page page, String where) {
        Browser.accessibilityFaults(page).forEach(f -> faults.add(where + ": " + f));
    }
}
