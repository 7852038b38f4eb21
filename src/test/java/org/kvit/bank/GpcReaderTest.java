package org.kvit.bank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kvit.base.Refusal;

class GpcReaderTest {
    /// 19-2000145399/0800, in the usual and in the internal order of its digits.
    private static final String OURS = "0000192000145399";

    private static final String OURS_INTERNAL = "9394200015000019";
    private static final String IBAN = "CZ6508000000192000145399";
    private static final LocalDate DAY = LocalDate.of(2026, 11, 23);
    private static final AccountHolder PRAGUE =
            new AccountHolder("CZ", List.of(new AccountHolder.Account(IBAN, "CZK")), List.of());

    @Test
    void a_statement_is_told_with_its_entries_and_balances() {
        var told = told(new Gpc()
                .statement(OURS, DAY.minusDays(1), "1000.00", DAY, "1499.50")
                .entry(item(OURS, "500.00", 2, "20260017"))
                .line("07600000000000000000000000042231126Platba za dopravu")
                .line("078Faktura RK-2026-00017")
                .line("079a RK-2026-00018")
                .entry(item(OURS, "0.50", 1, "0"))
                .text());
        assertThat(told.written()).isEqualTo("""
                entry | 2026-11-23/2026-11-23 | 500.00 CZK | BOOK | ref 42 | e2e /VS20260017/KS308 | party Novák Jan | account CZ6508000000192000145399 | text Platba za dopravu & Faktura RK-2026-00017 & a RK-2026-00018 | code 2 | running 2001
                entry | 2026-11-23/2026-11-23 | -0.50 CZK | BOOK | e2e /KS308 | party Novák Jan | account CZ6508000000192000145399 | code 1 | running 2001
                GPC | no 17 | CZ6508000000192000145399 CZK | 2026-11-23..2026-11-23
                balance | OPBD | 1000.00 CZK | 2026-11-22
                balance | CLBD | 1499.50 CZK | 2026-11-23
                """);
    }

    @ParameterizedTest
    @CsvSource({"2,true,false", "1,false,false", "4,true,true", "5,false,true"})
    void the_code_says_which_way_and_whether_it_takes_back(int code, boolean credit, boolean reversal) {
        var kb = holder("CZ0801000000192000145399");
        var entry = Told.of(bytes(one(OURS, code)), Limits.USUAL, kb).entries.getFirst();
        assertThat(entry.credit()).isEqualTo(credit);
        assertThat(entry.reversal()).isEqualTo(reversal);
    }

    @ParameterizedTest
    @CsvSource({"3,true", "4,false", "5,false"})
    void ceska_sporitelna_counts_its_reversals_from_three(int code, boolean credit) {
        var entry = told(one(OURS, code)).entries.getFirst();
        assertThat(entry.reversal()).isTrue();
        assertThat(entry.credit()).isEqualTo(credit);
    }

    @Test
    void accounts_in_the_internal_order_are_turned() {
        assertThat(DomesticAccount.fromInternal(OURS_INTERNAL)).isEqualTo(OURS);
        var told = told(one(OURS_INTERNAL, 2).replace(OURS, OURS_INTERNAL));
        assertThat(told.entries).singleElement().satisfies(e -> {
            assertThat(e.account()).isEqualTo(IBAN);
            assertThat(e.counterpartyAccount()).isEqualTo(IBAN);
        });
        var stranger =
                Told.of(bytes(one(OURS_INTERNAL, 2)), Limits.USUAL, new AccountHolder("SK", List.of(), List.of()));
        assertThat(stranger.entries.getFirst().account()).isEqualTo("19-2000145399");
    }

    @ParameterizedTest
    @CsvSource({
        "0000192000145399,true",
        "0000002000145399,true",
        "0000192000145398,false",
        "0000182000145399,false",
        "0000000000000000,false"
    })
    void the_check_digits_of_both_parts_are_looked_at(String sixteen, boolean right) {
        assertThat(DomesticAccount.isRight(sixteen)).isEqualTo(right);
    }

    @ParameterizedTest
    @CsvSource({
        "CZ,19-2000145399/0800,CZ6508000000192000145399",
        "CZ,2000145399/0800,CZ7908000000002000145399",
        "SK,19-8742637541/1200,SK3112000000198742637541",
    })
    void a_domestic_account_becomes_its_iban(String country, String written, String iban) {
        assertThat(DomesticAccount.iban(country, written)).contains(iban);
        assertThat(AccountHolder.isIban(iban)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"0203,CZK", "0978,EUR", "0840,USD", "1101,CZK"})
    void the_currency_stands_by_number_or_is_the_accounts(String number, String currency) {
        assertThat(told(one(OURS, 2).replaceAll("0203(?=\\d{6}\r)", number))
                        .entries
                        .getFirst()
                        .currency())
                .isEqualTo(currency);
    }

