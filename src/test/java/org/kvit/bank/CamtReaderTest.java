package org.kvit.bank;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CamtReaderTest {
    private static final String STATEMENT = """
            <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><GrpHdr><MsgId>1</MsgId></GrpHdr><Stmt>
            <Id>S1</Id><CreDtTm>2026-11-23T18:00:00</CreDtTm><Acct><Id><IBAN>lv80 BANK 0000435195001</IBAN></Id><Ccy>EUR</Ccy></Acct>
            %s</Stmt></BkToCstmrStmt></Document>""";
    private static final String HEAD =
            "<CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>2026-11-23</Dt></BookgDt>";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "camt052.v2",
                "camt052.v8",
                "camt053.v2.all-balance-types",
                "camt053.v2.minimal",
                "camt053.v2.minimal.ultimate",
                "camt053.v2.with-account-name",
                "camt053.v3",
                "camt053.v4",
                "camt053.v8",
                "camt054.v2",
                "camt054.v4",
                "camt054.v8"
            })
    void each_published_sample_is_read_exactly(String name) throws Exception {
        var expected = new String(Told.resource(name + ".told.txt"), StandardCharsets.UTF_8);
        var told = Told.of(Told.resource(name + ".xml"), Limits.USUAL).written();
        assertThat(told).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "8.850, 8.85",
        "2700, 2700.00",
        "0.12345, 0.12345",
        "+7.5, 7.50",
        ".5, 0.50",
        "1., 1.00",
        "9999999999999.99, 9999999999999.99"
    })
    void an_amount_is_read_to_the_fifth_decimal(String written, String amount) {
        assertThat(entry("<Amt Ccy=\"EUR\">" + written + "</Amt>" + HEAD).amount())
                .isEqualTo(new BigDecimal(amount));
    }

    @Test
    void a_batch_that_adds_up_becomes_one_entry_per_transaction() {
        var told = told("<Ntry><Amt Ccy=\"EUR\">30.00</Amt>" + HEAD + "<AcctSvcrRef>BATCH-0001</AcctSvcrRef><NtryDtls>"
                + transaction("10.00", "ANNA", "INV 1") + transaction("20.00", "JANIS", "INV 2")
                + "</NtryDtls></Ntry>");
        assertThat(told.entries)
                .extracting(Entry::amount)
                .containsExactly(new BigDecimal("10.00"), new BigDecimal("20.00"));
        assertThat(told.entries).extracting(Entry::counterpartyName).containsExactly("ANNA", "JANIS");
        assertThat(told.entries).extracting(Entry::flag).containsOnly("");
    }

    @Test
    void a_batch_over_several_details_with_amounts_among_the_details_adds_up_too() {
        var first =
                "<NtryDtls><TxDtls><AmtDtls><InstdAmt><Amt Ccy=\"USD\">11.00</Amt></InstdAmt><TxAmt><Amt Ccy=\"EUR\">10.00</Amt></TxAmt></AmtDtls></TxDtls></NtryDtls>";
        var second = "<NtryDtls><TxDtls><AmtDtls><InstdAmt><Amt Ccy=\"EUR\">25.00</Amt></InstdAmt></AmtDtls></TxDtls>"
                + "<TxDtls><Amt Ccy=\"EUR\">5.00</Amt><CdtDbtInd>DBIT</CdtDbtInd></TxDtls></NtryDtls>";
        var told = told("<Ntry><Amt Ccy=\"EUR\">30.00</Amt>" + HEAD + first + second + "</Ntry>");
        assertThat(told.entries)
                .extracting(Entry::signedAmount)
                .containsExactly(new BigDecimal("10.00"), new BigDecimal("25.00"), new BigDecimal("-5.00"));
    }

    @Test
    void a_batch_that_does_not_add_up_stays_one_flagged_entry_with_all_texts() {
        var told =
                told("<Ntry><Amt Ccy=\"EUR\">31.00</Amt>" + HEAD + "<NtryDtls>" + transaction("10.00", "ANNA", "INV 1")
                        + transaction("20.00", "JANIS", "INV 2") + "</NtryDtls></Ntry>");
        assertThat(told.entries).singleElement().satisfies(e -> {
            assertThat(e.amount()).isEqualTo("31.00");
            assertThat(e.flag()).isEqualTo(Entry.BATCH_MISMATCH);
            assertThat(e.remittance()).containsExactly("INV 1", "INV 2");
            assertThat(e.counterpartyName()).isEmpty();
        });
    }

    @Test
    void only_what_is_booked_came_in_and_was_not_taken_back_is_a_payment() {
        var one = "<Amt Ccy=\"EUR\">1</Amt>";
        assertThat(entry(one + HEAD).isPayment()).isTrue();
        assertThat(entry("<Amt Ccy=\"EUR\">0</Amt>" + HEAD).isPayment()).isFalse();
        assertThat(entry(one + HEAD.replace("CRDT", "DBIT")).isPayment()).isFalse();
        assertThat(entry(one + HEAD.replace("BOOK", "PDNG")).isPayment()).isFalse();
        assertThat(entry(one + HEAD.replace("BOOK", "XYZ")).status()).isEqualTo(Entry.Status.INFO);
        assertThat(entry(one + "<RvslInd>1</RvslInd>" + HEAD).isPayment()).isFalse();
        assertThat(entry(one + HEAD + "<NtryDtls><TxDtls><RtrInf><Rsn><Cd>AC04</Cd></Rsn></RtrInf></TxDtls></NtryDtls>")
                        .isPayment())
                .isFalse();
        var code = "<BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>RCDT</Cd><SubFmlyCd>RRTN</SubFmlyCd></Fmly></Domn></BkTxCd>";
        assertThat(entry(one + HEAD + code).isPayment()).isFalse();
        assertThat(entry(one + HEAD + code.replace("RRTN", "ESCT")).isPayment()).isTrue();
    }

    @Test
    void a_reversal_names_the_other_side_whatever_role_it_had() {
        var taken = entry(
                "<Amt Ccy=\"EUR\">1</Amt><RvslInd>true</RvslInd>" + HEAD.replace("CRDT", "DBIT")
                        + "<NtryDtls><TxDtls><RltdPties><Dbtr><Pty><Nm>ANNA</Nm></Pty></Dbtr><DbtrAcct><Id><IBAN>LT121000011101001000</IBAN></Id></DbtrAcct>"
                        + "<Cdtr><Pty><Nm>US</Nm></Pty></Cdtr><CdtrAcct><Id><IBAN>LV80BANK0000435195001</IBAN></Id></CdtrAcct></RltdPties></TxDtls></NtryDtls>");
        assertThat(taken.counterpartyName()).isEqualTo("ANNA");
        assertThat(taken.counterpartyAccount()).isEqualTo("LT121000011101001000");
    }

    @Test
    void a_party_on_whose_behalf_is_kept_beside_the_payer_and_a_bank_can_be_the_payer() {
        var entry = entry(
                "<Amt Ccy=\"EUR\">1</Amt>" + HEAD
                        + "<NtryDtls><TxDtls><RltdPties><Dbtr><Agt><FinInstnId><Nm>BIG BANK</Nm></FinInstnId></Agt></Dbtr>"
                        + "<UltmtDbtr><Pty><Nm>ANNA</Nm></Pty></UltmtDbtr><DbtrAcct><Id><Othr><Id>123 456</Id></Othr></Id></DbtrAcct></RltdPties></TxDtls></NtryDtls>");
        assertThat(entry.counterpartyName()).isEqualTo("BIG BANK");
        assertThat(entry.ultimateName()).isEqualTo("ANNA");
        assertThat(entry.counterpartyAccount()).isEqualTo("123456");
    }

    @Test
    void remittance_of_any_number_is_kept_in_its_order() {
        var entry = entry("<Amt Ccy=\"EUR\">1</Amt>" + HEAD
                + "<NtryDtls><TxDtls><RmtInf><Ustrd>one</Ustrd><Ustrd>two &amp; <![CDATA[three]]></Ustrd>"
                + "<Strd><RfrdDocInf><Tp><CdOrPrtry><Cd>CINV</Cd></CdOrPrtry></Tp><Nb>RK-1</Nb></RfrdDocInf><CdtrRefInf><Ref>RF1</Ref></CdtrRefInf><AddtlRmtInf>more</AddtlRmtInf></Strd>"
                + "<Strd><CdtrRefInf><Tp><CdOrPrtry><Cd>SCOR</Cd></CdOrPrtry></Tp><Ref>RF2</Ref></CdtrRefInf></Strd></RmtInf><AddtlTxInf>tx</AddtlTxInf></TxDtls></NtryDtls>"
                + "<AddtlNtryInf>ntry</AddtlNtryInf>");
        assertThat(entry.remittance()).containsExactly("one", "two & three", "RK-1", "more");
        assertThat(entry.references()).containsExactly("RF1", "RF2");
        assertThat(entry.additional()).isEqualTo("ntry\ntx");
    }

    @Test
    void an_entry_without_a_booking_date_takes_its_value_date_else_the_statements() {
        var head = HEAD.replaceAll("<BookgDt>.*</BookgDt>", "");
        assertThat(entry("<Amt Ccy=\"EUR\">1</Amt>" + head + "<ValDt><DtTm>2026-11-20T23:59:00+02:00</DtTm></ValDt>")
                        .bookedOn())
                .isEqualTo(LocalDate.of(2026, 11, 20));
        assertThat(entry("<Amt Ccy=\"EUR\">1</Amt>" + head).bookedOn()).isEqualTo(LocalDate.of(2026, 11, 23));
    }

    @Test
    void several_statements_of_several_accounts_stand_in_one_file() {
        var told = told("<Ntry><Amt Ccy=\"EUR\">1</Amt>" + HEAD
                + "</Ntry></Stmt><Stmt><Id>S2</Id><Acct><Id><Othr><Id>X-9</Id></Othr></Id></Acct>"
                + "<Ntry><Amt Ccy=\"USD\">2</Amt>" + HEAD + "</Ntry>");
        assertThat(told.statements).extracting(Statement::account).containsExactly("LV80BANK0000435195001", "X-9");
        assertThat(told.entries).extracting(Entry::account).containsExactly("LV80BANK0000435195001", "X-9");
    }

    @Test
    void an_envelope_around_the_document_does_no_harm() {
        var wrapped = "<?xml version=\"1.0\"?><Env><Hdr/><Body>" + STATEMENT.formatted("") + "</Body></Env>";
        assertThat(Told.of(wrapped).statements).hasSize(1);
    }

    private static Entry entry(String content) {
        return told("<Ntry>" + content + "</Ntry>").entries.getFirst();
    }

    private static Told told(String entries) {
        return Told.of(STATEMENT.formatted(entries));
    }

    private static String transaction(String amount, String payer, String text) {
        return "<TxDtls><Amt Ccy=\"EUR\">" + amount + "</Amt><RltdPties><Dbtr><Pty><Nm>" + payer
                + "</Nm></Pty></Dbtr></RltdPties><RmtInf><Ustrd>" + text + "</Ustrd></RmtInf></TxDtls>";
    }
}
