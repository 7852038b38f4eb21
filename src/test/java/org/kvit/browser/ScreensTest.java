package org.kvit.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.WaitUntilState;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Every screen, empty and with something on it: in every language, light and dark, wide and on a phone.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ScreensTest {
    private static final int PHONE = 390;
    /// One of each language, and one that owes in another currency.
    private static final int CUSTOMERS = 5;
    /// Those that need no object.
    private static final List<String> LISTS = List.of(
            "/",
            "/debtors",
            "/debtors?view=full",
            "/invoices",
            "/invoices/to-send",
            "/invoices/to-send?by=post",
            "/credit-notes",
            "/payments",
            "/payments?state=all",
            "/payments/all-linked",
            "/statements",
            "/payments/periods",
            "/statements/announced",
            "/statements/received",
            "/reminder-runs",
            "/reminder-runs/to-post",
            "/orders",
            "/orders?state=pod_missing",
            "/orders/new",
            "/trips",
            "/trips/new",
            "/customers",
            "/customers/new",
            "/emails",
            "/imports",
            "/imports/invoices",
            "/imports/customers",
            "/imports/statements",
            "/imports/csv-mappings",
            "/search?q=customer",
            "/search?q=nothing-like-it",
            "/settings",
            "/settings/company",
            "/settings/company/history",
            "/settings/people",
            "/settings/tokens",
            "/settings/me",
            "/settings/mail",
            "/settings/mail/consent",
            "/settings/mail/fax",
            "/settings/mail/fax?number=%2B37167000000",
            "/settings/inbox",
            "/inbox",
            "/inbox?show=unassigned",
            "/inbox?show=all",
            "/settings/bank-links",
            "/settings/bank-links/new",
            "/settings/reminders",
            "/settings/templates",
            "/settings/templates/firm/pl",
            "/settings/reminders/default",
            "/settings/reminders/new",
            "/settings/interest",
            "/invoices/reminder-counters",
            "/settings/schedule",
            "/settings/setup");
    /// Those of the first object that a list leads to.
    private static final List<String> OBJECTS = List.of(
            "/debtors?customer=1",
            "/invoices/1",
            "/invoices/1/payments",
            "/invoices/1/reminders",
            "/invoices/1/correspondence",
            "/invoices/1/emails",
            "/invoices/2",
            "/invoices/2/credit-notes",
            "/invoices/2/credit-notes/new",
            "/invoices/2/attachments",
            "/invoices/2/email",
            "/credit-notes/1",
            "/orders/1/attachments",
            "/orders/1/emails",
            "/invoices/1/history",
            "/orders/new?customer=1",
            "/orders/1",
            "/orders/1/edit",
            "/orders/1/history",
            "/orders/2",
            "/orders/2/edit",
            "/trips/1",
            "/trips/1/history",
            "/customers/1",
            "/customers/1/contacts",
            "/customers/1/history",
            "/customers/1/payer-accounts",
            "/customers/1/statement",
            "/customers/1/statement?paper=reconciliation",
            "/payments/1",
            "/payments/2",
            "/payments/1/history",
            "/payments/1/rest",
            "/payments/2/rest",
            "/statements/files/1/undoing",
            "/statements/1",
            "/reminder-runs/1",
            "/reminder-runs/1/letters/1/card",
            "/emails/1",
            "/imports/1",
            "/imports/2",
            "/imports/csv-files/2",
            "/imports/csv-mappings/1",
            "/settings/reminders/2",
            "/no-such-page",
            "/customers/99999");

    private Office full;
    private Office empty;
    private BrowserContext context;
    private BrowserContext emptyContext;

    @BeforeAll
    void open() {
        full = new Office();
        empty = new Office();
        context = full.open(1280);
        var page = context.newPage();
        Office.found(page, "en");
        Office.upload(page, "invoices", Office.invoices(CUSTOMERS));
        Office.upload(page, "statements", Office.statement());
        page.navigate("/reminder-runs");
        page.locator("form[action='/reminder-runs'] button").click();
        page.locator("[data-open=send-all]").click();
        page.locator("#send-all[open] button.btn-primary").click();
        page.locator("#progress.notice-good").waitFor();
        order(page);
        order(page);
        approvedTrip(page, "O-2026-00002");
        creditNote(page);
        csvFiles(page);
        policy(page);
        page.close();
        emptyContext = empty.open(1280);
        Office.found(emptyContext.newPage(), "en");
    }

    private static void order(Page page) {
        page.navigate("/orders/new?customer=1");
        page.locator("#f-orderDate").fill("2026-11-02");
        page.locator("[name='cargo[0].description']").fill("Furniture");
        page.locator("[name='prices[0].service']").fill("Haulage");
        page.locator("[name='prices[0].quantity']").fill("1");
        page.locator("[name='prices[0].unitPrice']").fill("1250.50");
        page.locator("[name='prices[0].vatRate']").fill("0");
        page.locator("#save").click();
        page.locator("#cargo-title").waitFor();
    }

    private static void approvedTrip(Page page, String order) {
        page.navigate("/trips/new");
        page.locator("#f-vehicle").fill("LV-1234");
        page.locator("#save").click();
        page.locator("#f-order").fill(order);
        page.locator("#add-order").click();
        page.locator("#trip-orders").waitFor();
        page.locator("#approve").click();
        page.locator("#remove-approval").waitFor();
    }

    /// Of a part of the second invoice, which came with its total only.
    private static void creditNote(Page page) {
        page.navigate("/invoices/2/credit-notes/new");
        page.locator("[name=amount]").fill("10.00");
        page.locator("[name=reason]").fill("A pallet was damaged");
        page.locator("#preview").click();
        page.locator("#issue").click();
        page.waitForURL("**/credit-notes/1*");
    }

    /// One that is mapped and imported, one that still waits.
    private static void csvFiles(Page page) {
        page.navigate("/imports/statements");
        page.locator("#f-file").setInputFiles(Office.csv("bank.csv", "Date"));
        page.locator("#upload button.btn-primary").click();
        page.locator("#f-name").fill("Luminor");
        page.locator("#csv-import").click();
        page.waitForURL("**/imports/*");
        page.navigate("/imports/statements");
        page.locator("#f-file").setInputFiles(Office.csv("other.csv", "Booking date"));
        page.locator("#upload button.btn-primary").click();
        page.locator("#csv-preview").waitFor();
    }

    /// One beside the default.
    private static void policy(Page page) {
        page.navigate("/settings/reminders/new");
        page.locator("#policy-name").fill("Key customers");
        page.locator("#save").click();
        page.waitForURL("**/settings/reminders/2?saved=true");
    }

    @AfterAll
    void close() {
        context.close();
        emptyContext.close();
        full.close();
        empty.close();
    }

    @ParameterizedTest
    @CsvSource({"en, light, 1280", "lv, dark, 390"})
    void axe_finds_nothing_and_the_console_is_silent(String language, String theme, int width) {
        axeFindsNothing(context, language, theme, width, all());
    }

    /// Forms and settings look the same when there is nothing yet.
    @Test
    void axe_finds_nothing_on_empty_screens() {
        var lists = LISTS.stream()
                .filter(path -> !path.matches("/settings.*|/imports/.*|.*/new"))
                .toList();
        axeFindsNothing(emptyContext, "et", "light", 1280, lists);
    }

    /// In the languages that axe doesn't look at on a phone; English is shorter than all of them.
    @ParameterizedTest
    @ValueSource(strings = {"et", "cs", "sk"})
    void nothing_runs_out_of_a_phone(String language) {
        var wide = new ArrayList<String>();
        visit(
                context.newPage(),
                language,
                "light",
                PHONE,
                all(),
                (page, where) -> tooWide(page).forEach(w -> wide.add(where + w)));
        assertThat(wide).isEmpty();
    }

    /// Pages that are wider than the screen, and panels that are lower than what is in them.
    private static List<String> tooWide(Page page) {
        int screen = page.viewportSize().width;
        int width = ((Number) page.evaluate("document.documentElement.scrollWidth")).intValue();
        var low = (List<?>) page.evaluate("""
                () => [...document.querySelectorAll('.panel')].filter(panel => panel.scrollHeight > panel.clientHeight + 2
                    && getComputedStyle(panel).overflowY === 'visible').map(panel => panel.id || panel.className)
                """);
        var faults = new ArrayList<String>();
        if (width > screen) {
            faults.add(" is " + width + " wide");
        }
        low.forEach(panel -> faults.add(" has more in the panel " + panel + " than fits"));
        return faults;
    }

    private static void axeFindsNothing(
            BrowserContext context, String language, String theme, int width, List<String> paths) {
        var faults = new ArrayList<String>();
        visit(Browser.withAxe(context), language, theme, width, paths, (page, where) -> {
            Browser.accessibilityFaults(page).forEach(f -> faults.add(where + ": " + f));
            tooWide(page).forEach(w -> faults.add(where + w));
        });
        assertThat(faults).isEmpty();
    }

    private interface Look {
        void at(Page page, String where);
    }

    private static void visit(Page page, String language, String theme, int width, List<String> paths, Look look) {
        try (page) {
            page.setViewportSize(width, 900);
            var complaints = Browser.complaints(page);
            page.navigate("/");
            Office.speak(page, language);
            if (!theme.equals(page.locator("html").getAttribute("data-bs-theme"))) {
                page.locator("button[name=theme]").click();
                page.locator("html[data-bs-theme=" + theme + "]").waitFor();
            }
            for (var path : paths) {
                // Styles are there by then; pictures and frames need not be.
                page.navigate(path, new Page.NavigateOptions().setWaitUntil(WaitUntilState.DOMCONTENTLOADED));
                look.at(page, path + " in " + language);
            }
            assertThat(complaints).allMatch(c -> c.contains("404"), "only what isn't there is complained of");
        }
    }

    private static List<String> all() {
        var all = new ArrayList<>(LISTS);
        all.addAll(OBJECTS);
        return all;
    }
}
