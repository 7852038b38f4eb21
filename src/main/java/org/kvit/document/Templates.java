package org.kvit.document;

import com.samskivert.mustache.DefaultCollector;
import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.util.Iterator;
import java.util.Optional;

/// Mustache as letters and invoices use it: a missing variable is an error, and an empty `Optional` is an absent
/// section.
public final class Templates {
    private static final DefaultCollector COLLECTOR = new DefaultCollector() {
        @Override
        public Iterator<?> toIterator(Object value) {
            return value instanceof Optional<?> optional ? optional.stream().iterator() : super.toIterator(value);
        }
    };

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
                .escapeHTML(escaped)
                .compile(template);
    }
}
