package org.kvit.bank;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Another reader of the same standard reads the same.
class ProwideTest {
    private static final int FILES = 12;

    @Test
    void the_published_samples_are_read_as_prowide_reads_them() throws Exception {
        for (var name : List.of(
                "camt052.v2",
                "camt052.v8",
                "camt053.v2.all-balance-types",
                "camt053.v2.minimal",
                "camt053.v2.minimal.ultimate",
                "camt053.v2.with-account-name",
                "camt053.v3",
                "camt053.v4",
                "camt053.v8",
                "camt054.v2",
                "camt054.v4",
                "camt054.v8")) {
            assertSame(name, new String(Told.resource(name + ".xml"), StandardCharsets.UTF_8));
        }
    }

    @ParameterizedTest
    @MethodSource("messagesAndVersions")
    void whatever_a_bank_may_say_is_read_as_prowide_reads_it(int message, int version) throws Exception {
        for (long seed = 0; seed < FILES; seed++) {
            assertSame(
                    "camt.0%d version %d, seed %d".formatted(message, version, seed),
                    RandomCamt.file(message, version, seed));
        }
    }

    /// Statements of all versions; reports and notifications have the same entries, so that of these the oldest, one
    /// between and the newest do. Prowide takes long to prepare for each.
    static Stream<Arguments> messagesAndVersions() {
        return Stream.concat(
                IntStream.rangeClosed(2, 13).mapToObj(v -> Arguments.of(53, v)),
                Stream.of(52, 54).flatMap(m -> Stream.of(2, 8, 13).map(v -> Arguments.of(m, v))));
    }

    private static void assertSame(String name, String xml) throws ReflectiveOperationException {
        assertThat(Told.of(xml).written()).as("%s\n%s", name, xml).isEqualTo(ProwideCamt.told(xml));
    }
}
