package org.kvit.bank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kvit.base.Refusal;

class Mt940ReaderTest {
    private static final String OURS = "LV80BANK0000435195001";
    private static final AccountHolder RIGA =
            new AccountHolder("LV", List.of(new AccountHolder.Account(OURS, "EUR")), List.of());
    private static final AccountHolder PRAGUE =
            new AccountHolder("CZ", List.of(new AccountHolder.Account("CZ6508000000192000145399", "CZK")), List.of());
    private static final String STATEMENT = """
            :20:S1
            :25:LV80BANK0000435195001EUR
            :28C:17/1
            :60F:C261122EUR100,00
            %s
            :62F:C261123EUR%s
            :64:C261123EUR90,5
            """;

    @Test
    void a_statement_is_told_with_its_entries_and_balances() {
        var told = told(STATEMENT.formatted(
                ":61:2611231123CR250,5NTRFINV-17//2026112300017\nSALARY\n:86:ANNA\nRK-2026-00017\n:61:261123D0,36NCHGNONREF//F1",
                "350,14"));
        assertThat(told.written()).isEqualTo("""
                entry | 2026-11-23/2026-11-23 | 250.50 EUR | BOOK | ref 2026112300017 | e2e INV-17 | text ANNA & RK-2026-00017 | more SALARY | code NTRF
                entry | 2026-11-23/2026-11-23 | -0.36 EUR | BOOK | ref F1 | code NCHG
                MT940 | S1 | no 17/1 | LV80BANK0000435195001 EUR | 2026-11-23..2026-11-23
                balance | OPBD | 100.00 EUR | 2026-11-22
                balance | CLBD | 350.14 EUR | 2026-11-23
                balance | CLAV | 90.50 EUR | 2026-11-23
                """);
    }

    @ParameterizedTest
    @CsvSource({
        "261231,0102,2026-12-31,2027-01-02",
        "270102,1230,2027-01-02,2026-12-30",
        "261115,1115,2026-11-15,2026-11-15",
        "261115,,2026-11-15,2026-11-15",
        "280301,0229,2028-03-01,2028-02-29",
    })
    void the_entry_date_takes_the_year_that_brings_it_nearest(
            String value, String entry, LocalDate valueOn, LocalDate bookedOn) {
        var told = entry(":61:" + value + (entry == null ? "" : entry) + "C1,NTRFNONREF");
        assertThat(told.bookedOn()).isEqualTo(bookedOn);
        assertThat(told.valueOn()).contains(valueOn);
    }

    @ParameterizedTest
    @CsvSource({
        "C1,true,false",
        "D1,false,false",
        "RC1,false,true",
        "RD1,true,true",
        "CR1,true,false",
        "DR1,false,false",
        "RCR1,false,true",
        "RDR1,true,true"
    })
    void the_mark_says_which_way_and_whether_it_takes_back(String mark, boolean credit, boolean reversal) {
        var entry = entry(":61:261123" + mark + ",5NTRFNONREF");
        assertThat(entry.credit()).isEqualTo(credit);
        assertThat(entry.reversal()).isEqualTo(reversal);
        assertThat(entry.amount()).isEqualTo(new BigDecimal("1.50"));
    }

