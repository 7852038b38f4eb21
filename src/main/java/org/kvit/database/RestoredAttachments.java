package org.kvit.database;

import java.io.IOException;
import org.kvit.base.Refusal;

/// Puts a backup's attachments into the data directory. They are named by what they hold, so this harms
/// nothing that is there: it comes before the rows that want them, and what no row wants any more is
/// removed after those.
record RestoredAttachments(BackupFile backup, ContentDirectory directory) {
    /// @throws Refusal if one is damaged
    void put() {
        try {
            for (var file : backup.attachments()) {
                put(file);
            }
        } catch (IOException e) {
            throw Refusal.of(Refusal.Kind.UNSUPPORTED, "database.restore.damaged", String.valueOf(e.getMessage()));
        }
    }

    /// Removes what the backup doesn't have.
    void dropOthers() {
        try {
            directory.removeUnless(backup::has);
        } catch (IOException e) {
            throw Refusal.conflict("database.directory", directory.path().toString(), String.valueOf(e.getMessage()));
        }
    }

    private void put(Content file) throws IOException {
        try (var in = backup.contentOf(file);
                var received = directory.receive(in)) {
            if (!received.hash().equals(file.hash())) {
                throw Refusal.of(Refusal.Kind.UNSUPPORTED, "database.restore.damaged", file.name());
            }
            received.keep(file.company());
        }
    }
}
