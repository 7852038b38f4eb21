package org.kvit.mail;

import org.jspecify.annotations.Nullable;

/// What a server, or the way to it, said: as one line, of bounded length, without control characters.
final class ServerWords {
    private static final int LONGEST = 500;

    private ServerWords() {}

    static String line(@Nullable String said) {
        var line = said == null ? "" : said.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST);
    }

    /// An exception in words: its own, and those of what caused it, which often say more.
    static String of(Throwable e) {
        var words = new StringBuilder();
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            var said = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
            if (words.indexOf(said) < 0) {
                words.append(words.isEmpty() ? "" : ": ").append(said);
            }
        }
        return line(words.toString());
    }
}
