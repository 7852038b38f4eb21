package org.kvit.reminder;

import com.samskivert.mustache.Template;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.kvit.document.Labels;
import org.kvit.document.Templates;

/// The words of a letter in one language and tone, read from `letter/`; its README says how they are
/// written.
record LetterWording(Template subject, Template title, Template opening, Template closing) {
    private static final Map<String, LetterWording> READ = new ConcurrentHashMap<>();
    private static final String SUBJECT = "Subject: ";
    private static final String TITLE = "Title: ";
    private static final String INVOICES = "[invoices]";

    static LetterWording of(LetterModel letter) {
        var tone = letter.isOverdue() ? letter.tone().name().toLowerCase(Locale.ROOT) : "early";
        return READ.computeIfAbsent(
                Labels.language(letter.language()) + "/" + tone, name -> parse(text(name + ".txt")));
    }

    /// @throws IllegalArgumentException if the head or the place of the invoices is missing
    static LetterWording parse(String text) {
        var head = text.lines().limit(2).toList();
        var body = text.lines().skip(2).collect(Collectors.joining("\n")).split("\\Q" + INVOICES + "\\E", -1);
        if (head.size() < 2 || !head.get(0).startsWith(SUBJECT) || !head.get(1).startsWith(TITLE) || body.length != 2) {
            throw new IllegalArgumentException("a wording has a subject, a title, text, " + INVOICES + " and text");
        }
        return new LetterWording(
                Templates.plain(head.get(0).substring(SUBJECT.length())),
                Templates.plain(head.get(1).substring(TITLE.length())),
                Templates.plain(body[0]),
                Templates.plain(body[1]));
    }

    /// @throws com.samskivert.mustache.MustacheException if the template names a variable that there is not
    static List<String> paragraphs(Template template, Object fields) {
        return Arrays.stream(template.execute(fields).split("\n\\s*\n"))
                .map(String::strip)
                .filter(paragraph -> !paragraph.isEmpty())
                .toList();
    }

    static String text(String name) {
        return Labels.text("letter/" + name);
    }
}
