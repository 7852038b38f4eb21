package org.kvit.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kvit.KvitTest;
import org.kvit.PageClient;
import org.kvit.TestCompany;
import org.kvit.company.Companies;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@KvitTest
class ImportScreensTest {
    private static final String STATEMENT = """
            <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><GrpHdr><MsgId>M</MsgId><CreDtTm>2026-11-20T18:00:00</CreDtTm></GrpHdr>
            <Stmt><Id>S</Id><CreDtTm>2026-11-20T18:00:00</CreDtTm><Acct><Id><IBAN>LV80BANK0000435195001</IBAN></Id><Ccy>EUR</Ccy></Acct>
            <Ntry><Amt Ccy="EUR">10.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>2026-11-20</Dt></BookgDt><AcctSvcrRef>1</AcctSvcrRef></Ntry>
            </Stmt></BkToCstmrStmt></Document>
            """;

    private static final String CSV = """
            Datums;Summa;Maksātājs;Konts
            20.11.2026;10,00;Anna;LV80BANK0000435195001
            21.11.2026;-5,00;Landlord;LV80BANK0000435195001
            """;

    @Autowired
    Companies companies;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transaction;

    @LocalServerPort
    int port;

    private TestCompany company;
    private PageClient browser;

    @BeforeEach
    void company() {
        company = TestCompany.found(companies);
        browser = PageClient.signedIn(port, company.email());
    }

    @Test
    void several_statement_files_go_in_each_by_itself_and_the_bad_one_says_why() {
        var files = new TreeMap<String, byte[]>();
        files.put("good.xml", bytes(STATEMENT));
        files.put("torn.xml", bytes(STATEMENT.substring(0, 400)));
        var done = finished(browser.upload("/imports/statements", files));
        assertThat(done.body())
                .contains("LV80BANK0000435195001")
                .contains("torn.xml")
                .contains("the file ends here")
                .contains("Nothing of this file was imported");
        assertThat(finished(browser.upload("/imports/statements", Map.of("good.xml", bytes(STATEMENT))))
                        .body())
                .contains("known already");
        assertThat(browser.get("/imports").body())
                .contains("good.xml, torn.xml")
                .contains("files refused 1");
        var list = browser.get("/statements").body();
        assertThat(list).contains("good.xml").doesNotContain("torn.xml");
    }

    @Test
    void a_statement_can_be_fetched_as_it_was_received() {
        finished(browser.upload("/imports/statements", Map.of("good.xml", bytes(STATEMENT))));
        var list = browser.get("/statements").body();
        var path = list.replaceFirst("(?s).*href=\"(/statements/files/\\d+)\".*", "$1");
        assertThat(browser.get(path).body()).isEqualTo(STATEMENT);
        assertThat(PageClient.signedIn(port, TestCompany.found(companies).email())
                        .get(path)
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void rejected_invoice_lines_are_shown_and_can_be_fetched() {
        var csv = "number,customer_name,due_date,total\nA-1,Anna,2026-11-20,10.00\nA-2,Anna,soon,10.00\n";
        var done = finished(browser.upload("/imports/invoices", Map.of("invoices.csv", bytes(csv))));
        assertThat(done.body()).contains("Some lines were rejected").contains("“soon” is not a date");
        assertThat(browser.get(done.uri().getPath() + "/rejected").body())
                .contains("Line,Column,Reason,Content")
                .contains("3,due_date,");
    }

    @Test
    void the_sample_files_go_in_as_they_are() {
        for (var kind : new String[] {"invoices", "customers"}) {
            var sample = browser.get("/imports/" + kind + "/sample").body();
            var done = finished(browser.upload("/imports/" + kind, Map.of("sample.csv", bytes(sample))));
            assertThat(done.body()).as(kind).contains("Everything in the file was imported");
        }
    }

    @Test
    void a_file_that_is_no_table_is_refused_in_words() {
        var done = finished(browser.upload("/imports/customers", Map.of("a.csv", bytes("hello\nworld\n"))));
        assertThat(done.body()).contains("names none of the columns").contains("Nothing of the file was imported");
        assertThat(browser.upload("/imports/customers", Map.of()).statusCode()).isEqualTo(400);
    }

    @Test
    void a_csv_statement_asks_for_its_columns_once_and_is_then_read_by_itself() {
        var form = browser.upload("/imports/statements", Map.of("november.csv", bytes(CSV)));
        assertThat(form.uri().getPath()).matches("/imports/csv-files/\\d+");
        assertThat(form.body())
                .contains("november.csv")
                .contains("LV80BANK0000435195001")
                .contains("Anna");
        assertThat(browser.get("/imports/statements").body()).contains("november.csv");
        var path = form.uri().getPath();
        var fields = new TreeMap<>(Map.of(
                "name", "Luminor",
                "delimiter", "semicolon",
                "headerRow", "1",
                "decimal", "comma",
                "dateFormat", "dd.MM.yyyy",
                "c-date", "Datums",
                "c-amount", "Summa",
                "c-name", "Maksātājs",
                "c-ownAccount", "Konts"));
        var without = new TreeMap<>(fields);
        without.remove("c-date");
        assertThat(browser.post(path, path, without).body()).contains("Choose the column with the date");
        assertThat(browser.post(path, path + "/preview", fields).body())
                .contains("Anna")
                .doesNotContain("<html");
        var done = finished(browser.post(path, path, fields));
        assertThat(done.body()).contains("LV80BANK0000435195001").doesNotContain("Nothing of this file");
        assertThat(browser.get(path).statusCode()).isEqualTo(404);
        var again = finished(browser.upload("/imports/statements", Map.of("december.csv", bytes(CSV))));
        assertThat(again.body()).contains("known already");
        assertThat(browser.get("/imports/csv-mappings").body()).contains("Luminor");
    }

    @Test
    void a_csv_beside_other_files_waits_while_they_go_in_and_can_be_put_aside() {
        var files = new TreeMap<String, byte[]>();
        files.put("good.xml", bytes(STATEMENT));
        files.put("november.csv", bytes(CSV));
        var form = browser.upload("/imports/statements", files);
        var path = form.uri().getPath();
        assertThat(path).matches("/imports/csv-files/\\d+");
        assertThat(browser.get("/imports").body()).contains("good.xml");
        browser.post(path, path + "/removal", Map.of());
        assertThat(browser.get("/imports/statements").body()).doesNotContain("november.csv");
    }

    @Test
    void an_account_manager_imports_customers_and_nothing_else() {
        company.actor()
                .run(() -> transaction.executeWithoutResult(_ -> jdbc.sql(
                                "UPDATE membership SET role = 'account_manager' WHERE company_id = current_company()")
                        .update()));
        assertThat(browser.get("/imports/customers").statusCode()).isEqualTo(200);
        assertThat(browser.get("/imports/statements").statusCode()).isEqualTo(403);
        assertThat(browser.get("/statements").statusCode()).isEqualTo(403);
        assertThat(browser.get("/imports").body()).doesNotContain("/imports/statements");
        assertThat(browser.get("/payments").body()).doesNotContain("/imports/statements");
    }

    /// Waits at the import's page as a person would.
    private HttpResponse<String> finished(HttpResponse<String> page) {
        assertThat(page.uri().getPath()).matches("/imports/\\d+");
        var now = page;
        while (now.body().contains("id=\"progress\"")) {
            now = browser.get(page.uri().getPath());
        }
        return now;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
