package org.kvit.bench;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Repeats a scenario at each of its sizes. The first repetition of all warms the program up and isn't counted.
final class Harness {
    private final PrintStream out;
    private final int repetitions;
    private final boolean warm;
    private final Path programs;

    /// @param programs the directory from which the database's processes run
    Harness(PrintStream out, int repetitions, boolean warm, Path programs) {
        this.out = out;
        this.programs = programs;
        this.repetitions = repetitions;
        this.warm = warm;
    }

    List<Result> measure(Scenario scenario, List<Integer> sizes) throws Exception {
        var results = new ArrayList<Result>();
        boolean cold = warm;
        for (int size : sizes) {
            scenario.prepare(size);
            var all = new ArrayList<Steps>();
            for (int n = cold ? 0 : 1; n <= repetitions; n++) {
                var steps = new Steps(programs);
                scenario.once(size, steps);
                out.println("  %,d, %s: %s".formatted(size, n == 0 ? "to warm up" : n + " of " + repetitions, steps));
                if (n > 0) {
                    all.add(steps);
                }
            }
            cold = false;
            for (var figure : scenario.figures()) {
                results.add(result(figure, size, all, results));
            }
        }
        return results;
    }

    private static Result result(Figure figure, int size, List<Steps> all, List<Result> before) {
        var times = all.stream().map(s -> s.of(figure.step()).seconds()).toList();
        var anchors = all.stream().map(s -> s.of(figure.anchor()).seconds()).toList();
        var ratios = all.stream()
                .map(s -> s.of(figure.step()).seconds() / s.of(figure.anchor()).seconds())
                .toList();
        double median = Result.median(times);
        double growth = before.stream()
                .filter(r -> r.figure().equals(figure))
                .findFirst()
                .map(smallest -> median / size / (smallest.median() / smallest.size()))
                .orElse(1.0);
        long peak =
                all.stream().mapToLong(s -> s.of(figure.step()).peak()).max().orElseThrow() >> 20;
        return new Result(
                figure,
                size,
                median,
                Result.Spread.of(times),
                Result.median(anchors),
                Result.median(ratios),
                Result.Spread.of(ratios),
                growth,
                Result.median(all.stream().map(s -> s.of(figure.step()).busy()).toList()),
                Result.median(all.stream()
                        .map(s -> s.of(figure.step()).busy()
                                / s.of(figure.anchor()).busy())
                        .toList()),
                peak);
    }
}
