package org.kvit.bank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kvit.base.Refusal;

/// What is refused, and how it is told: line, element, reason.
class BadStatementTest {
    private static final Limits SMALL = new Limits(200_000, 3, 40, 3, 2, 100, 20_000);
    private static final String GOOD = """
            <?xml version="1.0" encoding="UTF-8"?>
            <Document><BkToCstmrStmt><Stmt><Id>1</Id>
            <Acct><Id><IBAN>LV80BANK0000435195001</IBAN></Id></Acct>
            <Ntry><Amt Ccy="EUR">1.00</Amt>
            <CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts>
            <BookgDt><Dt>2026-11-23</Dt></BookgDt>
            <NtryDtls><TxDtls><RmtInf><Ustrd>text</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>
            </Stmt></BkToCstmrStmt></Document>""";

    @ParameterizedTest
    @CsvSource({
        "1.00, 1;00, bank.bad.amount, 4, Document/BkToCstmrStmt/Stmt/Ntry/Amt, 1;00",
        "1.00, -1.00, bank.bad.amount, 4, Document/BkToCstmrStmt/Stmt/Ntry/Amt, -1.00",
        "1.00, 1e5, bank.bad.amount, 4, Document/BkToCstmrStmt/Stmt/Ntry/Amt, 1e5",
        "1.00, 0.123456, bank.bad.amount, 4, Document/BkToCstmrStmt/Stmt/Ntry/Amt, 0.123456",
        "1.00, 12345678901234.00, bank.bad.amount, 4, Document/BkToCstmrStmt/Stmt/Ntry/Amt, 12345678901234.00",
        "EUR, XYZ, bank.bad.currency, 4, Document/BkToCstmrStmt/Stmt/Ntry/Amt, XYZ",
        "CRDT, CREDIT, bank.bad.indicator, 5, Document/BkToCstmrStmt/Stmt/Ntry/CdtDbtInd, CREDIT",
        "2026-11-23, 2026-02-30, bank.bad.date, 6, Document/BkToCstmrStmt/Stmt/Ntry/BookgDt/Dt, 2026-02-30",
        "<Sts>BOOK</Sts>, '', bank.bad.missing, 4, Document/BkToCstmrStmt/Stmt/Ntry, Sts",
        "<CdtDbtInd>CRDT</CdtDbtInd>, '', bank.bad.missing, 4, Document/BkToCstmrStmt/Stmt/Ntry, CdtDbtInd",
        "<IBAN>LV80BANK0000435195001</IBAN>, '', bank.bad.missing, 2, Document/BkToCstmrStmt/Stmt, Acct/Id",
    })
    void a_wrong_value_is_named_with_line_and_element(
            String good, String bad, String key, int line, String element, String detail) {
        var refusal = refusal(GOOD.replace(good, bad).getBytes(StandardCharsets.UTF_8));
        assertThat(refusal.words().key()).isEqualTo(key);
        assertThat(refusal.words().args()).isEqualTo(List.of(line, element, detail));
    }

    @Test
    void a_file_cut_off_anywhere_is_refused() {
        var whole = GOOD.getBytes(StandardCharsets.UTF_8);
        for (int length = 0; length < whole.length; length++) {
            assertThat(refusal(Arrays.copyOf(whole, length)).words().key()).isIn("bank.bad.truncated", "bank.bad.xml");
        }
        assertThat(refusal(Arrays.copyOf(whole, 300)).words()).satisfies(w -> {
            assertThat(w.key()).isEqualTo("bank.bad.truncated");
            assertThat(w.args()).startsWith(7);
        });
    }

    @Test
    void entities_are_refused_before_any_is_looked_up() {
        assertKey(
                "bank.bad.dtd",
                "<!DOCTYPE d [<!ENTITY x SYSTEM \"file:///etc/hostname\">]>" + body().replace("text", "&x;"));
        assertKey("bank.bad.dtd", "<!DOCTYPE d SYSTEM \"http://127.0.0.1:1/x.dtd\">" + body());
        assertKey(
                "bank.bad.dtd",
                "<!DOCTYPE d [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;\">]>"
                        + body().replace("text", "&c;"));
        assertKey("bank.bad.dtd", "<!DOCTYPE d [<!ENTITY % p SYSTEM \"http://127.0.0.1:1/p\"> %p;]>" + body());
        assertKey("bank.bad.xml", body().replace("text", "&x;"));
    }

