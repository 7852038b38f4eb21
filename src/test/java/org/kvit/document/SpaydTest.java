package org.kvit.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kvit.base.Money;

class SpaydTest {
    private static final String IBAN = "CZ5855000000001265098001";

    @Test
    void every_field_is_read_back_from_the_code() throws Exception {
        var code = new Spayd(
                "Říční doprava s.r.o.",
                IBAN,
                Optional.of("RZBCCZPP"),
                Money.of("450", "CZK"),
                Optional.of("1234567890"),
                "Faktury FV-1, FV*2");

        assertThat(fields(QrReader.read(QrCode.of(code.payload()))))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "ACC", IBAN + "+RZBCCZPP",
                        "AM", "450.00",
                        "CC", "CZK",
                        "X-VS", "1234567890",
                        "RN", "RICNI DOPRAVA S.R.O.",
                        "MSG", "FAKTURY FV-1, FV*2"));
    }

    @Test
    void what_is_not_known_is_left_out() {
        var code = new Spayd("", IBAN, Optional.empty(), Money.of("1.5", "CZK"), Optional.empty(), " ");

        assertThat(code.payload()).isEqualTo("SPD*1.0*ACC:" + IBAN + "*AM:1.50*CC:CZK");
    }

    @Test
    void long_texts_are_cut_to_what_banks_show() {
        var code = new Spayd(
                "N".repeat(50), IBAN, Optional.empty(), Money.of("1", "CZK"), Optional.empty(), "t".repeat(80));

        assertThat(fields(code.payload())).containsEntry("RN", "N".repeat(35)).containsEntry("MSG", "T".repeat(60));
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "10000000, 1", "0.001, 1", "1, 12345678901", "1, 12a", "1, ''"})
    void what_a_bank_would_not_take_is_refused(String amount, String symbol) {
        assertThatThrownBy(
                        () -> new Spayd("A", IBAN, Optional.empty(), Money.of(amount, "CZK"), Optional.of(symbol), ""))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Map<String, String> fields(String payload) {
        assertThat(payload).startsWith("SPD*1.0*");
        return Arrays.stream(payload.substring("SPD*1.0*".length()).split("\\*"))
                .map(field -> field.split(":", 2))
                .collect(Collectors.toMap(
                        pair -> pair[0],
                        pair -> URLDecoder.decode(pair[1].replace("+", "%2B"), StandardCharsets.UTF_8)));
    }
}
