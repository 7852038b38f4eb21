package org.kvit.banklink;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.kvit.bank.Limits;
import org.kvit.base.Words;
import org.kvit.database.ContentHash;

/// One round through a link's files: each that is new and whole is imported, remembered, and moved away. What is
/// remembered is not read again, wherever the round broke off.
final class FileRound {
    static final long LARGEST = Limits.USUAL.bytes();
    /// The rest is for the next poll.
    static final int MOST_AT_ONCE = 200;
    private static final Comparator<Source.Found> OLDEST_FIRST =
            Comparator.comparing(Source.Found::modifiedAt).thenComparing(Source.Found::name);

    private final BankLink link;
    private final LinkFiles files;
    private final FileImport imports;
    private final Settling settling;
    private final FilePattern pattern;
    private int imported;
    private int known;
    private int failed;
    private int waiting;

    FileRound(BankLink link, LinkFiles files, FileImport imports, Settling settling) {
        this.link = link;
        this.files = files;
        this.imports = imports;
        this.settling = settling;
        this.pattern = new FilePattern(link.pattern());
    }

    LinkPolls.Tally tally() {
        return new LinkPolls.Tally(imported, known, failed, waiting);
    }

    /// @throws org.kvit.base.Refusal if the directory can't be read
    /// @throws IOException if the connection is lost
    void go(Source source) throws Exception {
        var found = matching(source);
        var remembered = files.known(link.id(), found);
        for (var file : found.stream().limit(MOST_AT_ONCE).toList()) {
            var entry = Optional.ofNullable(remembered.get(file));
            if (entry.isPresent()) {
                moveAway(source, entry.get().id(), file.name(), entry.get().state(), Optional.empty());
            }
        }
        for (var entry : files.again(link.id(), MOST_AT_ONCE)) {
            take(source, entry.file(), entry.path());
        }
        for (var file : settled(
                source, found.stream().filter(f -> !remembered.containsKey(f)).toList())) {
            take(source, file, file.name());
        }
    }

    private List<Source.Found> matching(Source source) throws IOException {
        return source.list().stream()
                .filter(f -> pattern.matches(f.name()))
                .sorted(OLDEST_FIRST)
                .toList();
    }

    /// Of files that are new, those that are the same at a second look.
    private List<Source.Found> settled(Source source, List<Source.Found> fresh)
            throws IOException, InterruptedException {
        if (fresh.isEmpty()) {
            return fresh;
        }
        settling.await();
        var second = new HashSet<>(matching(source));
        var whole = fresh.stream().filter(second::contains).limit(MOST_AT_ONCE).toList();
        waiting += fresh.size() - whole.size();
        return whole;
    }

    private void take(Source source, Source.Found file, String path) throws Exception {
        if (file.size() > LARGEST) {
            fail(source, file, path, Words.of("banklink.file.large", LARGEST >> 20));
            return;
        }
        var temporary = Files.createTempFile("kvit-bank", ".spool");
        try {
            source.fetch(path, temporary, LARGEST);
            boolean again = !path.equals(file.name()); // a person may have put another one in its place
            if (again || Files.size(temporary) == file.size()) {
                bring(source, file, path, temporary);
            } else {
                waiting++;
            }
        } catch (Source.TooLong e) {
            waiting++; // it has grown since
        } catch (Source.Denied e) {
            fail(source, file, path, Words.of("banklink.file.denied", String.valueOf(e.getMessage())));
        } catch (NoSuchFileException e) {
            vanished(file, path);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private void bring(Source source, Source.Found file, String path, Path temporary) throws Exception {
        var hash = ContentHash.of(temporary).bytes();
        if (files.isKnown(hash)) {
            known++;
            long entry =
                    files.note(link.id(), file, path, Optional.of(hash), LinkFiles.State.KNOWN, Optional.empty(), 0);
            moveAway(source, entry, path, LinkFiles.State.KNOWN, Optional.of(hash));
            return;
        }
        var outcome = imports.run(link, file, path, temporary, hash);
        if (outcome.imported()) {
            imported++;
            moveAway(source, outcome.entry(), path, LinkFiles.State.IMPORTED, Optional.of(hash));
        } else {
            failed++;
            moveAway(source, outcome.entry(), path, LinkFiles.State.FAILED, Optional.of(hash));
        }
    }

    private void fail(Source source, Source.Found file, String path, Words why) throws IOException {
        failed++;
        long entry = files.note(link.id(), file, path, Optional.empty(), LinkFiles.State.FAILED, Optional.of(why), 0);
        moveAway(source, entry, path, LinkFiles.State.FAILED, Optional.empty());
    }

    /// A file that has gone between two looks is nobody's business, unless a person wants it tried again.
    private void vanished(Source.Found file, String path) {
        if (!path.equals(file.name())) {
            failed++;
            files.note(
                    link.id(),
                    file,
                    path,
                    Optional.empty(),
                    LinkFiles.State.FAILED,
                    Optional.of(Words.of("banklink.file.gone")),
                    0);
        }
    }

    /// One that may not be moved is left and remembered.
    private void moveAway(Source source, long entry, String path, LinkFiles.State state, Optional<byte[]> hash)
            throws IOException {
        if (link.archive().isEmpty()) {
            return;
        }
        boolean good = state == LinkFiles.State.IMPORTED || state == LinkFiles.State.KNOWN;
        var target = good ? link.archive().get() : LinkReading.FAILED;
        if (path.startsWith(target + "/")) {
            return;
        }
        try {
            files.moved(entry, source.move(path, target, prints(entry, hash)));
        } catch (Source.Denied e) {
            files.unmoved(entry, Words.of("banklink.unmoved", target, String.valueOf(e.getMessage())));
        } catch (NoSuchFileException e) {
            files.unmoved(entry, Words.of("banklink.file.gone"));
        }
    }

    private static String prints(long entry, Optional<byte[]> hash) {
        return hash.map(h -> HexFormat.of().formatHex(h, 0, 4)).orElseGet(() -> Long.toString(entry));
    }
}
