package org.kvit.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kvit.base.Money;

class PayBySquareTest {
    private static final String IBAN = "SK4811000000002944116480";

    @Test
    void each_field_stands_where_the_standard_wants_it() throws Exception {
        var code = new PayBySquare(
                "Žilinské ťažké kĺby, a.s.",
                IBAN,
                Optional.of("TATRSKBX"),
                Money.of("1234.5", "EUR"),
                Optional.of("202600017"),
                Optional.empty(),
                "RK-2026-00017");
        var read = SquareReader.read(code.payload());
        assertThat(read.header()).containsExactly(0, 1, 0, 0);
        assertThat(read.fields())
                .containsExactly(
                        "",
                        "1",
                        "1",
                        "1234.50",
                        "EUR",
                        "",
                        "202600017",
                        "",
                        "",
                        "",
                        "RK-2026-00017",
                        "1",
                        IBAN,
                        "TATRSKBX",
                        "0",
                        "0",
                        "Zilinske tazke klby, a.s.",
                        "",
                        "");
    }

    @Test
    void it_is_written_in_the_letters_that_a_code_packs_best_and_read_back_from_a_picture() throws Exception {
        var payload = code("1.00").payload();
        assertThat(payload).matches("[0-9A-V]+");
        assertThat(QrReader.read(QrCode.of(payload))).isEqualTo(payload);
        assertThat(QrCode.of(payload).size()).isLessThanOrEqualTo(49);
    }

    @Property(tries = 200)
    void whatever_the_text_and_the_amount_it_is_read_back(
            @ForAll String text, @ForAll @LongRange(min = 1, max = 99_999_999_999L) long cents) throws Exception {
        var amount = new Money(java.math.BigDecimal.valueOf(cents, 2), "EUR");
        var code = new PayBySquare(text, IBAN, Optional.empty(), amount, Optional.empty(), Optional.of("RF18"), text);
        var fields = SquareReader.read(code.payload()).fields();
        assertThat(fields).hasSize(19);
        assertThat(fields.get(3)).isEqualTo(amount.amount().toPlainString());
        assertThat(fields.get(9)).isEqualTo("RF18");
        assertThat(fields.get(10).codePointCount(0, fields.get(10).length())).isLessThanOrEqualTo(140);
        assertThat(fields.get(16).codePointCount(0, fields.get(16).length())).isLessThanOrEqualTo(70);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "1.005", "1000000000"})
    void an_amount_that_it_cannot_pay_is_refused(String amount) {
        assertThat(PayBySquare.canPay(Money.of(amount, "EUR"))).isFalse();
        assertThat(PayBySquare.canPay(Money.of("1", "CZK"))).isFalse();
        assertThatThrownBy(() -> code(amount)).isInstanceOf(IllegalArgumentException.class);
    }

    private static PayBySquare code(String amount) {
        return new PayBySquare(
                "SIA Baltijas Ceļš",
                IBAN,
                Optional.empty(),
                Money.of(amount, "EUR"),
                Optional.empty(),
                Optional.of("RF18539007547034"),
                "RK-2026-00017");
    }
}