    @ParameterizedTest
    @CsvSource({
        "NTRFNONREF,'',''",
        "NTRFABC//XYZ-1,ABC,XYZ-1",
        "N102EREF//,'',''",
        "FMSC//99,'',99",
        "S103A/B//0001234567,A/B,0001234567",
        "NTRFEREF//00000000001005/TRCD/00100/,'',00000000001005",
        "NTRFKREF+//X,'',X",
    })
    void the_payers_and_the_banks_reference_are_told_apart(String tail, String payers, String banks) {
        var entry = entry(":61:261123C1," + tail);
        assertThat(entry.endToEndId()).isEqualTo(payers);
        assertThat(entry.bankReference()).isEqualTo(banks);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{1:F01BANKLV2XAXXX0000000000}{2:I940BANKLV2XXXXXN}{4:\n%s-}",
                "\u0001{1:F01BANKLV2XAXXX0000000000}{2:O9401200}{3:{108:1}}{4:\n%s-}{5:{CHK:1}}\u0003",
                "BANKLV2X\n940\nBANKLV2X\n%s-\n",
                "\ufeff%s",
                "\n\n%s-",
            })
    void envelopes_and_lines_around_a_message_do_no_harm(String envelope) {
        var message = STATEMENT.formatted(":61:261123C1,NTRFNONREF", "101,00");
        var told = told(envelope.formatted(message));
        assertThat(told.entries)
                .singleElement()
                .satisfies(e -> assertThat(e.amount()).isEqualTo("1.00"));
        assertThat(told(envelope.formatted(message).replace("\n", "\r\n")).written())
                .isEqualTo(told.written());
        assertThat(told(envelope.formatted(message).replace("\n", "\r")).written())
                .isEqualTo(told.written());
    }

    @Test
    void several_messages_are_several_statements() {
        var one = STATEMENT.formatted(":61:261123C1,NTRFNONREF", "101,00");
        var other =
                one.replace("LV80BANK0000435195001EUR", "LT121000011101001000").replace(":20:S1", ":20:S2");
        assertThat(told(one + "-\n" + other + "-").statements)
                .extracting(Statement::account)
                .containsExactly(OURS, "LT121000011101001000");
    }

    @Test
    void a_statement_that_goes_on_in_further_messages_is_one() {
        var pages = """
                :20:P1
                :25:LV80BANK0000435195001
                :28C:17/1
                :60F:C261122EUR100,00
                :61:261123C10,00NTRFNONREF
                :62M:C261123EUR110,00
                -
                :20:P1
                :25:LV80BANK0000435195001
                :28C:17/2
                :60M:C261123EUR110,00
                :61:261123C10,00NTRFNONREF
                :62F:C261123EUR120,00
                -
                """;
        var told = told(pages);
        assertThat(told.statements).singleElement().satisfies(s -> {
            assertThat(s.opening().map(Balance::amount)).contains(new BigDecimal("100.00"));
            assertThat(s.closing().map(Balance::amount)).contains(new BigDecimal("120.00"));
        });
        assertThat(told.identities).hasSize(2).doesNotHaveDuplicates();
        var alone = told(pages.substring(0, pages.indexOf("-\n")));
        assertThat(alone.statements)
                .singleElement()
                .satisfies(s -> assertThat(s.closing()).map(Balance::subType).contains("INTM"));
    }

    @Test
    void german_subfields_with_sepa_tags_are_read() {
        var entry = entry(":61:2611231123C100,00N166NONREF//POS-1", """
                :86:166?00GUTSCHRIFT?109075?20EREF+KVIT-2026-00017?21KREF+2026112312345
                678?22SVWZ+RECHNUNG RK-2026-00?23017 UND RK-2026-00018?24ABWA+ENDKU
                NDE AG?30DEUTDEFFXXX?31DE89370400440532013000?32MUSTERMANN GMBH UND CO KG A?33
                G?34999""");
        assertThat(entry.endToEndId()).isEqualTo("KVIT-2026-00017");
        assertThat(entry.remittance()).containsExactly("RECHNUNG RK-2026-00", "017 UND RK-2026-00018");
        assertThat(entry.counterpartyName()).isEqualTo("MUSTERMANN GMBH UND CO KG AG");
        assertThat(entry.counterpartyAccount()).isEqualTo("DE89370400440532013000");
        assertThat(entry.ultimateName()).isEqualTo("ENDKUNDE AG");
        assertThat(entry.additional()).isEqualTo("GUTSCHRIFT");
        assertThat(entry.isPayment()).isTrue();
    }

    @Test
    void a_return_by_the_german_business_code_takes_back() {
        assertThat(entry(":61:261123D1,NRTINONREF", ":86:X").reversal()).isTrue();
        assertThat(entry(":61:261123D1,NTRFNONREF", ":86:109?00RUECKLASTSCHRIFT?20SVWZ+X")
                        .reversal())
                .isTrue();
        assertThat(entry(":61:261123C1,NTRFNONREF", ":86:/RTRN/AC04//REMI/USTD//X/")
                        .reversal())
                .isTrue();
    }

    @Test
    void polish_and_other_separators_are_read_as_subfields() {
        var entry = entry(
                ":61:261123C1,S073NONREF",
                ":86:073~00PRZELEW~20FV 12/2026~21~32JAN KOWALSKI~38PL61109010140000071219812874");
        assertThat(entry.remittance()).containsExactly("FV 12/2026");
        assertThat(entry.counterpartyName()).isEqualTo("JAN KOWALSKI");
        assertThat(entry.counterpartyAccount()).isEqualTo("PL61109010140000071219812874");
    }

    @Test
    void code_words_between_slashes_are_read_wherever_lines_are_cut() {
        var entry = entry(":61:261123C1,NTRFEREF//00000000001005", """
                :86:/EREF/EV12341REP1231456T1234//CNTP/NL32INGB0000012345/INGBNL2A/IN
                G BANK NV INZAKE WEB///REMI/USTD//RK-2026-00017 and RK-2026-0
                0018/""");
        assertThat(entry.endToEndId()).isEqualTo("EV12341REP1231456T1234");
        assertThat(entry.counterpartyName()).isEqualTo("ING BANK NV INZAKE WEB");
        assertThat(entry.counterpartyAccount()).isEqualTo("NL32INGB0000012345");
        assertThat(entry.remittance()).containsExactly("RK-2026-00017 and RK-2026-0", "0018");
    }

    @Test
    void a_structured_reference_among_code_words_goes_where_the_matcher_looks() {
        var entry = entry(
                ":61:261123C1,NTRFNONREF",
                ":86:/EREF/NOTPROVIDED/ORDP//NAME/SIA Anna/REMI/STRD/CUR/RF18539007547034/ULTD//NAME/Berta");
        assertThat(entry.references()).containsExactly("RF18539007547034");
        assertThat(entry.counterpartyName()).isEqualTo("SIA Anna");
        assertThat(entry.ultimateName()).isEqualTo("Berta");
        assertThat(entry.endToEndId()).isEmpty();
    }

    @Test
    void czech_symbols_are_read_and_accounts_become_ibans() {
        var entry = Told.of(bytes("""
                                :20:S1
                                :25:0800/192000145399
                                :28C:1
                                :60F:C261122CZK0,00
                                :61:261123C1500,00NTRFNONREF//123456
                                :86:/VS/0020260017/SS/0/KS/0308/IBAN/19-2000145399/0800/NAME/Jan Novák
                                :62F:C261123CZK1500,00
                                """), Limits.USUAL, PRAGUE).entries.getFirst();
        assertThat(entry.account()).isEqualTo("CZ6508000000192000145399");
        assertThat(entry.endToEndId()).isEqualTo("/VS20260017/KS308");
        assertThat(entry.counterpartyName()).isEqualTo("Jan Novák");
    }

    @Test
    void plain_text_stays_as_the_bank_cut_it() {
        var entry = entry(
                ":61:261123C1,NTRFNONREF", ":86:SIA Anna LV31HABA0001408042678 Rekins RK-2026-00\n017 paldies/VS/1/2");
        assertThat(entry.remittance())
                .containsExactly("SIA Anna LV31HABA0001408042678 Rekins RK-2026-00", "017 paldies/VS/1/2");
        assertThat(entry(":61:261123C1,NTRFNONREF", ":86:+371 67000000 zvanit\n:86:")
                        .remittance())
                .containsExactly("+371 67000000 zvanit");
    }

    @ParameterizedTest
    @CsvSource({"UTF-8,LV", "windows-1257,LV", "windows-1257,EE", "windows-1250,CZ", "windows-1252,DE", "UTF-8,CZ"})
    void letters_are_read_whatever_the_bank_writes(String charset, String country) {
        var text = country.equals("CZ")
                ? "Žluťoučký kůň"
                : country.equals("DE") ? "Müller & Söhne" : country.equals("EE") ? "Tööstus OÜ" : "Ķekavas Ābele";
        var file = STATEMENT
                .formatted(":61:261123C1,NTRFNONREF\n:86:" + text, "101,00")
                .getBytes(Charset.forName(charset));
        var told = Told.of(file, Limits.USUAL, new AccountHolder(country, List.of(), List.of()));
        assertThat(told.entries.getFirst().remittance()).containsExactly(text);
    }

    @ParameterizedTest
    @CsvSource({
        "LV80 BANK 0000 4351 9500 1,LV80BANK0000435195001",
        "BANKLV2X/LV80BANK0000435195001,LV80BANK0000435195001",
        "LV80BANK0000435195001EUR,LV80BANK0000435195001",
        "/LV80BANK0000435195001,LV80BANK0000435195001",
        "0000435195001,LV80BANK0000435195001",
        "435195001,LV80BANK0000435195001",
        "BANKLV2X/435195001,LV80BANK0000435195001",
        "5195001,5195001",
        "12345678/99,12345678/99",
    })
    void our_account_is_known_however_it_is_written(String written, String account) {
        assertThat(RIGA.account(written)).isEqualTo(account);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "261123C1 bank.bad.statementLine",
                "261323C1,NTRF bank.bad.date",
                "2611230231C1,NTRF bank.bad.date",
                "261123C1,123456NTRF bank.bad.amount",
                "261123C1;00NTRF bank.bad.statementLine",
                "261123C12345678901234,NTRF bank.bad.amount",
            })
    void what_is_wrong_is_named_with_line_and_field(String wrong, String key) {
        var refusal = refusal(STATEMENT.formatted(":61:" + wrong, "1,00"));
        assertThat(refusal.words().key()).isEqualTo(key);
        assertThat(refusal.words().args()).startsWith(5, ":61:");
    }

    @Test
    void a_balance_an_account_or_an_end_that_is_missing_is_named() {
        var good = STATEMENT.formatted(":61:261123C1,NTRFNONREF", "101,00");
        assertThat(refusal(good.replaceFirst(":62F:.*\n", "").replaceFirst(":64:.*\n", ""))
                        .words()
                        .key())
                .isEqualTo("bank.bad.truncated");
        assertThat(refusal(good.replaceFirst(":25:.*\n", "")).words().args()).contains(":25:");
        assertThat(refusal(good.replaceFirst(":60F:.*\n", "")).words().args()).contains(":60F:");
        assertThat(refusal(good.replace("C261122EUR100,00", "C261122XXQ100,00"))
                        .words()
                        .key())
                .isEqualTo("bank.bad.currency");
        assertThat(refusal(good.replace("C261122EUR100,00", "X261122EUR100,00"))
                        .words()
                        .key())
                .isEqualTo("bank.bad.balance");
    }

    @Test
    void two_payments_of_one_amount_and_one_reference_stay_two_and_the_first_is_known_by_ISO_20022_too() {
        var lines = ":61:261123C1,NTRFNONREF//2026112300017\n:61:261123C1,NTRFNONREF//2026112300017";
        var told = told(STATEMENT.formatted(lines, "102,00"));
        assertThat(told.identities).hasSize(2).doesNotHaveDuplicates();
        assertThat(told(STATEMENT.formatted(lines, "102,00")).identities).isEqualTo(told.identities);
        var camt = Told.of("""
                <Document><BkToCstmrStmt><Stmt><Id>1</Id><Acct><Id><IBAN>LV80BANK0000435195001</IBAN></Id></Acct>
                <Ntry><Amt Ccy="EUR">1.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts><BookgDt><Dt>2026-11-23</Dt></BookgDt>
                <AcctSvcrRef>2026112300017</AcctSvcrRef></Ntry></Stmt></BkToCstmrStmt></Document>""");
        assertThat(told.identities.getFirst()).isEqualTo(camt.identities.getFirst());
    }

    private static Entry entry(String... lines) {
        return told(STATEMENT.formatted(String.join("\n", lines), "101,00"))
                .entries
                .getFirst();
    }

    private static Told told(String file) {
        return Told.of(bytes(file), Limits.USUAL, RIGA);
    }

    private static Refusal refusal(String file) {
        return assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> told(file))
                .actual();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
