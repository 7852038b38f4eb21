package org.kvit.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.math.BigDecimal;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kvit.base.Refusal;
import org.kvit.base.Words;

class EntriesTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            en | 1250.50       | 1250.50
            en | 1,250.00      | 1250.00
            en | 1,250,000     | 1250000
            en | 1,250,000.5   | 1250000.5
            en | 1.250,00      | 1250.00
            en | 1 250,00      | 1250.00
            en | 1 250,000     | 1250.000
            en | 1,5           | 1.5
            en | 1,2345        | 1.2345
            en | 1234,567      | 1234.567
            en | 0,125         | 0.125
            en | 1.234         | 1.234
            en | -3            | -3
            en | \u2212 3,5    | -3.5
            en | .5            | .5
            lv | 1,234         | 1.234
            lv | 1.234         | 1.234
            lv | 1\u00a0234,50 | 1234.50
            et | 1,234         | 1.234
            cs | 1.234.567,8   | 1234567.8
            sk | 12,345        | 12.345
            """)
    void a_number_is_read_as_the_pages_language_writes_it(String language, String entered, BigDecimal number) {
        var entries = new Entries(Locale.of(language));
        assertThat(entries.decimal("f", entered)).contains(number);
        entries.refuse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1,234   | 1.234   | 1234
            -1,234  | -1.234  | -1234
            250,000 | 250.000 | 250000
            """)
    void what_an_english_page_may_mean_either_way_is_refused_with_both_readings(
            String entered, String decimal, String grouped) {
        assertThat(refused(Locale.ENGLISH, entered))
                .isEqualTo(Words.of("ui.number.ambiguous", entered, decimal, grouped));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            en | dear
            en | 1,23,456
            en | 1.2.3
            en | 1,250.00.0
            en | 1,250,00
            lv | 1.250.0
            lv | 1,2,3
            lv | 1e3
            lv | -
            """)
    void what_is_no_number_is_refused(String language, String entered) {
        assertThat(refused(Locale.of(language), entered)).isEqualTo(Words.of("order.fault.number", entered));
    }

    private static Words refused(Locale locale, String entered) {
        var entries = new Entries(locale);
        assertThat(entries.decimal("f", entered)).isEmpty();
        return catchThrowableOfType(Refusal.class, entries::refuse)
                .faults()
                .getFirst()
                .words();
    }
}
