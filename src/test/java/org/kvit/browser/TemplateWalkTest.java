package org.kvit.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;

/// An administrator words a letter of their own, in the real browser: sees what comes of it while typing, is told what
/// can't be used, sends a test, saves, and goes back to an earlier version.
class TemplateWalkTest {
    @Test
    void an_administrator_words_a_letter_and_sees_what_comes_of_it() {
        try (var office = new Office();
                var context = office.open(1440)) {
            var page = Browser.withAxe(context);
            var complaints = Browser.complaints(page);
            Office.found(page, "en");
            Office.speak(page, "en");
            Office.upload(page, "invoices", Office.invoices(3));
            page.navigate("/settings");
            page.locator("#to-templates").click();
            page.locator("#f-name").fill("Key customers");
            page.locator("#f-basedOn").selectOption("firm");
            page.locator("#create-template").click();
            page.waitForURL("**/settings/templates/key-customers/*");
            var letter = page.locator("img.template-page").first();
            letter.waitFor();
            assertThat(page.locator("#preview").innerText()).contains("Customer 3");
            page.frameLocator("iframe[name=template-email]")
                    .locator("td", new FrameLocator.LocatorOptions().setHasText("K-3-40"))
                    .first()
                    .waitFor();

            page.locator("#f-subject").fill("Please pay ");
            page.locator("[data-insert='{{number}}']").click();
            assertThat(page.locator("#f-subject").inputValue()).isEqualTo("Please pay {{number}}");
            page.locator("#preview-subject", hasText("Please pay K-3-40")).waitFor();

            page.locator("#f-email").fill("Dear {{customer}},\n\n{{#secret}}x{{/secret}}");
            page.locator("#preview-faults").waitFor();
            assertThat(page.locator("#preview-faults").innerText())
                    .contains("Line 3, character 1: there is no variable “secret”.");
            page.locator("#f-email").fill("Dear {{customer}}, see https://pay.example/{{number}}");
            letter.waitFor();
            var link = page.frameLocator("iframe[name=template-email]").locator("a[href='https://pay.example/K-3-40']");
            link.waitFor();

            page.locator("#test-template").click();
            page.locator(".notice-good", hasText(Office.EMAIL)).waitFor();
            assertThat(page.locator("#f-subject").inputValue()).isEqualTo("Please pay {{number}}");
            office.mail().await(1);
            var mail = office.mail().messages().getFirst();
            assertThat(mail.header("Subject")).startsWith("[TEST: not a real reminder] Please pay");
            assertThat(mail.recipients()).containsExactly(Office.EMAIL);

            page.locator("#save-template").click();
            page.locator(".notice-good").waitFor();
            page.locator("#reset-template").click();
            page.locator(".template-versions a", hasText("Version 1")).click();
            page.locator("#restore-version").click();
            page.locator(".template-versions a", hasText("Version 3")).waitFor();
            assertThat(page.locator("#f-subject").inputValue()).isEqualTo("Please pay {{number}}");
            assertThat(Browser.accessibilityFaults(page)).isEmpty();
            assertThat(complaints).isEmpty();
        }
    }

    private static Page.LocatorOptions hasText(String text) {
        return new Page.LocatorOptions().setHasText(text);
    }
}
