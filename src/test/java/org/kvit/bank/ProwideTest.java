package org.kvit.bank;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Another reader of the same standard reads the same.
class ProwideTest {
    private static final int FILES = 12;

    @Test
    void the_published_samples_are_read_as_prowide_reads_them() throws Exception {
        for (var name : List.of(
                "camt052.v2", "camt052.v8", "camt053.v2.all-balance-types", "camt053.v2.minimal", "camt053.v2.minimal.ultimate",
                "camt053.v2.with-account-name", "camt053.v3", "camt053.v4", "camt053.v8", "camt054.v2", "camt054.v4", "camt054.v8")) {
            assertSame(name, new String(Told.resource(name + ".xml"), StandardCharsets.UTF_8));
        }
    }

    @ParameterizedTest
    @MethodSource("messagesAndVersions")
    void whatever_a_bank_may_say_is_read_as_prowide_reads_it(int message, int version) throws Exception {
        for (long seed = 0; seed < FILES; seed++) {
            assertSame("camt.0%d version %d, seed %d".formatted(message, version, seed), RandomCamt.file(message, version, seed));
        }
    }

    static Stream<List<Integer>> messages() {
        return Stream.of(52, 53, 54).flatMap(m -> IntStream.rangeClosed(2, 13).mapToObj(v -> List.of(m, v)));
    }

    static Stream<org.junit.jupiter.params.provider.Arguments> messagesAndVersions() {
        return messages().map(m -> org.junit.jupiter.params.provider.Arguments.of(m.toArray()));
    }

    private static void assertSame(String name, String xml) throws ReflectiveOperationException {
        assertThat(Told.of(xml).written()).as("%s\n%s", name, xml).isEqualTo(ProwideCamt.told(xml));
    }
}
