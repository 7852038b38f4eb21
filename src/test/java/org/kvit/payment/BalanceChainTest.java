package org.kvit.payment;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kvit.base.Words;
import org.kvit.payment.ChainRow.Break;
import org.kvit.payment.ChainRow.Link;

/// Statements are written as `days opening in out closing #number`, days of November 2026; `-` is what
/// isn't said.
class BalanceChainTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # each opens with what the one before closed with
            1 100 50 0 150; 2 150 0 20 130; 3 130 1 0 131           | LINK LINK LINK
            # on days without a statement nothing moved
            1 100 50 0 150; 9 150 0 20 130                          | LINK LINK
            # some days are missing
            11 100 0 0 100; 16 1334.50 0 0 1334.50                  | LINK gap.days.up(1234.50 EUR 2026-11-12 2026-11-15) LINK
            11 100 0 0 100; 13 60 0 0 60                            | LINK gap.day.down(40.00 EUR 2026-11-12) LINK
            # no day is missing, and yet something
            11 100 0 0 100; 12 60 0 0 60                            | LINK gap.none.down(40.00 EUR 2026-11-11 2026-11-12) LINK
            11 100 50 0 150; 11 180 20 0 200                        | LINK gap.within.up(30.00 EUR 2026-11-11) LINK
            # two of one day, whichever way round
            11 150 20 0 170; 11 100 50 0 150; 12 170 0 0 170        | LINK LINK LINK
            # a day that ends where it began
            11 150 0 50 100; 11 100 50 0 150; 12 100 1 0 101        | LINK LINK LINK
            10 0 100 0 100; 11 150 0 50 100; 11 100 50 0 150; 12 100 1 0 101 | LINK LINK LINK LINK
            # the last day again, as some banks do
            1-7 100 10 0 110; 7-14 110 5 0 115                      | LINK LINK
            # a month, and its days too
            1 100 50 0 150; 2 150 0 20 130; 1-30 100 50 20 130      | LINK COVERED COVERED
            1 100 50 0 150; 20 150 0 20 130; 15-30 150 0 20 130     | LINK LINK COVERED
            # a day whole and in parts
            1 100 50 0 150; 1 150 0 20 130; 1 100 50 20 130         | LINK LINK COVERED
            1 100 80 0 180; 1 180 0 50 130; 1 100 0 20 80; 2 130 0 0 130 | LINK LINK CONTRADICTS LINK
            # partly the same days
            1-10 100 50 0 150; 5-15 120 40 0 160                    | LINK LINK
            1-10 100 50 0 150; 11-20 150 10 0 160; 11-25 150 40 0 190; 26 190 1 0 191 | LINK LINK COVERED LINK
            1-10 100 50 0 150; 1-15 90 70 0 160                     | LINK CONTRADICTS
            # twice
            1 100 50 0 150; 1 100 50 0 150; 2 150 0 0 150           | LINK AGAIN LINK
            # other balances of the same days
            1-9 100 50 0 150; 1-9 100 70 0 170                      | LINK CONTRADICTS
            # entries that don't add up
            1 100 50 0 160; 2 160 0 0 160                           | LINK* LINK
            # without balances: as far as the entries lead
            1 100 50 0 150; 2 - 10 0 -; 3 160 1 0 161               | LINK LINK LINK
            1 100 50 0 150; 2 - 10 0 -; 3 175 1 0 176               | LINK LINK gap.none.up(15.00 EUR 2026-11-02 2026-11-03) LINK
            1 - - - -; 2 130 0 0 130                                | LINK LINK
            1 - 20 0 120; 2 120 1 0 121                             | LINK LINK
            # without a day
            - 100 0 0 100; 1 100 1 0 101                            | UNDATED LINK
            # numbers
            1 1 1 0 2 #46; 3 5 1 0 6 #48                            | LINK gap.day.up(3.00 EUR 2026-11-02)+number(47) LINK
            1 1 1 0 2 #46; 3 2 1 0 3 #48                            | LINK number.joins(47)? LINK
            1 1 1 0 2 #46; 9 2 1 0 3 #50                            | LINK numbers.joins(47 49)? LINK
            1 - - - - #46; 9 - - - - #50                            | LINK numbers(47 49) LINK
            1 1 1 0 2 #46; 2 2 1 0 3 #47; 1-2 1 2 0 3 #9            | LINK COVERED COVERED
            1-5 1 1 0 2 #7; 2 9 1 0 10 #41; 9 2 1 0 3 #44           | LINK COVERED numbers.joins(42 43)? LINK
            1 1 1 0 2 #2026001; 2 2 1 0 3 #1                        | LINK LINK
            1 1 1 0 2 #46; 3 2 1 0 3 #48; 5 3 1 0 4 #50; 7 4 1 0 5 #52 | LINK LINK LINK LINK
            """)
    void a_chain_says_what_is_missing(String statements, String rows) {
        var all = Arrays.stream(statements.split(";")).map(String::strip).toList();
        var stated = new ArrayList<StatedBalances>();
        all.forEach(s -> stated.add(stated(stated.size() + 1, s)));
        assertThat(told(BalanceChain.of(stated))).isEqualTo(rows);
        assertThat(told(BalanceChain.of(stated.reversed()))).isEqualTo(rows);
    }

    @Test
    void a_bank_that_begins_anew_each_year_may_do_so() {
        var december = stated(1, "30 100 0 0 100 #364");
        var january = new StatedBalances(
                2,
                "camt.053",
                "2",
                Optional.of(LocalDate.of(2027, 1, 4)),
                Optional.of(LocalDate.of(2027, 1, 4)),
                amount("107"),
                amount("107"),
                amount("0"),
                amount("0"),
                0);
        assertThat(told(BalanceChain.of(List.of(december, january))))
                .isEqualTo("LINK gap.days.up(7.00 EUR 2026-12-01 2027-01-03)+number(1) LINK");
    }

    /// A row in a word: what a statement is (`*`: its entries don't add up), or what is wrong between
    /// two (`?`: not sure).
    static String told(BalanceChain chain) {
        return String.join(
                " ",
                chain.rows().stream()
                        .map(row -> switch (row) {
                            case Link link ->
                                link.part() + (link.statement().off().isPresent() ? "*" : "");
                            case Break gap -> told(gap.words("EUR")) + (gap.certain() ? "" : "?");
                        })
                        .toList());
    }

    private static String told(List<Words> words) {
        return String.join(
                "+",
                words.stream()
                        .map(w -> w.key().substring("payment.chain.".length()) + "("
                                + String.join(
                                        " ",
                                        w.args().stream().map(Object::toString).toList()) + ")")
                        .toList());
    }

    static StatedBalances stated(long id, String text) {
        var parts = text.split("\\s+");
        var days = parts[0].split("-", 2);
        var number = Stream.of(parts).filter(p -> p.startsWith("#")).findFirst();
        var from = parts[0].equals("-") ? Optional.<LocalDate>empty() : Optional.of(day(days[0]));
        return new StatedBalances(
                id,
                "camt.053",
                number.map(n -> n.substring(1)).orElse(""),
                from,
                parts[0].equals("-") ? from : Optional.of(day(days[days.length - 1])),
                amount(parts[1]),
                amount(parts[4]),
                amount(parts[2]),
                amount(parts[3]),
                1);
    }

    private static LocalDate day(String day) {
        return LocalDate.of(2026, 11, Integer.parseInt(day));
    }

    private static Optional<BigDecimal> amount(String text) {
        return text.equals("-") ? Optional.empty() : Optional.of(new BigDecimal(text));
    }
}
