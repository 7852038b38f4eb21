package org.kvit.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/// The results as a table, for people and for programs.
record Report(Environment environment, int repetitions, List<Result> results) {
    private static final String HEAD = """
            | job | items | median | spread | each | anchor | ratio | its spread | target | busy | its ratio | growth | peak heap |
            | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
            """;

    String table() {
        var table = new StringBuilder(HEAD);
        for (var r : results) {
            table.append(
                    "| %s | %,d | %.2f s | %.2f–%.2f s | %.0f µs | %s, %.2f s | %.2f× | %.2f–%.2f× | ≤ %s×%s | %.2f s | %.2f× | %.2f× | %d MB |%n"
                            .formatted(
                                    r.figure().job(),
                                    r.size(),
                                    r.median(),
                                    r.spread().least(),
                                    r.spread().most(),
                                    r.microsecondsEach(),
                                    r.figure().anchor(),
                                    r.anchor(),
                                    r.ratio(),
                                    r.ratios().least(),
                                    r.ratios().most(),
                                    trimmed(r.figure().target()),
                                    r.good() ? "" : " missed",
                                    r.busy(),
                                    r.busyRatio(),
                                    r.growth(),
                                    r.peak()));
        }
        return table.toString();
    }

    void write(Path directory) throws IOException {
        Files.createDirectories(directory);
        Files.writeString(directory.resolve("bench.md"), """
                # Measured

                %s. Median of %d; busy is what all cores together worked, the database's processes included; growth is the time per item against that at the smallest size; peak heap is what was in use after a collection.

                %s""".formatted(environment, repetitions, table()));
        JsonMapper.builder()
                .build()
                .writerWithDefaultPrettyPrinter()
                .writeValue(
                        directory.resolve("bench.json").toFile(),
                        Map.of("environment", environment, "repetitions", repetitions, "results", results));
    }

    private static String trimmed(double number) {
        return java.math.BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }
}
