package org.kvit.reminder;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.kvit.base.Refusal.Fault;
import org.kvit.base.Words;
import org.kvit.reminder.LetterText.Piece;

/// Reads a text with variables. Only three tags exist: `{{name}}`, `{{#name}}` or `{{^name}}`, and `{{/name}}`,
/// with a name out of [LetterVariable]; all else between double braces is a fault that names its place.
final class LetterTextReader {
    /// Sections within one another.
    static final int DEEPEST = 5;
    /// Tags of one text. The longest value has some hundred characters: what is filled in stays bounded.
    static final int MOST_TAGS = 200;

    private static final Pattern TAG = Pattern.compile("([#^/]?)\\s*([A-Za-z][A-Za-z0-9]*)\\s*");
    private static final int LONGEST_SHOWN = 40;

    private final String field;
    private final String text;
    private final int lineBefore;
    private final List<Fault> faults;
    private final Deque<Open> open = new ArrayDeque<>();
    private int tags;

    /// A section that isn't closed yet.
    private record Open(LetterVariable variable, boolean when, int at, List<Piece> pieces) {}

    private LetterTextReader(String field, String text, int lineBefore, List<Fault> faults) {
        this.field = field;
        this.text = text;
        this.lineBefore = lineBefore;
        this.faults = faults;
    }

    /// @param field what faults are put to
    /// @param lineBefore how many lines of the field stand before this text
    /// @param faults takes what is wrong
    static LetterText read(String field, String text, int lineBefore, List<Fault> faults) {
        return new LetterTextReader(field, text, lineBefore, faults).read();
    }

    private LetterText read() {
        var whole = new ArrayList<Piece>();
        int at = 0;
        int tag = text.indexOf("{{");
        while (tag >= 0) {
            int end = text.indexOf("}}", tag);
            if (end < 0) {
                fault(tag, "reminder.template.fault.open");
                break;
            }
            if (++tags > MOST_TAGS) {
                fault(tag, "reminder.template.fault.many", MOST_TAGS);
                return new LetterText(whole);
            }
            var span = span(tag, end + 2, at);
            here(whole).add(new LetterText.Plain(text.substring(at, span.from())));
            tag(whole, text.substring(tag + 2, end), tag);
            at = span.to();
            tag = text.indexOf("{{", Math.max(at, end + 2));
        }
        here(whole).add(new LetterText.Plain(text.substring(Math.min(at, text.length()))));
        open.forEach(section -> fault(
                section.at(),
                "reminder.template.fault.unclosed",
                section.variable().tag()));
        return new LetterText(whole);
    }

    private record Span(int from, int to) {}

    /// A section's tag alone on its line takes the whole line with it.
    private Span span(int from, int to, int least) {
        int start = text.lastIndexOf('\n', from - 1) + 1;
        int end = text.indexOf('\n', to);
        boolean alone = "#^/".indexOf(from + 2 < text.length() ? text.charAt(from + 2) : ' ') >= 0
                && start >= least
                && text.substring(start, from).isBlank()
                && end >= 0
                && text.substring(to, end).isBlank();
        return alone ? new Span(start, end + 1) : new Span(from, to);
    }

    private List<Piece> here(List<Piece> whole) {
        return Optional.ofNullable(open.peek()).map(Open::pieces).orElse(whole);
    }

    private void tag(List<Piece> whole, String inside, int at) {
        var tag = TAG.matcher(inside);
        if (!tag.matches()) {
            fault(at, "reminder.template.fault.tag", shown("{{" + inside + "}}"));
            return;
        }
        var variable = LetterVariable.named(tag.group(2));
        if (variable.isEmpty()) {
            fault(at, "reminder.template.fault.unknown", shown(tag.group(2)));
            return;
        }
        switch (tag.group(1)) {
            case "" -> value(whole, variable.orElseThrow(), at);
            case "/" -> close(whole, variable.orElseThrow(), at);
            default -> open(variable.orElseThrow(), tag.group(1).equals("#"), at);
        }
    }

    private void value(List<Piece> whole, LetterVariable variable, int at) {
        if (variable.isCondition()) {
            fault(at, "reminder.template.fault.condition", variable.tag());
        }
        here(whole).add(new LetterText.Value(variable));
    }

    private void open(LetterVariable variable, boolean when, int at) {
        if (open.size() == DEEPEST) {
            fault(at, "reminder.template.fault.deep", DEEPEST);
        }
        open.push(new Open(variable, when, at, new ArrayList<>()));
    }

    private void close(List<Piece> whole, LetterVariable variable, int at) {
        var last = open.peek();
        if (last == null || last.variable() != variable) {
            fault(at, "reminder.template.fault.close", variable.tag());
            return;
        }
        open.pop();
        here(whole).add(new LetterText.Section(last.variable(), last.when(), List.copyOf(last.pieces())));
    }

    /// Lines and characters are counted from 1.
    private void fault(int at, String key, Object... args) {
        var before = text.substring(0, at);
        long line = before.chars().filter(c -> c == '\n').count();
        var all = new ArrayList<Object>();
        all.add(line + lineBefore + 1);
        all.add((long) at - before.lastIndexOf('\n'));
        all.addAll(List.of(args));
        faults.add(new Fault(field, new Words(key, all)));
    }

    private static String shown(String text) {
        var line = text.replaceAll("\\s+", " ");
        return line.length() <= LONGEST_SHOWN ? line : line.substring(0, LONGEST_SHOWN) + "…";
    }
}
