package org.kvit.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TypedAmountTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0,5|0.5",
                "1234|1234",
                "1234.5|1234.5",
                "1234,50|1234.50",
                "1.234,50|1234.50",
                "1,234.50|1234.50",
                "1.234.567|1234567",
                "1,234,567.8|1234567.8"
            })
    void an_amount_is_read_as_people_write_it(String typed, BigDecimal amount) {
        assertThat(TypedAmount.read(typed).orElseThrow()).isEqualByComparingTo(amount);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "abc", "-5", "1,234", "1.234", "1.23.45", "1,2345", "12,345,6", "1e5", "99999999999999"})
    void what_is_no_amount_or_could_be_two_is_not_guessed(String typed) {
        assertThat(TypedAmount.read(typed)).isEmpty();
    }

    @Property
    void either_decimal_sign_does(@ForAll @BigRange(min = "0", max = "9999999999") @Scale(2) BigDecimal amount) {
        var plain = amount.setScale(2).toPlainString();
        assertThat(TypedAmount.read(plain)).hasValue(new BigDecimal(plain));
        assertThat(TypedAmount.read(plain.replace('.', ','))).hasValue(new BigDecimal(plain));
    }
}
