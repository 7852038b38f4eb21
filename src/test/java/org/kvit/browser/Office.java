package org.kvit.browser;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.kvit.Kvit;
import org.kvit.TestDatabase;
import org.kvit.TestFiles;
import org.kvit.mail.SmtpSink;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/// The whole program with an empty database and a mail server, and the files that an accountant has at
/// hand.
final class Office implements AutoCloseable {
    /// Where its company is: what day it is there decides what is overdue.
    static final ZoneId ZONE = ZoneId.of("Europe/Riga");

    static final String EMAIL = "anna@baltic.example";
    static final String PASSWORD = "correct horse battery staple";
    static final int CUSTOMERS = 12;

    private static final List<String> LANGUAGES = List.of("en", "lv", "et", "cs", "sk");

    private final SmtpSink mail = SmtpSink.open();
    private final ConfigurableApplicationContext kvit;

    Office() {
        var database = TestDatabase.fresh();
        kvit = new SpringApplicationBuilder(Kvit.class)
                .initializers(context -> context.getBeanFactory().registerSingleton("dataSource", database.app()))
                .run(
                        "--server.port=0",
                        "--kvit.database=provided",
                        "--kvit.data=" + TestFiles.DATA,
                        "--kvit.smtp.url=" + mail.url());
    }

    String address() {
        return "http://localhost:" + kvit.getEnvironment().getProperty("local.server.port");
    }

    SmtpSink mail() {
        return mail;
    }

    <T> T the(Class<T> service) {
        return kvit.getBean(service);
    }

    BrowserContext open(int width) {
        return Browser.open(address(), width);
    }

    /// Fills in the first start's form.
    static void found(Page page, String language) {
        page.navigate("/");
        page.locator("button[name=language][value=" + language + "]").click();
        page.locator("[name=company]").fill("Baltic Freight SIA");
        page.locator("[name=country]").selectOption("LV");
        page.locator("[name=name]").fill("Anna Ozola");
        page.locator("[name=email]").fill(EMAIL);
        page.locator("[name=password]").fill(PASSWORD);
        page.getByRole(AriaRole.MAIN).locator("button.btn-primary").click();
        page.locator("nav.side").waitFor();
    }

    static void signIn(Page page) {
        page.navigate("/sign-in");
        page.locator("[name=email]").fill(EMAIL);
        page.locator("[name=password]").fill(PASSWORD);
        page.getByRole(AriaRole.MAIN).locator("button.btn-primary").click();
        page.locator("nav.side").waitFor();
    }

    static void speak(Page page, String language) {
        page.locator("#language").selectOption(language);
        page.locator("html[lang=" + language + "]").waitFor();
    }

    /// Chooses a file on one of the import pages, and waits for the result.
    static void upload(Page page, String kind, FilePayload file) {
        page.navigate("/imports/" + kind);
        page.locator("#f-file").setInputFiles(file);
        page.locator("#upload button.btn-primary").click();
        page.locator("[role=status], .notice-bad, .figures").first().waitFor();
    }

    /// Three invoices a customer: 5, 20 and 40 days overdue, at the three levels; the fifth customer's
    /// are in CZK.
    static FilePayload invoices() {
        return invoices(CUSTOMERS);
    }

    static FilePayload invoices(int customers) {
        var rows = IntStream.rangeClosed(1, customers)
                .boxed()
                .flatMap(c -> IntStream.of(5, 20, 40)
                        .mapToObj(days -> "K-%d-%d,C%d,Customer %d,c%d@customer.example,%s,LV,%s,%s,%s,%d.50,"
                                .formatted(
                                        c,
                                        days,
                                        c,
                                        c,
                                        c,
                                        LANGUAGES.get(c % LANGUAGES.size()),
                                        today().minusDays(days + 14),
                                        today().minusDays(days),
                                        c == 5 ? "CZK" : "EUR",
                                        100 * c + days)));
        var head = "number,customer_external_id,customer_name,customer_email,customer_language,customer_country,"
                + "issue_date,due_date,currency,total,reference\n";
        return file("invoices.csv", "text/csv", rows.collect(Collectors.joining("\n", head, "\nBAD,,,,,,,,,,\n")));
    }

    /// Pays the first customer's oldest invoice by its number, and brings money from somebody unknown.
    static FilePayload statement() {
        return file("statement.xml", "text/xml", """
                <?xml version="1.0" encoding="UTF-8"?>
                <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt>
                <GrpHdr><MsgId>M1</MsgId><CreDtTm>%1$sT06:00:00</CreDtTm></GrpHdr>
                <Stmt><Id>S1</Id><CreDtTm>%1$sT06:00:00</CreDtTm><FrToDt><FrDtTm>%1$sT00:00:00</FrDtTm><ToDtTm>%1$sT23:59:59</ToDtTm></FrToDt>
                <Acct><Id><IBAN>LV80BANK0000435195001</IBAN></Id><Ccy>EUR</Ccy></Acct>
                %2$s%3$s</Stmt></BkToCstmrStmt></Document>
                """.formatted(
                        today(),
                        entry("R1", "140.50", "Customer 1", "Rekins K-1-40"),
                        entry("R2", "77.00", "Nobody Known", "thank you")));
    }

    /// A bank's CSV file, its first column called so.
    static FilePayload csv(String name, String first) {
        return file(name, "text/csv", """
                %s;Amount;Currency;Payer;Details;Account number;Balance
                23.11.2026;10,00;EUR;Anna Bērziņa;Invoice K-2-40;LV80BANK0000435195001;110,00
                24.11.2026;-5,00;EUR;Landlord;Rent;LV80BANK0000435195001;105,00
                """.formatted(first));
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

    private static FilePayload file(String name, String type, String content) {
        return new FilePayload(name, type, content.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        kvit.close();
        mail.close();
    }
}