    @Test
    void a_bomb_of_depth_text_bytes_or_entries_is_refused() {
        assertKey("bank.bad.depth", body().replace("text", "<a>".repeat(100_000)));
        assertKey("bank.bad.text", body().replace("text", "x".repeat(101)));
        assertKey("bank.bad.token", body().replace("text", "<!--" + "x".repeat(50_000) + "-->"));
        assertKey("bank.bad.token", body().replace("<NtryDtls>", "<" + "N".repeat(50_000) + "/><NtryDtls>"));
        assertKey("bank.bad.bytes", body().replace("</Stmt>", "<AddtlStmtInf/>".repeat(20_000) + "</Stmt>"));
        var entry = body().substring(body().indexOf("<Ntry>"), body().indexOf("</Stmt>"));
        assertKey("bank.bad.entries", body().replace("</Stmt>", entry.repeat(3) + "</Stmt>"));
        assertKey("bank.bad.batch", body().replace("<TxDtls>", "<TxDtls/><TxDtls/><TxDtls>"));
        assertKey("bank.bad.xml", body().replace("<Ntry>", "<Ntry a=\"" + "x".repeat(5_000) + "\">"));
    }

    @Test
    void what_is_no_statement_is_refused() {
        assertKey("bank.bad.notStatement", "<Document><CstmrCdtTrfInitn/></Document>");
        assertKey("bank.bad.notStatement", "number,customer\n1,2\n");
        assertKey("bank.csv.unmapped", "number,customer,date\n1,2,3\n");
        assertKey("bank.bad.truncated", "");
        assertThat(refusal(new byte[] {(byte) 0xff, (byte) 0xd8, 3, 4, 5, 6})
                        .words()
                        .key())
                .startsWith("bank.bad.");
    }

    @Test
    void a_zip_of_statements_is_read_file_by_file() throws IOException {
        var told = Told.of(zip("a.xml", GOOD, "dir/b.XML", GOOD, "readme.txt", "hello"), SMALL);
        assertThat(told.statements).hasSize(2);
        assertThat(Told.of(zip("whatever.it.is.called", GOOD), SMALL).statements)
                .hasSize(1);
    }

    @Test
    void a_zip_that_is_a_bomb_or_broken_is_refused() throws IOException {
        assertThat(refusal(zip("a.xml", GOOD + " ".repeat(300_000))).words().key())
                .isIn("bank.bad.bytes", "bank.bad.token");
        assertThat(refusal(zip("a.xml", GOOD, "b.bin", "0".repeat(300_000)))
                        .words()
                        .key())
                .isEqualTo("bank.bad.bytes");
        assertThat(refusal(zip("1", "", "2", "", "3", "", "4", "")).words().key())
                .isEqualTo("bank.bad.files");
        assertThat(refusal(zip("a.txt", "Hello, this is no statement")).words().key())
                .isEqualTo("bank.bad.notStatement");
        var whole = zip("a.xml", GOOD);
        for (int length = 4; length < whole.length / 2; length++) {
            assertThat(refusal(Arrays.copyOf(whole, length)).words().key()).startsWith("bank.bad.");
        }
    }

    private static String body() {
        return GOOD.substring(GOOD.indexOf("<Document>"));
    }

    private static void assertKey(String key, String xml) {
        assertThat(refusal(xml.getBytes(StandardCharsets.UTF_8)).words().key()).isEqualTo(key);
    }

    private static Refusal refusal(byte[] file) {
        return assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> Told.of(file, SMALL))
                .actual();
    }

    private static byte[] zip(String... namesAndTexts) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (int i = 0; i < namesAndTexts.length; i += 2) {
                zip.putNextEntry(new ZipEntry(namesAndTexts[i]));
                zip.write(namesAndTexts[i + 1].getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toByteArray();
    }
}
