package org.kvit.ui;

import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// A text of the bundles as it stands there: a [MessageFormat] with plurals in it, such as
/// `{0,plural,one{# rēķins}other{# rēķini}}`. `choice` knows nothing of languages, and stands in none.
final class TextPattern {
    private static final Pattern PLURAL = Pattern.compile("\\{(\\d),\\s*plural,");

    private final String text;
    private final StringBuilder plain = new StringBuilder();
    private final List<Optional<PluralFormat>> elements = new ArrayList<>();

    private TextPattern(String text, Locale locale) {
        this.text = text;
        read(locale);
    }

    /// @throws IllegalArgumentException for a text that is none
    static MessageFormat parse(String text, Locale locale) {
        var pattern = new TextPattern(text, locale);
        var format = new MessageFormat(pattern.plain.toString(), locale);
        for (int i = 0; i < pattern.elements.size(); i++) {
            int element = i;
            pattern.elements.get(i).ifPresent(plural -> format.setFormat(element, plural));
        }
        return format;
    }

    /// Leaves of each plural its number alone, as what a MessageFormat reads.
    private void read(Locale locale) {
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char sign = text.charAt(i);
            quoted ^= sign == '\'';
            if (sign != '{' || quoted) {
                plain.append(sign);
                continue;
            }
            int end = end(i);
            var plural = PLURAL.matcher(text).region(i, end);
            if (plural.lookingAt()) {
                plain.append('{').append(plural.group(1)).append('}');
                elements.add(Optional.of(PluralFormat.of(text.substring(plural.end(), end - 1), locale)));
            } else {
                plain.append(text, i, end);
                elements.add(Optional.empty());
            }
            i = end - 1;
        }
    }

    /// Behind the brace that closes the one at `from`.
    private int end(int from) {
        int depth = 0;
        for (int i = from; i < text.length(); i++) {
            char sign = text.charAt(i);
            depth += sign == '{' ? 1 : sign == '}' ? -1 : 0;
            if (depth == 0) {
                return i + 1;
            }
        }
        throw new IllegalArgumentException("a brace is open: " + text);
    }
}
