package org.kvit.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kvit.KvitTest;
import org.kvit.TestCompany;
import org.kvit.bank.CsvField;
import org.kvit.bank.CsvMapping;
import org.kvit.bank.CsvMappings;
import org.kvit.base.Refusal;
import org.kvit.base.Words;
import org.kvit.check.Invariants;
import org.kvit.company.Companies;
import org.kvit.job.Jobs;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// Statements in the formats that are not ISO 20022, all the way into the books.
@KvitTest
class StatementFormatsTest {
    private static final String SWIFT = """
            :20:S1
            :25:LV80BANK0000435195001
            :28C:17
            :60F:C261119EUR5,00
            :61:2611201120C100,00NTRFNONREF//2026112000017
            :86:/ORDP//NAME/ANNA/IBAN/LV31HABA0001408042678/REMI/RK-2026-00017
            :61:2611201120D3,00NCHGNONREF//2026112000018
            :62F:C261120EUR102,00
            """;
    private static final String ABO = """
            0740000192000145399Baltic Freight      19112600000000000000+00000000050000+00000000000000+00000000050000+017201126              \r
            0750000192000145399000000200014539900000000420010000000500002002026001700080003080000000000201126Novák Jan           00203201126\r
            """;

    @Autowired
    Companies companies;

    @Autowired
    Jobs jobs;

    @Autowired
    StatementImports imports;

    @Autowired
    Invariants invariants;

    @Autowired
    CsvMappings mappings;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transaction;

    private Bank bank;

    @BeforeEach
    void bank() {
        bank = new Bank(TestCompany.found(companies), jobs, imports, jdbc, transaction);
    }

    @Test
    void an_invoice_is_paid_by_mt940_as_it_is_by_iso_20022() {
        bank.invoice(bank.customer("Anna"), "RK-2026-00017", "100.00");
        var result = delivers(SWIFT);
        assertThat(result.added()).isEqualTo(2);
        assertThat(result.linked()).isEqualTo(1);
        assertThat(result.warnings()).isEmpty();
        assertThat(bank.company().actor().get(invariants::broken)).isEmpty();
    }

    @Test
    void balances_of_the_text_formats_are_checked_too() {
        assertThat(delivers(SWIFT.replace(":62F:C261120EUR102,00", ":62F:C261120EUR99,00"))
                        .warnings())
                .containsExactly(Words.of("payment.statement.balance", "102.00 EUR", "99.00 EUR"));
        var next = SWIFT.replace("C261119EUR5,00", "C261120EUR1,00")
                .replace("2611201120", "2611211121")
                .replace(":62F:C261120EUR102,00", ":62F:C261121EUR98,00")
                .replace("20261120", "20261121");
        assertThat(delivers(next).warnings()).extracting(Words::key).containsExactly("payment.chain.gap.none.down");
    }

    @Test
    void the_same_entry_by_mt940_csv_and_iso_20022_is_one() {
        save(mapping());
        assertThat(delivers(SWIFT).added()).isEqualTo(2);
        assertThat(delivers(SWIFT).added()).isZero();
        assertThat(bank.delivers(new Camt().credit("2026112000017", "100.00", "Anna", "LV31HABA0001408042678", "RK"))
                        .added())
                .isZero();
        var csv = delivers("""
                Date;Amount;Details;Reference;Account
                20.11.2026;100,00;RK-2026-00017;2026112000017;LV80BANK0000435195001
                20.11.2026;-3,00;Fee;2026112000018;LV80BANK0000435195001
                20.11.2026;7,00;Coffee;;LV80BANK0000435195001
                20.11.2026;7,00;Coffee;;LV80BANK0000435195001
                """);
        assertThat(csv.added()).isEqualTo(2);
        assertThat(csv.duplicates()).isEqualTo(2);
        var longer = delivers("""
                Date;Amount;Details;Reference;Account
                19.11.2026;1,00;Tea;;LV80BANK0000435195001
                20.11.2026;7,00;Coffee;;LV80BANK0000435195001
                20.11.2026;7,00;Coffee;;LV80BANK0000435195001
                20.11.2026;100,00;RK-2026-00017;2026112000017;LV80BANK0000435195001
                """);
        assertThat(longer.added()).isEqualTo(1);
        assertThat(bank.rows("SELECT count(*)::text FROM payment")).containsExactly("4");
    }