    @ParameterizedTest
    @CsvSource({"windows-1250", "UTF-8"})
    void names_are_read_in_the_old_code_page_and_in_utf8(String charset) {
        var file = one(OURS, 2).getBytes(Charset.forName(charset));
        assertThat(Told.of(file, Limits.USUAL, PRAGUE).entries.getFirst().counterpartyName())
                .isEqualTo("Novák Jan");
    }

    @Test
    void several_statements_an_empty_one_too_stand_in_one_file() {
        var told = told(new Gpc()
                        .statement(OURS, DAY.minusDays(2), "-5.00", DAY.minusDays(1), "-5.00")
                        .text()
                + one(OURS, 2));
        assertThat(told.statements).hasSize(2);
        assertThat(told.statements.getFirst().opening().orElseThrow().amount()).isEqualTo("-5.00");
        assertThat(told.entries).hasSize(1);
    }

    @Test
    void a_name_cut_at_twenty_signs_is_completed_by_the_comment() {
        var told = told(new Gpc()
                .statement(OURS, DAY.minusDays(1), "0", DAY, "1")
                .entry(new Gpc.Item(
                        OURS, OURS, "1", "1.00", 2, "0", "0800", "0", "0", DAY, "Dopravní podnik Česk", "0203", DAY))
                .line("07600000000000000000000000042231126Dopravní podnik České Budějovice a.s.")
                .text());
        assertThat(told.entries.getFirst().counterpartyName()).isEqualTo("Dopravní podnik České Budějovice a.s.");
        assertThat(told.entries.getFirst().remittance()).isEmpty();
    }

    @Test
    void a_missing_date_is_taken_from_the_value_date_else_from_the_statement() {
        var bare = new Gpc.Item(OURS, "0".repeat(16), "1", "1.00", 2, "0", "0000", "0", "0", null, "", "0203", null);
        var told = told(new Gpc()
                .statement(OURS, DAY.minusDays(1), "0", DAY, "1")
                .entry(bare)
                .text());
        assertThat(told.entries.getFirst().bookedOn()).isEqualTo(DAY);
        assertThat(told.entries.getFirst().valueOn()).isEmpty();
        assertThat(told.entries.getFirst().counterpartyAccount()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "60,9,bank.bad.code",
        "48,x,bank.bad.amount",
        "91,99,bank.bad.date",
        "122,ab,bank.bad.date",
        "0,0770,bank.bad.record",
    })
    void what_is_wrong_is_named_with_line_and_record(int at, String with, String key) {
        var lines = one(OURS, 2).split("\r\n");
        var bad = lines[1].substring(0, at) + with + lines[1].substring(at + with.length());
        var refusal = refusal(lines[0] + "\r\n" + bad + "\r\n");
        assertThat(refusal.words().key()).isEqualTo(key);
        assertThat(refusal.words().args()).startsWith(2);
    }

    @Test
    void a_line_that_is_cut_off_is_refused() {
        var file = one(OURS, 2);
        assertThat(refusal(file.substring(0, 60)).words().key()).startsWith("bank.bad.");
        assertThat(refusal(file.substring(0, 190)).words().key()).startsWith("bank.bad.");
        assertThat(refusal(file.substring(0, 130 + 110)).words().key()).isEqualTo("bank.bad.truncated");
    }

    private static String one(String account, int code) {
        return new Gpc()
                .statement(account, DAY.minusDays(1), "0.00", DAY, "1.00")
                .entry(item(account, "1.00", code, "17"))
                .text();
    }

    private static Gpc.Item item(String account, String amount, int code, String symbol) {
        return new Gpc.Item(
                account, OURS, "2001", amount, code, symbol, "0800", "0308", "0", DAY, "Novák Jan", "0203", DAY);
    }

    private static AccountHolder holder(String iban) {
        return new AccountHolder("CZ", List.of(new AccountHolder.Account(iban, "CZK")), List.of());
    }

    private static Told told(String file) {
        return Told.of(bytes(file), Limits.USUAL, PRAGUE);
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
