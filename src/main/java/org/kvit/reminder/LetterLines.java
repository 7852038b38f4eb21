package org.kvit.reminder;

import java.util.stream.Collectors;

/// Lines of plain text as mail has them: prose wrapped at 76 characters, columns left as they are, never
/// two empty
/// lines together.
final class LetterLines {
    private static final int LONGEST = 76;
    private static final String COLUMNS = "   ";

    private LetterLines() {}

    static String wrapped(String text) {
        return text.strip()
                .replaceAll("\n{3,}", "\n\n")
                .lines()
                .map(LetterLines::wrappedLine)
                .collect(Collectors.joining("\n", "", "\n"));
    }

    /// Breaks at ordinary spaces only: an amount keeps its currency.
    private static String wrappedLine(String line) {
        if (line.contains(COLUMNS)) {
            return line;
        }
        var out = new StringBuilder();
        int length = 0;
        for (var word : line.split(" ")) {
            if (length > 0 && length + 1 + word.length() > LONGEST) {
                out.append('\n');
                length = 0;
            } else if (length > 0) {
                out.append(' ');
                length++;
            }
            out.append(word);
            length += word.length();
        }
        return out.toString();
    }
}
