package org.kvit.document;

import com.samskivert.mustache.DefaultCollector;
import com.samskivert.mustache.Escapers;
import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.util.Iterator;
import java.util.Optional;
import java.util.regex.Pattern;

/// Mustache as letters and invoices use it: a missing variable is an error, and an empty `Optional` is an
/// absent section.
public final class Templates {
    private static final DefaultCollector COLLECTOR = new DefaultCollector() {
        @Override
        public Iterator<?> toIterator(Object value) {
            return value instanceof Optional<?> optional ? optional.stream().iterator() : super.toIterator(value);
        }
    };

    /// In an attribute, such as a QR code's text, an XML reader makes a blank of a bare line break.
    private static final Mustache.Escaper ENTITIES = Escapers.simple(new String[][] {
        {"&", "&amp;"}, {"'", "&#39;"}, {"\"", "&quot;"}, {"<", "&lt;"}, {">", "&gt;"}, {"\n", "&#10;"}, {"\t", "&#9;"}
    });

    /// What no XML may hold, not even escaped: a name with such a letter in it must not spoil the page.
    private static final Pattern FORBIDDEN =
            Pattern.compile("[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\\uFFFE\\uFFFF]|[\\x{D800}-\\x{DFFF}]");

    private Templates() {}

    /// For HTML: what is filled in is escaped.
    public static Template markup(String template) {
        return compiled(template, true);
    }

    /// For text: nothing is escaped.
    public static Template plain(String template) {
        return compiled(template, false);
    }

    private static Template compiled(String template, boolean escaped) {
        return Mustache.compiler()
                .withCollector(COLLECTOR)
                .strictSections(true)
                .withEscaper(escaped ? Templates::markupOf : Escapers.NONE)
                .compile(template);
    }

    private static String markupOf(String text) {
        return ENTITIES.escape(FORBIDDEN.matcher(text).replaceAll(" "));
    }
}