    @Test
    void a_gpc_file_finds_the_companys_own_iban_and_its_symbol_the_invoice() {
        transact("UPDATE company SET country = 'CZ' WHERE id = current_company()");
        transact(
                "INSERT INTO bank_account (company_id, iban, currency) VALUES (current_company(), 'CZ6508000000192000145399', 'CZK')");
        var result = delivers(ABO);
        assertThat(result.account()).isEqualTo("CZ6508000000192000145399");
        assertThat(result.currency()).isEqualTo("CZK");
        assertThat(result.warnings()).isEmpty();
        assertThat(bank.rows("SELECT payer_account || ' ' || reference FROM payment"))
                .containsExactly("CZ7908000000002000145399 /VS20260017/KS308");
    }

    @Test
    void a_zip_may_hold_any_mix() throws IOException {
        save(mapping());
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            put(zip, "a", SWIFT);
            put(zip, "b.dat", "Date;Amount;Details;Reference;Account\n20.11.2026;1,00;x;;LV80BANK0000435195001\n");
            put(
                    zip,
                    "readme.txt",
                    "These are the statements of November, as you asked for; call us, if any is missing; thanks\n");
            put(zip, "c.gpc", ABO);
        }
        assertThat(bank.delivers(bytes.toByteArray()).statements())
                .extracting(StatementResult::account)
                .containsExactly("LV80BANK0000435195001", "LV80BANK0000435195001", "19-2000145399");
    }

    @Test
    void of_a_bad_file_nothing_is_kept() {
        save(mapping());
        for (var bad : List.of(
                SWIFT.replace("D3,00", "D3;00"),
                ABO.replace("000000050000", "00000005000x"),
                "Date;Amount;Details;Reference;Account\n20.11.2026;1,00;x;;LV80BANK0000435195001\n20.11.2026;one;x;;\n",
                "When;What;How much\n20.11.2026;x;1,00\n")) {
            assertThatThrownBy(() -> delivers(bad)).isInstanceOf(Refusal.class);
        }
        assertThat(bank.rows("SELECT count(*)::text FROM bank_entry")).containsExactly("0");
        assertThat(bank.rows("SELECT count(*)::text FROM statement_file")).containsExactly("0");
    }

    @Test
    void mappings_are_kept_by_name_changed_and_removed() {
        long id = save(mapping());
        assertThatThrownBy(() -> save(mapping().named("LUMINOR")))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        r -> assertThat(r.faults().getFirst().field()).isEqualTo("name"));
        assertThatThrownBy(() -> save(new CsvMapping(
                        0, "", ';', "", ',', "dd.MM.yyyy", 1, new EnumMap<>(CsvField.class), List.of(), "", "XQQ")))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        r -> assertThat(r.faults())
                                .extracting(Refusal.Fault::field)
                                .containsExactly("name", "date", "amount", "fixedCurrency"));
        save(mapping().numbered(id).named("SEB").ofAccount("LV80BANK0000435195001"));
        bank.company().actor().run(() -> {
            assertThat(mappings.all()).singleElement().satisfies(m -> {
                assertThat(m.name()).isEqualTo("SEB");
                assertThat(m.account()).isEqualTo("LV80BANK0000435195001");
                assertThat(m.columns()).isEqualTo(mapping().columns());
            });
            mappings.remove(id);
            assertThat(mappings.all()).isEmpty();
        });
        assertThat(bank.rows("SELECT action FROM audit WHERE subject = 'bank_csv_mapping' ORDER BY id"))
                .containsExactly("created", "changed", "deleted");
    }

    private static CsvMapping mapping() {
        var columns = new EnumMap<CsvField, List<String>>(CsvField.class);
        columns.put(CsvField.DATE, List.of("Date"));
        columns.put(CsvField.AMOUNT, List.of("Amount"));
        columns.put(CsvField.TEXT, List.of("Details"));
        columns.put(CsvField.BANK_REFERENCE, List.of("Reference"));
        columns.put(CsvField.OWN_ACCOUNT, List.of("Account"));
        return new CsvMapping(
                0,
                "Luminor",
                ';',
                "",
                ',',
                "dd.MM.yyyy",
                1,
                columns,
                List.of("Date", "Amount", "Details", "Reference", "Account"),
                "",
                "");
    }

    private long save(CsvMapping mapping) {
        return bank.company().actor().get(() -> mappings.save(mapping));
    }

    private void transact(String sql) {
        bank.company()
                .actor()
                .run(() -> transaction.executeWithoutResult(_ -> jdbc.sql(sql).update()));
    }

    private StatementResult delivers(String file) {
        return bank.delivers(file.getBytes(StandardCharsets.UTF_8)).statements().getFirst();
    }

    private static void put(ZipOutputStream zip, String name, String text) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(text.getBytes(StandardCharsets.UTF_8));
    }
}
