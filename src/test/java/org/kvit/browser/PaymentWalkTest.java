package org.kvit.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// The accountant's payments, in the real browser: a long import that is left and found again, the link window without
/// a mouse, suggestions accepted in the list, and payments by hand.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PaymentWalkTest {
    private static final int ENTRIES = 3000;

    private Office office;
    private BrowserContext context;
    private Page page;
    private List<String> complaints = List.of();
    private final List<String> faults = new ArrayList<>();

    @BeforeAll
    void open() {
        office = new Office();
        context = office.open(1440);
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
    void an_accountant_gets_all_payments_linked() throws SQLException {
        importsALongStatement();
        linksWithoutAMouse();
        acceptsSuggestionsInTheList();
        paysByHand();
        isRefusedTheSecondWay();
        assertThat(faults).isEmpty();
        assertThat(complaints).allMatch(c -> c.contains("409"), "only the refusal is complained of");
    }

    /// It waits for somebody who is linking; meanwhile its progress is seen, and whoever leaves the page finds it
    /// again.
    private void importsALongStatement() throws SQLException {
        try (var somebody = office.the(DataSource.class).getConnection()) {
            somebody.setAutoCommit(false);
            somebody.createStatement().execute("SELECT pg_advisory_xact_lock(hashtext('payments'), 1)");
            page.navigate("/imports/statements");
            page.locator("#f-file")
                    .setInputFiles(statement(
                            "long.xml",
                            IntStream.range(0, ENTRIES)
                                    .mapToObj(i ->
                                            entry("L" + i, "0.0" + (1 + i % 9), "Somebody " + i, "Deposit " + i))));
            page.locator("#upload button.btn-primary").click();
            page.locator("#progress progress").waitFor();
            look("import under way");
            page.navigate("/imports");
            page.locator("main tr")
                    .filter(said("long.xml"))
                    .locator("a")
                    .first()
                    .click();
            page.locator("#progress progress").waitFor();
            somebody.rollback();
        }
        page.locator(".figures").first().waitFor();
        assertThat(page.locator(".figures").first().innerText().replaceAll("\\s", ""))
                .contains("New3,000")
                .contains("Unlinked3,000");
        Office.upload(
                page,
                "statements",
                statement(
                        "short.xml",
                        Stream.of(
                                entry("S1", "1000.00", "Customer 10", "On account"),
                                entry("S2", "205.50", "Customer 2", "Thank you"),
                                entry("S3", "320.50", "Customer 3", "Thanks"),
                                entry("S4", "420.50", "Customer 4", "Thanks"),
                                entry("S6", "620.50", "Customer 6", "Thanks"))));
    }

    /// From the list to the list: two invoices as far as the money reaches, an amount of one's own, one taken off
    /// again;
    /// the next one by its suggestion; undone, done again, closed.
    private void linksWithoutAMouse() {
        page.navigate("/payments?query=Customer&sort=payer");
        look("list");
        press("ArrowDown");
        assertThat(focused("e.closest('tr').innerText")).contains("Customer 10");
        press("Enter");
        page.locator("#link-form").waitFor();
        look("link window");
        assertThat(focused("e.name")).isEqualTo("mark");
        assertThat(left()).isEqualTo("1,000.00\u00a0EUR");
        press("/");
        page.keyboard().type("K-10-");
        page.waitForCondition(() -> page.locator("#open tr").count() == 3);
        press("Enter", "Space", "ArrowDown", "ArrowDown", "Space", "Enter");
        assertThat(page.locator("#linked tr").count()).isEqualTo(1);
        assertThat(left()).isEqualTo("0.00\u00a0EUR");
        assertThat(page.locator("#left").getAttribute("class")).contains("pay-settled");
        assertThat(page.locator("#said").innerText()).contains("K-10-40").contains("doesn’t reach to: 1");
        assertThat(focused("e.id")).isEqualTo("next-unlinked");

        page.locator("#linked [data-row]").focus();
        press("e");
        page.keyboard().type("600.00");
        assertThat(left()).isEqualTo("400.00\u00a0EUR");
        press("Enter", "ArrowDown", "Enter");
        assertThat(page.locator("#linked tr").count()).isEqualTo(2);
        page.locator("#linked tr").nth(1).locator("[data-row]").focus();
        press("Delete");
        assertThat(page.locator("#linked tr").count()).isEqualTo(1);
        assertThat(left()).isEqualTo("400.00\u00a0EUR");
        look("a part is linked");

        press("n");
        page.waitForURL("**saved=*");
        assertThat(page.locator("h1").innerText()).contains("Customer 2");
        assertThat(page.locator(".toasts").innerText())
                .contains("Saved: 1,000.00")
                .contains("400.00");
        look("the next one");
        press("z");
        page.waitForURL("**done=undone*");
        assertThat(left()).isEqualTo("1,000.00\u00a0EUR");
        press("n");
        page.locator("h1").filter(said("Customer 2")).waitFor();
        press("1");
        assertThat(left()).isEqualTo("0.00\u00a0EUR");
        press("c");
        page.waitForURL("**at=*");
        assertThat(page.locator("#payments").innerText())
                .contains("Customer 10")
                .doesNotContain("Customer 2\n");
        assertThat(focused("e.closest('tr').innerText")).contains("Customer 3");
    }

    /// One with its button and back again, then all that are marked, and these back again too.
    private void acceptsSuggestionsInTheList() {
        press("a");
        page.locator("[data-undo]").waitFor();
        assertThat(focused("e.closest('tr').innerText")).contains("Customer 3").contains("Accepted");
        look("accepted in the list");
        press("z");
        page.locator("[data-undo]").waitFor(gone());
        page.waitForCondition(() -> focused("e.closest('tr')?.innerText").contains("Customer 3"));
        press("Space", "ArrowDown", "Space");
        assertThat(page.locator("#accept-marked").innerText()).contains("2");
        page.locator("#accept-marked").click();
        page.waitForURL("**accepted=2*");
        look("marked ones accepted");
        page.locator("#undo-accepted").click();
        page.waitForURL("**undone=2*");
        for (var payer : List.of("Customer 3", "Customer 4")) {
            page.locator("#payments tr")
                    .filter(said(payer))
                    .locator("[data-accept]")
                    .waitFor();
        }
    }

    private void paysByHand() {
        page.navigate("/invoices?query=K-7-&status=open");
        page.locator("#tick-all").check();
        page.locator("#pay-by-hand").click();
        page.locator("#by-hand-sheet[open]").waitFor();
        look("payments by hand");
        page.locator("#by-hand-sheet [name=date]").fill(today().minusMonths(2).toString());
        page.locator("#by-hand-sheet button.btn-primary").click();
        page.waitForURL("**made=3*");
        assertThat(page.locator("#payments").innerText())
                .contains("K-7-5")
                .contains("K-7-20")
                .contains("K-7-40");
        assertThat(page.locator(".toasts").innerText()).contains("3 payments were made");
        look("payments made by hand");
    }

    /// This month's payments come from statements: that is said, with what is there and how it is changed; nothing is
    /// made.
    private void isRefusedTheSecondWay() {
        page.navigate("/invoices?query=K-8-&status=open");
        page.locator("#tick-all").check();
        page.locator("#pay-by-hand").click();
        page.locator("#by-hand-sheet[open] button.btn-primary").click();
        page.locator("#problem").waitFor();
        var month = "%02d/%d".formatted(today().getMonthValue(), today().getYear());
        assertThat(page.locator("#problem").innerText())
                .contains("In " + month)
                .contains("come from bank statements")
                .contains("undo the import of those statements first");
        assertThat(page.locator("[name=invoiceIds]:checked").count()).isEqualTo(3);
        look("refused second way");
    }

    private void press(String... keys) {
        for (var key : keys) {
            page.keyboard().press(key);
        }
    }

    /// @param of what of the element `e` that has the focus
    private String focused(String of) {
        return String.valueOf(page.evaluate("(() => { const e = document.activeElement; return " + of + "; })()"));
    }

    private String left() {
        return page.locator("#left").innerText();
    }

    private void look(String where) {
        Browser.accessibilityFaults(page).forEach(f -> faults.add(where + ": " + f));
    }

    private static Locator.FilterOptions said(String text) {
        return new Locator.FilterOptions().setHasText(text);
    }

    private static Locator.WaitForOptions gone() {
        return new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED);
    }

    private static FilePayload statement(String name, Stream<String> entries) {
        var document = """
                <?xml version="1.0" encoding="UTF-8"?>
                <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt>
                <GrpHdr><MsgId>%2$s</MsgId><CreDtTm>%1$sT06:00:00</CreDtTm></GrpHdr>
                <Stmt><Id>%2$s</Id><CreDtTm>%1$sT06:00:00</CreDtTm><FrToDt><FrDtTm>%1$sT00:00:00</FrDtTm><ToDtTm>%1$sT23:59:59</ToDtTm></FrToDt>
                <Acct><Id><IBAN>LV80BANK0000435195001</IBAN></Id><Ccy>EUR</Ccy></Acct>
                %3$s</Stmt></BkToCstmrStmt></Document>
                """.formatted(today(), name, entries.collect(Collectors.joining()));
        return new FilePayload(name, "text/xml", document.getBytes(StandardCharsets.UTF_8));
    }

    private static String entry(String reference, String amount, String payer, String text) {
        return """
                <Ntry><Amt Ccy="EUR">%2$s</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>%5$s</Dt></BookgDt>
                <AcctSvcrRef>%1$s</AcctSvcrRef><NtryDtls><TxDtls><RltdPties><Dbtr><Pty><Nm>%3$s</Nm></Pty></Dbtr></RltdPties>
                <RmtInf><Ustrd>%4$s</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>
                """.formatted(reference, amount, payer, text, today());
    }

    private static LocalDate today() {
        return LocalDate.now(Office.ZONE);
    }
}
