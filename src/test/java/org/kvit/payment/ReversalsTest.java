package org.kvit.payment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kvit.KvitTest;
import org.kvit.TestCompany;
import org.kvit.check.Invariants;
import org.kvit.company.Companies;
import org.kvit.job.Jobs;
import org.kvit.ui.Texts;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// What the bank takes back, and what it gives back to us.
@KvitTest
class ReversalsTest {
    private static final String ANNA = "LV31HABA0001408042678";

    @Autowired
    Companies companies;

    @Autowired
    Jobs jobs;

    @Autowired
    StatementImports imports;

    @Autowired
    Payments payments;

    @Autowired
    Invariants invariants;

    @Autowired
    Texts texts;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transaction;

    private Bank bank;

    @BeforeEach
    void bank() {
        bank = new Bank(TestCompany.found(companies), jobs, imports, jdbc, transaction);
    }

    @ParameterizedTest
    @CsvSource({
        "by the bank's reference, <AcctSvcrRef>2026112000001</AcctSvcrRef>",
        "by end-to-end id, <EndToEndId>E1</EndToEndId>",
        "by transaction id, <TxId>T1</TxId>",
        "by UETR, <UETR>8a562c67-ca16-48ba-b074-65581be6f001</UETR>"
    })
    void a_return_names_its_payment_among_others_alike(String how, String reference) {
        var named = credit(
                "2026112000001",
                "10.00",
                "<EndToEndId>E1</EndToEndId><UETR>8a562c67-ca16-48ba-b074-65581be6f001</UETR><TxId>T1</TxId>",
                "A");
        var alike = credit("2026112000002", "10.00", "<EndToEndId>E2</EndToEndId><TxId>T2</TxId>", "B");
        var back = returned("10.00", reference, "", "AC04");
        for (var order :
                List.of(List.of(named + alike, back), List.of(back, alike + named), List.of(back + alike + named))) {
            bank();
            order.forEach(this::statement);
            assertThat(standing()).as("%s, %s", how, order).containsExactly("B");
            assertThat(bank.company().actor().get(invariants::broken)).isEmpty();
        }
    }

    @Test
    void what_was_linked_is_open_again_and_the_reason_is_told_in_the_readers_language() {
        var invoice = bank.invoice(bank.customer("Anna"), "RK-2026-00017", "10.00");
        statement(credit("2026112000001", "10.00", "<EndToEndId>E1</EndToEndId>", "RK-2026-00017"));
        assertThat(bank.rows("SELECT open_amount::text FROM invoice WHERE id = " + invoice))
                .containsExactly("0.0000");
        statement(returned("10.00", "<EndToEndId>E1</EndToEndId>", "", "AC04"));
        assertThat(bank.rows("SELECT open_amount::text FROM invoice WHERE id = " + invoice))
                .containsExactly("10.0000");
        var payment = payment();
        assertThat(texts.words(Locale.ENGLISH, payment.voidedFor().orElseThrow()))
                .isEqualTo("The bank took it back on 23/11/2026: AC04, account closed.");
        assertThat(texts.words(Locale.of("lv"), payment.voidedFor().orElseThrow()))
                .contains("AC04, konts slēgts");
        assertThat(payment.details().returnReason()).contains("AC04");
        assertThat(payment.details().returnText()).contains("Konto erloschen");
    }

    @Test
    void a_reason_of_the_banks_own_is_told_as_it_is() {
        statement(credit("2026112000001", "10.00", "<EndToEndId>E1</EndToEndId>", "A"));
        statement(returned("10.00", "<EndToEndId>E1</EndToEndId>", "", "").replace("<Cd></Cd>", "<Prtry>Z 17</Prtry>"));
        assertThat(texts.words(Locale.ENGLISH, payment().voidedFor().orElseThrow()))
                .endsWith(": Z 17.");
    }

    @Test
    void charges_of_the_return_do_not_hide_what_it_returns() {
        statement(credit("2026112000001", "10.00", "<EndToEndId>E1</EndToEndId>", "A"));
        statement(returned(
                "11.20",
                "<EndToEndId>E1</EndToEndId>",
                "<Chrgs><Rcrd><Amt Ccy=\"EUR\">1.20</Amt></Rcrd></Chrgs>",
                "MD06"));
        assertThat(standing()).isEmpty();
    }

    @Test
    void as_many_returns_as_payments_alike_take_all_of_them_back() {
        var twin = credit("", "10.00", "", "A");
        statement(twin + twin);
        statement(returned("10.00", "", "", "AC04"));
        assertThat(standing()).containsExactly("A", "A");
        var both = statement(returned("10.00", "", "", "AC04") + returned("10.00", "", "", "AC04"));
        assertThat(both.warnings()).isEmpty();
        assertThat(standing()).isEmpty();
    }

