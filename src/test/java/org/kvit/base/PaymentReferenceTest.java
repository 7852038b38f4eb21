package org.kvit.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaymentReferenceTest {
    /// The standard's own example, the Estonian banks' and numbers of ours.
    @ParameterizedTest
    @CsvSource({
        "539007547034, RF18539007547034, 5390075470341, 9007547034",
        "RK-2026-00017, RF02RK202600017, 2026000176, 202600017",
        "1234561, RF341234561, 12345614, 1234561"
    })
    void an_invoice_number_makes_a_reference_of_each_kind(String number, String rf, String estonian, String symbol) {
        assertThat(PaymentReference.creditor(number)).contains(rf);
        assertThat(PaymentReference.estonian(number)).contains(estonian);
        assertThat(PaymentReference.symbol(number)).contains(symbol);
    }

    @Test
    void a_number_without_digits_makes_none_that_needs_them() {
        assertThat(PaymentReference.estonian("Ä-č")).isEmpty();
        assertThat(PaymentReference.symbol("000")).isEmpty();
        assertThat(PaymentReference.creditor("–")).isEmpty();
        assertThat(PaymentReference.creditor("Ab"))
                .hasValueSatisfying(r -> assertThat(r).endsWith("AB"));
    }

    @Property
    void every_reference_is_well_formed_and_its_check_digits_fit(
            @ForAll @StringLength(max = 50) @CharRange(from = ' ', to = 'ž') String number) {
        PaymentReference.creditor(number).ifPresent(rf -> {
            assertThat(rf).hasSizeBetween(5, 25).matches("RF\\d{2}[A-Z0-9]+");
            assertThat(PaymentReference.isCreditor(rf)).isTrue();
            assertThat(remainder(rf)).isEqualTo(1);
        });
        PaymentReference.estonian(number).ifPresent(reference -> {
            assertThat(reference).hasSizeBetween(2, 20).matches("[1-9]\\d*");
            assertThat(PaymentReference.isEstonian(reference)).isTrue();
        });
        PaymentReference.symbol(number)
                .ifPresent(symbol -> assertThat(symbol).hasSizeBetween(1, 10).matches("[1-9]\\d*"));
    }

    @Property
    void one_wrong_digit_is_noticed(
            @ForAll @IntRange(min = 1) int number,
            @ForAll @IntRange(max = 30) int at,
            @ForAll @IntRange(min = 1, max = 9) int by) {
        var rf = PaymentReference.creditor("RK" + number).orElseThrow();
        assertThat(PaymentReference.isCreditor(changed(rf, 4 + at % (rf.length() - 4), by)))
                .isFalse();
        var estonian = PaymentReference.estonian("" + number).orElseThrow();
        var wrong = changed(estonian, at % estonian.length(), by);
        // The weight 7 moves each digit elsewhere, as 3 and 1 do: none of them shares a factor with ten.
        assertThat(PaymentReference.isEstonian(wrong)).isFalse();
    }

    @Property
    void different_numbers_of_a_series_have_different_references(
            @ForAll @IntRange(min = 1, max = 9_999_999) int one,
            @ForAll @IntRange(min = 1, max = 9_999_999) int other,
            @ForAll @IntRange(min = 1990, max = 2100) int year,
            @ForAll @IntRange(min = 1990, max = 2100) int otherYear) {
        var first = String.format(Locale.ROOT, "RK-%d-%05d", year, one);
        var second = String.format(Locale.ROOT, "RK-%d-%05d", otherYear, other);
        for (Function<String, Optional<String>> kind : java.util.List.<Function<String, Optional<String>>>of(
                PaymentReference::creditor, PaymentReference::estonian)) {
            assertThat(kind.apply(first).equals(kind.apply(second))).isEqualTo(first.equals(second));
        }
        if (one < 1_000_000 && other < 1_000_000) {
            assertThat(PaymentReference.symbol(first).equals(PaymentReference.symbol(second)))
                    .isEqualTo(first.equals(second));
        }
    }

    /// The next digit in turn; a letter stays one.
    private static String changed(String text, int at, int by) {
        char c = text.charAt(at);
        char other = Character.isDigit(c)
                ? Character.forDigit((Character.digit(c, 10) + by) % 10, 10)
                : (char) ('A' + (c - 'A' + by) % 26);
        return text.substring(0, at) + other + text.substring(at + 1);
    }

    /// ISO 7064 mod 97-10, written anew.
    private static int remainder(String rf) {
        var digits = new StringBuilder();
        (rf.substring(4) + rf.substring(0, 4))
                .chars()
                .forEach(c -> digits.append("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ".indexOf(c)));
        return new BigInteger(digits.toString()).mod(BigInteger.valueOf(97)).intValue();
    }
}
