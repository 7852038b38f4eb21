package org.kvit.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NumericChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kvit.base.Refusal;

class FaxGatewayTest {
    @ParameterizedTest
    @CsvSource({
        "+371 67-000-000, EE, +37167000000",
        "00371 67000000, EE, +37167000000",
        "67 000 000, LV, +37167000000",
        "(02) 1234 5678, SK, +421212345678",
        "+49 (0)30 123456, LV, +4930123456",
        "06 1 234 5678, HU, +3612345678",
        "0612345678, IT, +390612345678",
        "12345678, XX, -",
        "123, LV, -",
        "+0123456789, LV, -",
        "+3716700000012345, LV, -",
        "67000000 ext. 5, LV, -",
        "call Jana, LV, -",
        "'', LV, -",
    })
    void a_number_is_dialled_as_digits_with_its_country(String typed, String country, String dialled) {
        assertThat(FaxGateway.dialled(typed, country).orElse("-")).isEqualTo(dialled);
    }

    @Property(tries = 200)
    void what_is_dialled_is_dialled_the_same_again(@ForAll @NumericChars @StringLength(max = 20) String digits) {
        FaxGateway.dialled(digits, "LV").ifPresent(once -> {
            assertThat(once).matches("\\+[1-9][0-9]{6,14}");
            assertThat(FaxGateway.dialled(once, "SK")).contains(once);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "fax.example",
                "fax@fax.example",
                "{number}",
                "a@{number}.example",
                "{number}{number}@fax.example",
                "{number}@",
                "{number} x@fax.example",
                "{number}@fax.example\nBcc: all@bad.example",
                "\"{number}\"@fax.example",
            })
    void what_is_no_address_with_the_number_once_is_refused(String pattern) {
        assertThatThrownBy(() -> new FaxGateway(pattern)).isInstanceOf(Refusal.class);
    }

    @ParameterizedTest
    @CsvSource({
        "{number}@fax.example, 37167000000@fax.example",
        "fax={number}@fax.example, fax=37167000000@fax.example",
        "' {number}@fax.example ', 37167000000@fax.example",
    })
    void the_number_stands_in_the_address(String pattern, String address) {
        assertThat(new FaxGateway(pattern).address("+37167000000")).isEqualTo(address);
    }
}
