package org.kvit.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A new installation, from its first page on.
class FirstStartTest {
    @ParameterizedTest
    @ValueSource(strings = {"et", "sk"})
    void a_new_installation_asks_for_the_company_and_its_administrator(String language) {
        try (var office = new Office();
                var context = office.open(1280)) {
            var page = context.newPage();
            page.navigate("/");
            page.locator("button[name=language][value=" + language + "]").click();
            assertThat(page.locator("html").getAttribute("lang")).isEqualTo(language);
            assertThat(Browser.accessibilityFaults(page)).isEmpty();
            fill(page, "too short");
            assertThat(page.locator("#e-password").textContent()).contains("15");
            assertThat(Browser.accessibilityFaults(page)).isEmpty();
            fill(page, Office.PASSWORD);
            assertThat(page.locator("nav.side").isVisible()).isTrue();
            assertThat(page.url()).endsWith("/");
        }
    }

    @Test
    void who_isnt_signed_in_comes_back_to_where_they_wanted_to_go() {
        try (var office = new Office();
                var context = office.open(1280)) {
            var page = context.newPage();
            page.navigate("/");
            fill(page, Office.PASSWORD);
            page.locator("form[action='/sign-out'] button").click();
            page.navigate("/debtors?asOf=2026-01-31");
            assertThat(page.url()).contains("/sign-in");
            page.locator("[name=email]").fill(Office.EMAIL);
            page.locator("[name=password]").fill("not the password");
            page.getByRole(AriaRole.MAIN).locator("button.btn-primary").click();
            assertThat(page.locator("#e-password").isVisible()).isTrue();
            page.locator("[name=password]").fill(Office.PASSWORD);
            page.getByRole(AriaRole.MAIN).locator("button.btn-primary").click();
            assertThat(page.url()).endsWith("/debtors?asOf=2026-01-31");
        }
    }

    private static void fill(Page page, String password) {
        page.locator("[name=company]").fill("Baltic Freight SIA");
        page.locator("[name=country]").selectOption("LV");
        page.locator("[name=name]").fill("Anna Ozola");
        page.locator("[name=email]").fill(Office.EMAIL);
        page.locator("[name=password]").fill(password);
        page.getByRole(AriaRole.MAIN).locator("button.btn-primary").click();
    }
}
