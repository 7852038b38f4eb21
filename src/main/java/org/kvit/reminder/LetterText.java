package org.kvit.reminder;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A text with variables, as companies write it ([LetterTextReader] reads it). It is filled in by nothing but
/// looking names up in a table of strings: there is no engine behind it that could call, load or loop.
record LetterText(List<Piece> pieces) {
    private static final Pattern HOST = Pattern.compile("https?://[\\w.-]+(?=[^\\w.-])");

    LetterText {
        pieces = List.copyOf(pieces);
    }

    sealed interface Piece {}

    /// Stands as it was written.
    record Plain(String text) implements Piece {}

    record Value(LetterVariable variable) implements Piece {}

    /// @param when whether it stands where the variable says something, or where it says nothing
    record Section(LetterVariable variable, boolean when, List<Piece> pieces) implements Piece {}

    /// @param values empty or not there: the variable says nothing
    String with(Map<LetterVariable, String> values) {
        var out = new StringBuilder();
        write(pieces, values, out);
        return out.toString();
    }

    private static void write(List<Piece> pieces, Map<LetterVariable, String> values, StringBuilder out) {
        for (var piece : pieces) {
            switch (piece) {
                case Plain plain -> out.append(plain.text());
                case Value value -> out.append(values.getOrDefault(value.variable(), ""));
                case Section section -> {
                    if (values.getOrDefault(section.variable(), "").isEmpty() != section.when()) {
                        write(section.pieces(), values, out);
                    }
                }
            }
        }
    }

    /// Beginnings of addresses that the text itself spells out, such as `https://pay.example`: only these become
    /// links. What a customer's name says does not.
    Set<String> hosts() {
        return HOST.matcher(literal(pieces) + " ")
                .results()
                .map(found -> found.group().replaceAll("\\.+$", ""))
                .collect(Collectors.toSet());
    }

    /// A variable cuts: what it fills in is not part of what is spelt out.
    private static String literal(List<Piece> pieces) {
        return pieces.stream()
                .map(piece -> switch (piece) {
                    case Plain plain -> plain.text();
                    case Value _ -> "-\0";
                    case Section section -> literal(section.pieces());
                })
                .collect(Collectors.joining());
    }
}
