package org.kvit.banklink;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FilePatternTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            *                 | a.xml               | true
            *.xml             | A.XML               | true
            *.xml             | a.xml.gz            | false
            *.xml, *.zip      | week.zip            | true
            camt05?_*.xml     | camt053_2026-11.xml | true
            camt05?_*.xml     | camt05_2026-11.xml  | false
            *2026*.xml        | x-2026-11.xml       | true
            [ab].xml          | a.xml               | false
            *                 | .hidden             | false
            *                 | a.xml.part          | false
            *                 | a.xml.FILEPART      | false
            *                 | a.xml.tmp           | false
            *                 | a.xml~              | false
            *.xml             | pārskats.XML        | true
            """)
    void a_name_matches(String pattern, String name, boolean matches) {
        assertThat(new FilePattern(pattern).matches(name)).isEqualTo(matches);
    }

    @Property
    void it_finds_what_a_regular_expression_finds(@ForAll("patterns") String pattern, @ForAll("names") String name) {
        var regex = Pattern.compile(pattern.replace("*", ".*").replace("?", "."));
        assertThat(new FilePattern(pattern).matches(name))
                .isEqualTo(regex.matcher(name).matches());
    }

    @Test
    void no_pattern_makes_it_slow() {
        var pattern = new FilePattern("*a".repeat(100) + "b");
        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(2),
                () -> assertThat(pattern.matches("a".repeat(255))).isFalse());
    }

    @Provide
    Arbitrary<String> patterns() {
        return Arbitraries.strings().withChars("ab*?").ofMinLength(1).ofMaxLength(8);
    }

    @Provide
    Arbitrary<String> names() {
        return Arbitraries.strings().withChars("ab").ofMaxLength(8);
    }
}
