package org.kvit.document;

import com.samskivert.mustache.DefaultCollector;
import com.samskivert.mustache.Escapers;
import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.util.Iterator;
import java.util.Optional;

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
    private static final Mustache.Escaper MARKUP = Escapers.simple(new String[][] {
        {"&", "&amp;"}, {"'", "&#39;"}, {"\"", "&quot;"}, {"<", "&lt;"}, {">", "&gt;"}, {"\n", "&#10;"}, {"\t", "&#9;"}
    });

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
                .withEscaper(escaped ? MARKUP : Escapers.NONE)
                .compile(template);
    }
}
