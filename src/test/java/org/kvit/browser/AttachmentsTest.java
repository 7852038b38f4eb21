package org.kvit.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kvit.base.Actor;
import org.kvit.company.Companies;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// The attachments of orders and invoices in the real browser.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AttachmentsTest {
    private static final byte[] PNG = Base64.getDecoder()
            .decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");
    private static final byte[] TEXT = "Deliver before noon".getBytes(StandardCharsets.UTF_8);
    private Office office;
    private BrowserContext context;

    @BeforeAll
    void open() {
        office = new Office();
        context = office.open(1280);
        var page = context.newPage();
        Office.found(page, "en");
        Office.speak(page, "en");
        page.close();
    }

    @AfterAll
    void close() {
        context.close();
        office.close();
    }

    @Test
    void files_are_dropped_renamed_retyped_fetched_and_deleted() throws Exception {
        var page = context.newPage();
        page.navigate(attachmentsOfOrder("O-1"));
        var complaints = Browser.complaints(page);
        Dropped.on(page, new Dropped("CMR 17.png", PNG), new Dropped("nothing.pdf", new byte[0]));
        page.waitForURL("**/attachments?show=*");
        assertThat(page.locator(".attachment-sending .notice-bad").textContent())
                .contains("nothing.pdf", "empty");
        page.locator("#f-attachments").setInputFiles(new FilePayload[] {
            new FilePayload("note.txt", "text/plain", TEXT), new FilePayload("other.txt", "text/plain", PNG)
        });
        names(page).nth(2).waitFor();
        assertThat(names(page).allTextContents()).containsExactly("CMR 17.png", "note.txt", "other.txt");
        assertThat(kind(page, 0).inputValue()).isEqualTo("pod");
        assertThat(page.locator(".tabs [aria-current] .tag").textContent()).isEqualTo("3");

        names(page).nth(0).click();
        page.locator(".attachment-picture img").waitFor();
        assertThat(page.locator(".attachment-picture img").evaluate("i => i.decode().then(() => i.naturalWidth)"))
                .isEqualTo(1);
        page.locator("#open-rename").click();
        page.locator("#rename [name=name]").fill("Pallets.png");
        page.locator("#rename .btn-primary").click();
        page.locator(".attachment-list a:text-is(\"Pallets.png\")").waitFor();
        kind(page, 0).selectOption("other");
        page.locator("#no-pod").waitFor();
        assertThat(kind(page, 0).inputValue()).isEqualTo("other");

        names(page).nth(1).click();
        page.waitForURL("**/attachments?show=*");
        page.locator("#preview-title:text-is(\"note.txt\")").waitFor();
        var fetched = page.waitForDownload(() -> page.locator("#download").click());
        assertThat(fetched.suggestedFilename()).isEqualTo("note.txt");
        assertThat(Files.readAllBytes(fetched.path())).isEqualTo(TEXT);
        page.locator("#open-delete").click();
        page.locator("#delete .btn-danger").click();
        page.locator(".attachment-list a:text-is(\"note.txt\")")
                .waitFor(new Locator.WaitForOptions()
                        .setState(com.microsoft.playwright.options.WaitForSelectorState.DETACHED));
        assertThat(names(page).allTextContents()).containsExactly("Pallets.png", "other.txt");
        assertThat(complaints).isEmpty();
        page.close();
    }

    @Test
    void an_invoice_takes_files_by_drop_and_shows_those_of_its_order() {
        var page = context.newPage();
        page.navigate(attachmentsOfOrder("O-3"));
        Dropped.on(page, new Dropped("CMR 3.png", PNG));
        page.waitForURL("**/attachments?show=*");
        var order = page.url().replaceFirst("\\?.*", "");
        page.navigate(attachmentsOfInvoiceWith("O-3"));
        var complaints = Browser.complaints(page);
        assertThat(page.locator(".attachment-order h2 a").getAttribute("href"))
                .isEqualTo(URI.create(order).getPath());
        page.locator("#preview-title:text-is(\"CMR 3.png\")").waitFor();
        assertThat(page.locator("#open-delete").count()).isZero();
        Dropped.on(page, new Dropped("Original.png", PNG), new Dropped("note.txt", TEXT));
        page.waitForURL("**/invoices/*/attachments?show=*");
        assertThat(names(page).allTextContents()).containsExactly("Original.png", "note.txt", "CMR 3.png");
        assertThat(page.locator(".tabs [aria-current] .tag").textContent()).isEqualTo("3");
        kind(page, 0).selectOption("invoice");
        page.locator(".attachment-list > li:first-child option[value=invoice][selected]")
                .waitFor(new Locator.WaitForOptions()
                        .setState(com.microsoft.playwright.options.WaitForSelectorState.ATTACHED));
        names(page).nth(1).click();
        page.locator("#preview-title:text-is(\"note.txt\")").waitFor();
        page.locator("#open-delete").click();
        page.locator("#delete .btn-danger").click();
        page.locator(".attachment-list a:text-is(\"note.txt\")")
                .waitFor(new Locator.WaitForOptions()
                        .setState(com.microsoft.playwright.options.WaitForSelectorState.DETACHED));
        assertThat(names(page).allTextContents()).containsExactly("Original.png", "CMR 3.png");
        for (int width : new int[] {1280, 390}) {
            page.setViewportSize(width, 900);
            assertThat(faults(page)).isEmpty();
            assertThat((boolean) page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                    .isTrue();
        }
        assertThat(complaints).isEmpty();
        page.close();
    }

    @Test
    void a_file_that_is_too_large_is_refused_before_it_is_sent() {
        var page = context.newPage();
        page.navigate(attachmentsOfOrder("O-2"));
        page.locator("#attachment-upload").evaluate("form => form.dataset.limit = 10");
        Dropped.on(page, new Dropped("film.pdf", PNG));
        assertThat(page.locator(".attachment-sending .notice-bad").textContent())
                .contains("film.pdf", "50 MB");
        page.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1280, 390})
    void what_is_refused_in_a_sheet_is_said_above_it(int width) {
        var page = context.newPage();
        page.setViewportSize(width, 900);
        page.navigate(attachmentsOfOrder("R-" + width));
        Dropped.on(page, new Dropped("CMR.png", PNG));
        page.waitForURL("**/attachments?show=*");
        page.locator("#open-delete").click();
        written("""
                DELETE FROM attachment a USING customer_order o
                 WHERE o.company_id = current_company() AND o.number = :number
                   AND a.company_id = o.company_id AND a.order_id = o.id RETURNING a.id
                """, "R-" + width);
        page.locator("#delete .btn-danger").click();
        var said = page.locator(".toast-line.bad");
        said.waitFor();
        assertThat((boolean) page.evaluate("document.getElementById('delete').open"))
                .isTrue();
        // What lies behind the sheet is inert too, so neither seen, nor hit here, nor read out.
        assertThat(
                        (boolean)
                                said.evaluate(
                                        "line => { const box = line.getBoundingClientRect();"
                                                + " return document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2) === line; }"))
                .isTrue();
        assertThat(faults(page)).isEmpty();
        page.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1280, 390})
    void axe_finds_nothing_and_nothing_is_wider_than_the_screen(int width) {
        var page = context.newPage();
        page.setViewportSize(width, 900);
        page.navigate(attachmentsOfOrder("O-" + width));
        assertThat(faults(page)).isEmpty();
        Dropped.on(page, new Dropped("CMR " + "x".repeat(150) + ".png", PNG));
        page.waitForURL("**/attachments?show=*");
        page.locator(".attachment-picture img").waitFor();
        assertThat(faults(page)).isEmpty();
        assertThat((boolean) page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                .isTrue();
        page.close();
    }

    private static List<String> faults(Page page) {
        return Browser.accessibilityFaults(page);
    }

    private static Locator names(Page page) {
        return page.locator(".attachment-list a");
    }

    private static Locator kind(Page page, int row) {
        return page.locator(".attachment-list select").nth(row);
    }

    private String attachmentsOfOrder(String number) {
        return "/orders/" + written("""
                WITH c AS (INSERT INTO customer (company_id, name, country) VALUES (current_company(), 'Daugava ' || :number, 'LV') RETURNING id)
                INSERT INTO customer_order (company_id, number, customer_id, order_date, currency, payment_terms_days, invoice_delivery, pod_delivery)
                SELECT current_company(), :number, c.id, '2026-11-01', 'EUR', 14, 'email', 'email' FROM c RETURNING id
                """, number) + "/attachments";
    }

    private String attachmentsOfInvoiceWith(String order) {
        return "/invoices/" + written("""
                WITH i AS (INSERT INTO invoice (company_id, number, customer_id, issue_date, due_date, currency, total)
                           SELECT company_id, 'RK of ' || number, customer_id, '2026-11-01', '2026-11-15', 'EUR', 100
                             FROM customer_order WHERE company_id = current_company() AND number = :number RETURNING id)
                UPDATE customer_order o SET invoice_id = i.id FROM i
                 WHERE o.company_id = current_company() AND o.number = :number RETURNING i.id
                """, order) + "/attachments";
    }

    private long written(String sql, String number) {
        var company = office.the(Companies.class).all().getFirst();
        var jdbc = office.the(JdbcClient.class);
        return Objects.requireNonNull(Actor.job(company)
                .get(() -> office.the(TransactionTemplate.class)
                        .execute(_ -> jdbc.sql(sql)
                                .param("number", number)
                                .query(Long.class)
                                .single())));
    }
}
