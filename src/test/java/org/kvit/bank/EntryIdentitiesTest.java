package org.kvit.bank;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EntryIdentitiesTest {
    private static final String HEAD = """
            <Document><BkToCstmrStmt><Stmt><Id>S</Id><Acct><Id><IBAN>LV80BANK0000435195001</IBAN></Id><Ccy>EUR</Ccy></Acct>%s
            </Stmt></BkToCstmrStmt></Document>""";
    private static final String COFFEE = """
            <Ntry><Amt Ccy="EUR">3.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts><BookgDt><Dt>2026-11-02</Dt></BookgDt>
            <ValDt><Dt>2026-11-02</Dt></ValDt><AcctSvcrRef>2026110200001</AcctSvcrRef>
            <NtryDtls><TxDtls><Refs><EndToEndId>E1</EndToEndId></Refs><RltdPties><Dbtr><Nm>ANNA</Nm></Dbtr></RltdPties>
            <RmtInf><Ustrd>coffee and cake</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>""";
    private static final String BATCH = """
            <Ntry><Amt Ccy="EUR">3.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts><BookgDt><Dt>2026-11-02</Dt></BookgDt>
            <AcctSvcrRef>BATCH-0001</AcctSvcrRef>%s</Ntry>""";

    @ParameterizedTest
    @CsvSource({
        "3.00, 4.00",
        "CRDT, DBIT",
        "EUR, USD",
        "2026110200001, 2026110200002",
        "<Sts>BOOK, <Sts>PDNG",
        "<Sts>, <RvslInd>true</RvslInd><Sts>",
        "LV80BANK0000435195001, LV80BANK0000435195002"
    })
    void the_banks_reference_names_an_entry_together_with_account_direction_and_amount(String one, String other) {
        assertThat(EntryIdentities.key(entry(COFFEE.replace(one, other), one, other)))
                .isPresent()
                .isNotEqualTo(EntryIdentities.key(entry(COFFEE)));
    }

    @ParameterizedTest
    @CsvSource({"2026-11-02, 2026-11-03", "coffee and cake, ''", "ANNA, BERTA", "<EndToEndId>E1, <EndToEndId>E2"})
    void the_banks_reference_names_an_entry_whatever_else_is_said_of_it(String one, String other) {
        var told = entry(COFFEE.replace(one, other));
        assertThat(EntryIdentities.key(told)).isEqualTo(EntryIdentities.key(entry(COFFEE)));
        assertThat(EntryIdentities.fingerprint(told)).isNotEqualTo(EntryIdentities.fingerprint(entry(COFFEE)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "NOTPROVIDED", "NONREF", "00000000", "1", "00012", "  ", "n/a", "----------"})
    void a_placeholder_or_a_running_number_is_no_reference(String none) {
        var told = entry(COFFEE.replace("2026110200001", none));
        assertThat(EntryIdentities.key(told)).isEmpty();
        assertThat(EntryIdentities.fingerprint(told)).isEqualTo(EntryIdentities.fingerprint(entry(COFFEE)));
    }

    @Test
    void a_short_reference_and_an_entry_reference_name_an_entry_only_with_its_day() {
        for (var reference : List.of("<AcctSvcrRef>0000123<", "<NtryRef>CH2130808001234567827<")) {
            var one = COFFEE.replaceAll("<AcctSvcrRef>2026110200001<", reference)
                    .replace("CH2130808001234567827</AcctSvcrRef>", "CH2130808001234567827</NtryRef>");
            var later = one.replace("<BookgDt><Dt>2026-11-02", "<BookgDt><Dt>2026-11-03");
            assertThat(EntryIdentities.key(entry(one))).isPresent().isNotEqualTo(EntryIdentities.key(entry(later)));
        }
    }

    @Test
    void lines_may_be_cut_anywhere() {
        var cut = COFFEE.replace("coffee and cake", "coffee a</Ustrd><Ustrd>nd  cake ");
        assertThat(EntryIdentities.fingerprint(entry(cut))).isEqualTo(EntryIdentities.fingerprint(entry(COFFEE)));
    }

    @Test
    void transactions_of_a_batch_carry_the_names_that_it_has_without_them() {
        var whole = entry(BATCH.formatted("<NtryDtls><Btch><NbOfTxs>2</NbOfTxs></Btch></NtryDtls>"));
        var parts = entries(BATCH.formatted("<NtryDtls>" + part("1.00", "a") + part("2.00", "b") + "</NtryDtls>"));
        var broken = entry(BATCH.formatted("<NtryDtls>" + part("1.00", "a") + part("1.00", "b") + "</NtryDtls>"));
        assertThat(parts).hasSize(2);
        for (var other : List.of(parts.getFirst(), parts.getLast(), broken)) {
            assertThat(EntryIdentities.key(other)).isEqualTo(EntryIdentities.key(whole));
            assertThat(EntryIdentities.fingerprint(other)).isEqualTo(EntryIdentities.fingerprint(whole));
        }
    }

    /// The hash of a batch's transactions is that of the set of them.
    @Property(tries = 50)
    void transactions_of_a_batch_are_known_in_any_order_and_by_each_of_them(@ForAll long seed) {
        var random = new Random(seed);
        var parts = new ArrayList<String>();
        for (int i = 0; i < 5; i++) {
            parts.add(part("0.60", "text " + random.nextInt(3)));
        }
        var details = details(parts);
        Collections.shuffle(parts, random);
        assertThat(details(parts)).isEqualTo(details);
        parts.set(random.nextInt(5), part("0.60", "another"));
        assertThat(details(parts)).isNotEqualTo(details);
    }

    private static String details(List<String> parts) {
        return entry(BATCH.formatted("<NtryDtls>" + String.join("", parts) + "</NtryDtls>"))
                .batch()
                .orElseThrow()
                .details();
    }

    private static String part(String amount, String text) {
        return "<TxDtls><Amt Ccy=\"EUR\">" + amount + "</Amt><RmtInf><Ustrd>" + text + "</Ustrd></RmtInf></TxDtls>";
    }

    private static Entry entry(String entry, String... everywhere) {
        var file = HEAD.formatted(entry);
        return Told.of(everywhere.length == 2 ? file.replace(everywhere[0], everywhere[1]) : file)
                .entries
                .getFirst();
    }

    private static List<Entry> entries(String entry) {
        return Told.of(HEAD.formatted(entry)).entries;
    }
}
