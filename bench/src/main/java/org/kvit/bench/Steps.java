package org.kvit.bench;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;

/// What the steps of one repetition took, and what they kept in memory.
final class Steps {
    private final Map<String, Taken> taken = new LinkedHashMap<>();
    private final Path programs;

    /// @param programs the directory from which the database's processes run
    Steps(Path programs) {
        this.programs = programs;
    }

    /// @param processor nanoseconds of all cores together
    /// @param peak the most heap, in bytes, that was still in use after a collection during the step
    record Taken(long nanos, long processor, long peak) {
        double seconds() {
            return nanos / 1e9;
        }

        double busy() {
            return processor / 1e9;
        }
    }

    <T> T time(String step, Callable<T> work) throws Exception {
        System.gc();
        try (var heap = Heap.watched()) {
            long used = Processor.used(programs);
            long from = System.nanoTime();
            var result = work.call();
            long nanos = System.nanoTime() - from;
            taken.put(step, new Taken(nanos, Processor.used(programs) - used, heap.peak()));
            return result;
        }
    }

    Taken of(String step) {
        var found = taken.get(step);
        if (found == null) {
            throw new IllegalArgumentException("no step is called " + step);
        }
        return found;
    }

    @Override
    public String toString() {
        var text = new StringBuilder();
        taken.forEach((step, t) ->
                text.append("  %s %.2f s (busy %.2f s, %d MB)".formatted(step, t.seconds(), t.busy(), t.peak() >> 20)));
        return text.toString().strip();
    }
}
