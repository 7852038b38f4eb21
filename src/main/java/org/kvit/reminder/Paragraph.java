package org.kvit.reminder;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A paragraph of plain text, filled in; layouts escape it. Empty lines part paragraphs, line breaks within stay.
record Paragraph(List<Line> lines) {
    /// An address whose host ends there: `https://ours@theirs` is none.
    private static final Pattern ADDRESS =
            Pattern.compile("(https?://[\\w.-]+)(?![\\w.:@-])(?:[/?#][^\\s<>\"„“”«»]*)?");
    private static final Pattern END_OF_SENTENCE = Pattern.compile("[.,;:!?)\\]]+$");

    record Line(List<Part> parts) {}

    /// @param href the address to go to, if it is one
    record Part(String text, Optional<String> href) {}

    /// @param hosts only addresses that begin with one of these become links
    static List<Paragraph> of(String text, Set<String> hosts) {
        return Arrays.stream(text.split("\n\\s*\n"))
                .map(String::strip)
                .filter(paragraph -> !paragraph.isEmpty())
                .map(paragraph -> new Paragraph(
                        paragraph.lines().map(line -> line(line.strip(), hosts)).toList()))
                .toList();
    }

    /// As plain text.
    String text() {
        return lines.stream()
                .map(line -> line.parts().stream().map(Part::text).collect(Collectors.joining()))
                .collect(Collectors.joining("\n"));
    }

    private static Line line(String text, Set<String> hosts) {
        var parts = new ArrayList<Part>();
        var address = ADDRESS.matcher(text);
        int at = 0;
        while (address.find()) {
            if (hosts.contains(END_OF_SENTENCE.matcher(address.group(1)).replaceAll(""))) {
                var there = END_OF_SENTENCE.matcher(address.group()).replaceAll("");
                parts.add(new Part(text.substring(at, address.start()), Optional.empty()));
                parts.add(new Part(there, Optional.of(there)));
                at = address.start() + there.length();
            }
        }
        parts.add(new Part(text.substring(at), Optional.empty()));
        return new Line(parts.stream().filter(part -> !part.text().isEmpty()).toList());
    }
}
