package org.kvit.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1234.50|1234.50",
                "1234,50|1234.50",
                "1 234,50|1234.50",
                "1.234,50|1234.50",
                "1,234.50|1234.50",
                "1'234.50|1234.50",
                "5|5",
                "0,5|0.5",
                "-12,30|-12.30",
                "1.234.567|1234567",
                "1.234.567,8|1234567.8",
                "12345.678|12345.678",
                "0.125|0.125"
            })
    void amounts_are_read_as_people_write_them(String written, String read) {
        assertThat(Values.amount(written)).contains(new BigDecimal(read));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.234",
                "12,345",
                "",
                "abc",
                "1,2,3",
                "12.34.56",
                "1..2",
                "1e5",
                "12345678901234567",
                "1.23456",
                "5,"
            })
    void what_can_be_read_in_two_ways_or_not_at_all_is_refused(String written) {
        assertThat(Values.amount(written)).isEmpty();
    }

    @Property
    void an_amount_written_with_grouped_thousands_is_the_same_amount(
            @ForAll @BigRange(min = "0", max = "9999999999") @Scale(2) BigDecimal amount) {
        var plain = amount.setScale(2).toPlainString();
        var english = String.format(java.util.Locale.ENGLISH, "%,.2f", amount);
        assertThat(Values.amount(plain)).hasValueSatisfying(a -> assertThat(a).isEqualByComparingTo(amount));
        assertThat(Values.amount(english)).hasValueSatisfying(a -> assertThat(a).isEqualByComparingTo(amount));
        var german = english.replace(',', ' ').replace('.', ',').replace(' ', '.');
        assertThat(Values.amount(german)).hasValueSatisfying(a -> assertThat(a).isEqualByComparingTo(amount));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-23",
        "23.11.2026",
        "23. 11. 2026",
        "23/11/2026",
        "20261123",
        "2026-11-23T10:00:00",
        "23.11.2026."
    })
    void dates_are_read_as_people_write_them(String written) {
        assertThat(Values.date(written)).contains(LocalDate.of(2026, 11, 23));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "31.02.2026", "2026", "23.11.26", "yesterday", "0001-01-01", "2026-13-01"})
    void what_is_no_date_is_refused(String written) {
        assertThat(Values.date(written)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "'=SUM(A1), =SUM(A1)",
                "'+371, +371",
                "'-x, -x",
                "'@home, @home",
                "'plain, 'plain",
                "'', ''",
                "O'-x, O'-x"
            })
    void the_apostrophe_that_an_export_puts_before_a_formula_is_taken_off(String written, String read) {
        assertThat(Values.text(written)).isEqualTo(read);
    }
}
