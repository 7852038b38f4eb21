package org.kvit.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// An administrator sets reminders up to run themselves, in the real browser.
class ScheduleWalkTest {
    private final List<String> faults = new ArrayList<>();

    @Test
    void an_administrator_sets_the_schedule_and_works_through_the_checklist() {
        try (var office = new Office();
                var context = office.open(1440)) {
            var page = context.newPage();
            var complaints = Browser.complaints(page);
            Office.found(page, "en");
            Office.speak(page, "en");
            Office.upload(page, "invoices", Office.invoices(5));
            setsTheSchedule(page);
            closesADay(page);
            worksThroughTheChecklist(page);
            stopsEverything(page);
            assertThat(faults).isEmpty();
            assertThat(complaints).isEmpty();
        }
    }

    private void setsTheSchedule(Page page) {
        page.navigate("/settings");
        page.locator("#to-schedule").click();
        assertThat(page.locator("#mode-automatic").isDisabled()).isTrue();
        page.locator("#mode-propose").check();
        page.locator("#rule-6").selectOption("always");
        page.locator("#f-at").fill("08:30");
        page.locator("#save-schedule").click();
        page.locator("[role=status]").waitFor();
        assertThat(page.locator("#next-run").innerText()).contains("08:30");
        assertThat(page.locator(".cal-day").count()).isEqualTo(60);
        assertThat(page.locator(".cal-from-6.cal-off:not(:has-text('holiday'))").allInnerTexts())
                .isEmpty();
        look(page, "schedule");
    }

    private static void closesADay(Page page) {
        var day = LocalDate.now(Office.ZONE).plusDays(10).toString();
        page.locator("#f-from").fill(day);
        page.locator("#f-reason").fill("Stocktaking");
        page.locator("#add-closed").click();
        page.locator("#closed li").waitFor();
        assertThat(page.locator("[data-date='" + day + "']").innerText()).contains("off", "Closed: Stocktaking");
    }

    private void worksThroughTheChecklist(Page page) {
        page.navigate("/");
        page.locator("#reminder-setup h2 a").click();
        page.locator("#templates li").first().waitFor();
        page.locator("#setup-dry_run a").click();
        page.locator("form[action='/reminder-runs'] button").click();
        page.locator("[data-open=send-all]").waitFor();
        page.navigate("/settings/setup");
        assertThat(page.locator("#setup-dry_run").getAttribute("class")).isEqualTo("done");
        int languages = page.locator("#templates li").count();
        for (int i = 0; i < languages; i++) {
            page.locator("#templates button").first().click();
            page.locator("#templates .tag-good").nth(i).waitFor();
        }
        assertThat(page.locator("#setup-templates").getAttribute("class")).isEqualTo("done");
        look(page, "checklist");
    }

    private void stopsEverything(Page page) {
        page.navigate("/reminder-runs");
        page.locator("[data-open=stop-reminders]").click();
        page.locator("#stop-reminders[open] button.btn-danger").click();
        page.locator("#reminders-stopped").waitFor();
        look(page, "stopped");
        page.locator("#resume-reminders").click();
        page.locator(".heading").waitFor();
        assertThat(page.locator("#reminders-stopped").count()).isZero();
    }

    private void look(Page page, String where) {
        Browser.accessibilityFaults(page).forEach(f -> faults.add(where + ": " + f));
    }
}
