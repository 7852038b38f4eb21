package org.kvit.bench;

import java.util.List;

/// A figure at one size, over all repetitions. Times are in seconds.
///
/// @param spread the fastest and the slowest repetition
/// @param ratio the median of the repetitions' own ratios: what slows a machine down slows both halves of it
/// @param growth the time per item, as a multiple of that of the smallest size; 1 for the smallest itself
/// @param busy what all cores together were busy for, the database's processes included
/// @param busyRatio the same as a multiple of the anchor's
/// @param peak megabytes of heap in use after a collection, at most
record Result(
        Figure figure,
        int size,
        double median,
        Spread spread,
        double anchor,
        double ratio,
        Spread ratios,
        double growth,
        double busy,
        double busyRatio,
        long peak) {
    record Spread(double least, double most) {
        static Spread of(List<Double> values) {
            return new Spread(
                    values.stream().mapToDouble(v -> v).min().orElseThrow(),
                    values.stream().mapToDouble(v -> v).max().orElseThrow());
        }
    }

    boolean good() {
        return ratio <= figure.target();
    }

    double microsecondsEach() {
        return median * 1e6 / size;
    }

    static double median(List<Double> values) {
        var sorted = values.stream().sorted().toList();
        int half = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
    }
}
