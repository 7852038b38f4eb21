package org.kvit.reminder;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.kvit.base.Refusal.Fault;
import org.kvit.base.Words;

/// The text of a letter or e-mail: what stands above the table of invoices, and what below.
///
/// @param invoices whether there is a table; without one all stands above
record LetterBody(LetterText opening, LetterText closing, boolean invoices) {
    private static final Pattern OWN_LINE = Pattern.compile("(?m)^[ \\t]*\\[invoices][ \\t]*$");
    private static final Pattern ANYWHERE = Pattern.compile("\\[invoices]");

    /// @param needed whether there must be a table
    static LetterBody read(String field, String text, boolean needed, List<Fault> faults) {
        long named = ANYWHERE.matcher(text).results().count();
        var place = OWN_LINE.matcher(text);
        boolean found = place.find();
        if (named > 1 || (named == 1 && !found)) {
            faults.add(new Fault(field, Words.of("reminder.template.fault.invoices", LetterTexts.INVOICES)));
        } else if (needed && !found) {
            faults.add(new Fault(field, Words.of("reminder.template.fault.noInvoices", LetterTexts.INVOICES)));
        }
        if (!found) {
            return new LetterBody(LetterTextReader.read(field, text, 0, faults), new LetterText(List.of()), false);
        }
        var above = text.substring(0, place.start());
        int lines = (int) above.chars().filter(c -> c == '\n').count();
        return new LetterBody(
                LetterTextReader.read(field, above, 0, faults),
                LetterTextReader.read(field, text.substring(place.end()), lines, faults),
                true);
    }

    List<Paragraph> above(Map<LetterVariable, String> values) {
        return Paragraph.of(opening.with(values), hosts());
    }

    List<Paragraph> below(Map<LetterVariable, String> values) {
        return Paragraph.of(closing.with(values), hosts());
    }

    private Set<String> hosts() {
        var hosts = new HashSet<>(opening.hosts());
        hosts.addAll(closing.hosts());
        return hosts;
    }
}
