package org.kvit.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;

/// On what was measured.
record Environment(int cores, long heap, String jdk, String postgres, String commit, int invoices) {
    static Environment of(Server server, Path root, Books books) throws SQLException, IOException {
        return new Environment(
                Runtime.getRuntime().availableProcessors(),
                Runtime.getRuntime().maxMemory() >> 20,
                Runtime.version().toString(),
                server.version(),
                commit(root),
                books.invoices());
    }

    @Override
    public String toString() {
        return "%d cores; %d MB of heap; JDK %s; PostgreSQL %s, fsync and synchronous commit on; %,d invoices; commit %s"
                .formatted(cores, heap, jdk, postgres, invoices, commit);
    }

    private static String commit(Path root) throws IOException {
        var git = new ProcessBuilder("git", "describe", "--always", "--dirty", "--abbrev=10")
                .directory(root.toFile())
                .redirectErrorStream(true)
                .start();
        var said = git.inputReader(StandardCharsets.UTF_8).lines().findFirst();
        return said.filter(s -> !s.startsWith("fatal")).orElse("unknown");
    }
}
