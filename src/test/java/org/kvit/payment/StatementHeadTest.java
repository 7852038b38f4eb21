package org.kvit.payment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.kvit.bank.Entry;
import org.kvit.bank.Limits;
import org.kvit.bank.Statement;
import org.kvit.bank.StatementFiles;
import org.kvit.bank.StatementSink;
import org.kvit.base.Words;

/// A statement's balances against its entries.
class StatementHeadTest {
    @Test
    void opening_and_entries_come_to_closing() {
        assertThat(head("EUR", balance("OPBD", "EUR", "5.00"), balance("CLBD", "EUR", "12.00"), entry("EUR", "7.00"))
                        .warnings())
                .isEmpty();
        assertThat(head("EUR", balance("OPBD", "EUR", "5.00"), balance("CLBD", "EUR", "13.00"), entry("EUR", "7.00"))
                        .warnings())
                .containsExactly(Words.of("payment.statement.balance", "12.00 EUR", "13.00 EUR"));
    }

    @Test
    void a_statement_without_entries_closes_with_what_it_opened_with() {
        assertThat(head("EUR", balance("PRCD", "EUR", "5.00"), balance("CLBD", "EUR", "5.00"))
                        .warnings())
                .isEmpty();
        assertThat(head("EUR", balance("PRCD", "EUR", "5.00"), balance("CLBD", "EUR", "6.00"))
                        .warnings())
                .hasSize(1);
    }

    @Test
    void each_currency_of_an_account_adds_up_for_itself() {
        var both = new String[] {
            balance("OPBD", "EUR", "5.00"),
            balance("OPBD", "USD", "100.00"),
            balance("CLBD", "EUR", "12.00"),
            balance("CLBD", "USD", "101.00"),
            entry("EUR", "7.00"),
            entry("USD", "2.00")
        };
        assertThat(head("", both).warnings())
                .containsExactly(Words.of("payment.statement.balance", "102.00 USD", "101.00 USD"));
        assertThat(head("", both).statement().currency()).isEqualTo("EUR");
        assertThat(head("", both).statement().closing())
                .hasValueSatisfying(b -> assertThat(b.amount()).isEqualTo("12.00"));
    }

    @Test
    void currencies_without_cents_are_written_without_and_those_of_three_decimals_with_three() {
        assertThat(head("JPY", balance("OPBD", "JPY", "5"), balance("CLBD", "JPY", "13"), entry("JPY", "7"))
                        .warnings())
                .containsExactly(Words.of("payment.statement.balance", "12 JPY", "13 JPY"));
        assertThat(head("KWD", balance("OPBD", "KWD", "5"), balance("CLBD", "KWD", "13"), entry("KWD", "7.125"))
                        .warnings())
                .containsExactly(Words.of("payment.statement.balance", "12.125 KWD", "13.000 KWD"));
    }

    @Test
    void a_page_of_a_statement_opens_and_closes_with_interim_balances() {
        var interim = "<SubTp><Cd>INTM</Cd></SubTp>";
        var page = head(
                "EUR",
                balance("OPBD", "EUR", "1.00"),
                balance("OPBD", "EUR", "5.00").replace("</CdOrPrtry>", "</CdOrPrtry>" + interim),
                balance("CLBD", "EUR", "12.00").replace("</CdOrPrtry>", "</CdOrPrtry>" + interim),
                entry("EUR", "7.00"));
        assertThat(page.warnings()).isEmpty();
        assertThat(page.statement().opening())
                .hasValueSatisfying(b -> assertThat(b.amount()).isEqualTo("5.00"));
    }

    @Test
    void of_each_days_balances_the_first_and_the_last_count() {
        var head = head(
                "EUR",
                balance("OPBD", "EUR", "8.00"),
                balance("CLBD", "EUR", "12.00"),
                balance("OPBD", "EUR", "5.00").replace("2026-11-20", "2026-11-19"),
                balance("CLBD", "EUR", "8.00").replace("2026-11-20", "2026-11-19"),
                entry("EUR", "3.00"),
                entry("EUR", "4.00"));
        assertThat(head.warnings()).isEmpty();
        assertThat(head.statement().opening())
                .hasValueSatisfying(b -> assertThat(b.amount()).isEqualTo("5.00"));
        assertThat(head.statement().closing())
                .hasValueSatisfying(b -> assertThat(b.amount()).isEqualTo("12.00"));
    }

    @Test
    void what_is_pending_is_in_no_balance() {
        assertThat(head(
                                "EUR",
                                balance("OPBD", "EUR", "5.00"),
                                balance("CLBD", "EUR", "5.00"),
                                entry("EUR", "7.00").replace("BOOK", "PDNG"))
                        .warnings())
                .isEmpty();
    }

    @Test
    void a_debit_balance_is_below_zero() {
        assertThat(head(
                                "EUR",
                                balance("OPBD", "EUR", "5.00").replace("CRDT", "DBIT"),
                                balance("CLBD", "EUR", "2.00"),
                                entry("EUR", "7.00"))
                        .warnings())
                .isEmpty();
    }

    private static StatementHead head(String currency, String... content) {
        var account = "<Acct><Id><IBAN>LV80BANK0000435195001</IBAN></Id>"
                + (currency.isEmpty() ? "" : "<Ccy>" + currency + "</Ccy>") + "</Acct>";
        var balances = String.join(
                "", Arrays.stream(content).filter(c -> c.startsWith("<Bal>")).toList());
        var entries = String.join(
                "", Arrays.stream(content).filter(c -> c.startsWith("<Ntry>")).toList());
        var file =
                "<Document><BkToCstmrStmt><Stmt>" + account + entries + balances + "</Stmt></BkToCstmrStmt></Document>";
        var heads = new StatementHead[1];
        try {
            StatementFiles.read(
                    new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)), Limits.USUAL, new StatementSink() {
                        @Override
                        public void opened(Statement statement) {
                            heads[0] = new StatementHead(0, statement);
                        }

                        @Override
                        public void entry(Entry entry) {
                            heads[0].count(entry);
                        }

                        @Override
                        public void closed(Statement statement) {
                            heads[0].closed(statement);
                        }
                    });
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return heads[0];
    }

    private static String balance(String code, String currency, String amount) {
        return "<Bal><Tp><CdOrPrtry><Cd>" + code + "</Cd></CdOrPrtry></Tp><Amt Ccy=\"" + currency + "\">" + amount
                + "</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-11-20</Dt></Dt></Bal>";
    }

    private static String entry(String currency, String amount) {
        return "<Ntry><Amt Ccy=\"" + currency + "\">" + amount
                + "</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts><BookgDt><Dt>2026-11-20</Dt></BookgDt></Ntry>";
    }
}