    @Test
    void a_return_never_takes_back_a_payment_that_came_after_it() {
        statement(returned("10.00", "<EndToEndId>E1</EndToEndId>", "", "AC04"));
        var later = credit("2026112000001", "10.00", "<EndToEndId>E1</EndToEndId>", "A")
                .replace("2026-11-20", "2026-11-24");
        statement(later);
        assertThat(standing()).containsExactly("A");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<NtryDtls><TxDtls><RtrInf><Rsn><Cd>AC04</Cd></Rsn></RtrInf></TxDtls></NtryDtls>",
                "<NtryDtls><TxDtls><RtrInf/></TxDtls></NtryDtls>",
                "<NtryDtls><TxDtls><BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>ICDT</Cd><SubFmlyCd>RRTN</SubFmlyCd></Fmly></Domn></BkTxCd></TxDtls></NtryDtls>",
            })
    void our_own_payment_that_comes_back_is_no_incoming_one(String how) {
        bank.invoice(bank.customer("Anna"), "RK-2026-00017", "10.00");
        statement(entry("10.00", "CRDT", "", how));
        statement(entry("10.00", "CRDT", "<RvslInd>true</RvslInd>", ""));
        assertThat(bank.rows("SELECT id::text FROM payment")).isEmpty();
        assertThat(bank.rows("SELECT reversal::text FROM bank_entry")).containsOnly("true");
    }

    /// A code that the list names and a bundle doesn't would be shown as a key.
    @ParameterizedTest
    @ValueSource(strings = {"en", "lv", "et", "cs", "sk"})
    void every_reason_has_words(String language) throws Exception {
        Properties bundle =
                PropertiesLoaderUtils.loadProperties(new ClassPathResource("i18n/bank_" + language + ".properties"));
        assertThat(bundle.stringPropertyNames().stream().filter(k -> k.startsWith("bank.return.")))
                .containsExactlyInAnyOrderElementsOf(
                        Reversals.REASONS.stream().map(r -> "bank.return." + r).toList());
    }

    @Test
    void what_else_the_bank_says_is_shown_with_the_payment() {
        statement(entry("91.23", "CRDT", "", """
                <NtryDtls><TxDtls><AmtDtls><InstdAmt><Amt Ccy="USD">100.00</Amt></InstdAmt><TxAmt><Amt Ccy="EUR">91.23</Amt>
                <CcyXchg><SrcCcy>USD</SrcCcy><XchgRate>0.9123</XchgRate></CcyXchg></TxAmt></AmtDtls>
                <Chrgs><TtlChrgsAndTaxAmt Ccy="EUR">1.20</TtlChrgsAndTaxAmt></Chrgs>
                <RltdPties><Dbtr><Nm>Factor</Nm></Dbtr><UltmtDbtr><Nm>Anna</Nm></UltmtDbtr></RltdPties></TxDtls></NtryDtls>
                <AddtlNtryInf>SEPA</AddtlNtryInf>"""));
        var details = payment().details();
        assertThat(details.instructed()).hasToString("Optional[100.00 USD]");
        assertThat(details.exchangeRate()).hasToString("Optional[0.9123]");
        assertThat(details.charges()).hasToString("Optional[1.20 EUR]");
        assertThat(details.onBehalfOf()).contains("Anna");
        assertThat(details.additional()).contains("SEPA");
    }

    private Payment payment() {
        var id = new PaymentId(bank.number("SELECT id::text FROM payment"));
        return bank.company().actor().get(() -> payments.find(id));
    }

    private List<String> standing() {
        return bank.rows("SELECT text FROM payment WHERE voided_at IS NULL ORDER BY text");
    }

    private StatementResult statement(String entries) {
        return bank.delivers("""
                        <Document><BkToCstmrStmt><Stmt><Id>S</Id><Acct><Id><IBAN>%s</IBAN></Id><Ccy>EUR</Ccy></Acct>%s</Stmt></BkToCstmrStmt></Document>
                        """.formatted(Camt.ACCOUNT, entries).getBytes(StandardCharsets.UTF_8))
                .statements()
                .getFirst();
    }

    private static String credit(String reference, String amount, String references, String text) {
        return entry(amount, "CRDT", "", details("<AcctSvcrRef>" + reference + "</AcctSvcrRef>" + references, "", text))
                .replace("2026-11-23", "2026-11-20");
    }

    private static String returned(String amount, String references, String charges, String reason) {
        var why = charges + "<RtrInf><Rsn><Cd>" + reason + "</Cd></Rsn><AddtlInf>Konto erloschen</AddtlInf></RtrInf>";
        return entry(amount, "DBIT", "", details(references, why, "Return"));
    }

    private static String details(String references, String more, String text) {
        return "<NtryDtls><TxDtls><Refs>" + references
                + "</Refs><RltdPties><Dbtr><Nm>Anna</Nm></Dbtr><DbtrAcct><Id><IBAN>" + ANNA
                + "</IBAN></Id></DbtrAcct></RltdPties><RmtInf><Ustrd>" + text + "</Ustrd></RmtInf>" + more
                + "</TxDtls></NtryDtls>";
    }

    private static String entry(String amount, String sign, String reversal, String details) {
        return "<Ntry><Amt Ccy=\"EUR\">" + amount + "</Amt><CdtDbtInd>" + sign + "</CdtDbtInd>" + reversal
                + "<Sts>BOOK</Sts><BookgDt><Dt>2026-11-23</Dt></BookgDt>" + details + "</Ntry>";
    }
}
