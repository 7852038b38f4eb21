package org.kvit.company;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kvit.base.Refusal;

class NumberPatternTest {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 23);

    @ParameterizedTest
    @CsvSource({
        "RK-{year}-{number:5}, 17, RK-2026-00017",
        "{year:2}{number:4}, 5, 260005",
        "{number}, 1023, 1023",
        "F {number:3}/{year}, 1234, F 1234/2026"
    })
    void a_number_is_written_as_the_pattern_says(String pattern, long number, String written) {
        assertThat(new NumberPattern(pattern).write(DAY, number)).isEqualTo(written);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "RK",
                "RK-{year}",
                "{number}{number}",
                "{number:0}",
                "{nummer}",
                "{number}}",
                " {number}",
                "A very long text before the {number}"
            })
    void a_pattern_without_one_running_number_is_refused(String pattern) {
        assertThatThrownBy(() -> new NumberPattern(pattern)).isInstanceOf(Refusal.class);
    }

    @Property
    void the_running_number_is_found_again_in_what_was_written(
            @ForAll @LongRange(min = 1, max = 99_999_999) long number) {
        var pattern = new NumberPattern("R.K (+)-{year}-{number:5}");
        var found = java.util.regex.Pattern.compile(pattern.expression(DAY)).matcher(pattern.write(DAY, number));
        assertThat(found.matches()).isTrue();
        assertThat(found.group(1)).isEqualTo(String.format("%05d", number));
    }
}
