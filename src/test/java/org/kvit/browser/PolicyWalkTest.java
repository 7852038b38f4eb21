package org.kvit.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// An administrator sets up the reminder policies, in the real browser.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PolicyWalkTest {
    private Office office;
    private BrowserContext context;
    private Page page;
    private List<String> complaints = new ArrayList<>();

    @BeforeAll
    void open() {
        office = new Office();
        context = office.open(1280);
        page = context.newPage();
        complaints = Browser.complaints(page);
        Office.found(page, "en");
        Office.speak(page, "en");
        Office.upload(page, "invoices", Office.invoices());
    }

    @AfterAll
    void close() {
        context.close();
        office.close();
    }

    @Test
    void an_administrator_draws_a_ladder_tries_it_and_gives_another_to_a_customer() {
        isToldOfAGapWhileTyping();
        addsMovesAndRemovesLevels();
        triesItBeforeItIsSaved();
        givesAnotherPolicyToACustomer();
        deletesItAndMovesTheCustomer();
        assertThat(complaints)
                .as("only refusals are complained of")
                .allMatch(c -> c.contains("422") || c.contains("409"));
    }

    private void isToldOfAGapWhileTyping() {
        page.navigate("/settings/reminders");
        page.locator(".policy h2 a").click();
        page.locator(".ladder-wide .ladder-step").first().waitFor();
        assertThat(page.locator(".ladder-wide .ladder-step").count()).isEqualTo(3);
        page.locator("#to-0").fill("10");
        said("#ladder .ladder-faults", "Days 11 to 13 overdue").waitFor();
        assertThat(page.locator(".ladder-wide .ladder-gap").count()).isOne();
        page.locator("#save").click();
        said("#e-from-1", "Days 11 to 13").waitFor();
        page.locator("#from-1").fill("5");
        page.locator(".ladder-wide .ladder-twice").waitFor();
        said("#ladder .ladder-faults", "overlap").waitFor();
        page.locator("#from-1").fill("11");
        page.waitForCondition(() -> page.locator("#ladder .ladder-faults").count() == 0);
    }

    private void addsMovesAndRemovesLevels() {
        page.locator("#to-2").fill("59");
        page.locator("[value=add]").click();
        page.locator("#from-3").waitFor();
        assertThat(page.locator("#from-3").inputValue()).isEqualTo("60");
        var third = page.locator("#name-2").inputValue();
        page.locator("#name-3").fill("Last word");
        page.locator("[value=up-3]").click();
        page.waitForCondition(() -> page.locator("#name-2").inputValue().equals("Last word"));
        assertThat(page.locator("#from-2").inputValue()).isEqualTo("30");
        assertThat(page.locator("#name-3").inputValue()).isEqualTo(third);
        page.locator("[value=remove-3]").click();
        page.waitForCondition(() -> page.locator("#from-3").count() == 0);
        page.locator("#to-2").fill("");
    }

    private void triesItBeforeItIsSaved() {
        page.locator("#from-0").fill("6");
        page.locator("#try").click();
        said("#trial", "24 letters to 12 customers").waitFor();
        assertThat(page.locator("#trial").innerText())
                .contains("The saved policy sends 36 letters")
                .contains("No reminder level covers these days overdue: 12");
        assertThat(page.locator("#trial .trial-first li").count()).isEqualTo(10);
        page.locator("#from-0").fill("1");
        page.locator("#try").click();
        said("#trial", "36 letters to 12 customers").waitFor();
        page.locator("#save").click();
        page.waitForURL("**/settings/reminders/*?saved=true");
    }

    private void givesAnotherPolicyToACustomer() {
        page.navigate("/settings/reminders");
        page.locator("#new-policy").click();
        page.locator("#save").click();
        said("#e-policy-name", "a name").waitFor();
        page.locator("#policy-name").fill("Key customers");
        page.locator("#from-0").fill("7");
        page.locator("[name=print]").first().check();
        page.locator("#fees-0").fill("5");
        page.locator("#save").click();
        said("#e-fees-0", "with its currency").waitFor();
        page.locator("#fees-0").fill("5 EUR, 120 CZK");
        page.locator("#save").click();
        page.waitForURL("**/settings/reminders/*?saved=true");
        assertThat(page.locator("#fees-0").inputValue()).isEqualTo("120.00 CZK, 5.00 EUR");
        assertThat(page.locator("[name=print]").first().isChecked()).isTrue();
        page.navigate("/customers/1");
        page.locator("#f-reminderPolicy").selectOption("Key customers");
        page.locator("#save").click();
        page.waitForURL("**saved=true");
        page.navigate("/customers/1/history");
        assertThat(page.locator("main").innerText()).contains("Reminder policy").contains("Key customers");
    }

    private void deletesItAndMovesTheCustomer() {
        page.navigate("/settings/reminders");
        var policy = page.locator(".policy").filter(new Locator.FilterOptions().setHasText("Key customers"));
        assertThat(policy.innerText()).contains("1 customer");
        policy.locator("[action$=deletion] button").click();
        said("#ask", "1 customer goes by “Key customers”").waitFor();
        page.locator("#delete-and-move").click();
        page.waitForURL("**done=deleted");
        assertThat(page.locator(".policy").count()).isOne();
        assertThat(page.locator(".policy").innerText()).contains("12 customers");
    }

    private Locator said(String where, String what) {
        return page.locator(where).filter(new Locator.FilterOptions().setHasText(what));
    }
}
