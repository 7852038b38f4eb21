package org.kvit.database;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/// A process of its own that serves a data directory: opens it, writes so many rows, says so, and waits to be ended.
final class Served {
    private Served() {}

    /// @param args data directory, number of rows
    public static void main(String[] args) throws Exception {
        try (var open = Databases.open(new DataDirectory(Path.of(args[0])), Optional.empty(), Databases.Use.SERVER)) {
            for (int row = 0; row < Integer.parseInt(args[1]); row++) {
                open.app().execute("INSERT INTO failed_sign_in (email, origin) VALUES ('row " + row + "', 'test')");
            }
            System.out.println("written");
            await();
        }
    }

    @SuppressWarnings("StatementWithEmptyBody") // reading is all it does
    private static void await() throws IOException {
        while (System.in.read() >= 0) {}
    }
}
