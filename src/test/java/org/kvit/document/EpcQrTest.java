package org.kvit.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kvit.base.Money;

class EpcQrTest {
    private static final String IBAN = "LV80BANK0000435195001";

    @Test
    void a_payment_without_a_structured_reference_carries_its_text() throws Exception {
        var code = new EpcQr("SIA Baltijas Ceļš", IBAN, Optional.of("BANKLV22"), eur("1234.5"), none(), "RK-1, RK-2");

        assertThat(scanned(code).split("\n", -1))
                .containsExactly(
                        "BCD",
                        "002",
                        "1",
                        "SCT",
                        "BANKLV22",
                        "SIA Baltijas Ceļš",
                        IBAN,
                        "EUR1234.50",
                        "",
                        "",
                        "RK-1, RK-2");
    }

    @Test
    void a_structured_reference_takes_the_place_of_the_text() throws Exception {
        var code = new EpcQr("AS Näidis", IBAN, none(), eur("0.01"), Optional.of("RF18539007547034"), "RK-1");

        assertThat(scanned(code).split("\n", -1))
                .containsExactly("BCD", "002", "1", "SCT", "", "AS Näidis", IBAN, "EUR0.01", "", "RF18539007547034");
    }

    @Test
    void a_long_name_and_text_are_cut_to_what_the_scheme_allows() {
        var lines = new EpcQr("N".repeat(100), IBAN, none(), eur("1"), none(), "t".repeat(200))
                .payload()
                .split("\n", -1);

        assertThat(lines[5]).isEqualTo("N".repeat(70));
        assertThat(lines[10]).isEqualTo("t".repeat(140));
    }

    @ParameterizedTest
    @CsvSource({"0, EUR", "-1, EUR", "1000000000, EUR", "0.001, EUR", "10, CZK"})
    void what_the_scheme_cannot_pay_is_refused(String amount, String currency) {
        var money = Money.of(amount, currency);

        assertThat(EpcQr.canPay(money)).isFalse();
        assertThatThrownBy(() -> new EpcQr("A", IBAN, none(), money, none(), ""))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void any_name_and_text_fit_into_331_bytes_and_stay_on_their_lines(
            @ForAll @StringLength(max = 200) String name,
            @ForAll @StringLength(max = 300) String text,
            @ForAll @IntRange(min = 1) int cents) {
        var payload = new EpcQr("A" + name, IBAN, none(), new Money(BigDecimal.valueOf(cents, 2), "EUR"), none(), text)
                .payload();

        assertThat(payload.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(331);
        assertThat(payload.split("\n", -1)).hasSizeBetween(8, 11).contains(IBAN);
    }

    private static String scanned(EpcQr code) throws Exception {
        return QrReader.read(QrCode.of(code.payload()));
    }

    private static Money eur(String amount) {
        return Money.of(amount, "EUR");
    }

    private static Optional<String> none() {
        return Optional.empty();
    }
}
