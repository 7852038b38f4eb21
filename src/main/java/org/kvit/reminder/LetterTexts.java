package org.kvit.reminder;

import java.util.ArrayList;
import java.util.List;
import org.kvit.base.Refusal;
import org.kvit.base.Refusal.Fault;
import org.kvit.base.Words;

/// A template's texts in one language as they are written, with their variables. `[invoices]` on a line of its own
/// is where the table of invoices stands: once in the letter, at most once in the e-mail.
///
/// @param subject of the e-mail; one line
/// @param email its text, short: the letter is attached
/// @param title over the letter; one line
/// @param letter its text
public record LetterTexts(String subject, String email, String title, String letter) {
    /// The line that the table takes the place of.
    public static final String INVOICES = "[invoices]";
    /// Characters of a subject or title.
    public static final int LONGEST_LINE = 200;
    /// Characters of an e-mail or letter.
    public static final int LONGEST_TEXT = 10_000;

    public LetterTexts {
        subject = line(subject);
        email = text(email);
        title = line(title);
        letter = text(letter);
    }

    private static String line(String typed) {
        return typed.strip();
    }

    /// Forms send lines as `\r\n`.
    private static String text(String typed) {
        return typed.replace("\r\n", "\n").replace('\r', '\n').strip();
    }

    /// @throws Refusal naming every field with what is wrong in it, by line and character
    LetterWording wording() {
        var faults = new ArrayList<Fault>();
        one("subject", subject, faults);
        many("email", email, faults);
        one("title", title, faults);
        many("letter", letter, faults);
        if (!faults.isEmpty()) {
            throw Refusal.invalid(faults);
        }
        var wording = new LetterWording(
                LetterTextReader.read("subject", subject, 0, faults),
                LetterTextReader.read("title", title, 0, faults),
                LetterBody.read("email", email, false, faults),
                LetterBody.read("letter", letter, true, faults),
                java.util.Optional.empty());
        if (!faults.isEmpty()) {
            throw Refusal.invalid(faults);
        }
        return wording;
    }

    /// A line break in a subject would be a header of the writer's own.
    private static void one(String field, String text, List<Fault> faults) {
        if (text.chars().anyMatch(Character::isISOControl)) {
            faults.add(new Fault(field, Words.of("reminder.template.fault.line")));
        }
        bounded(field, text, LONGEST_LINE, faults);
    }

    private static void many(String field, String text, List<Fault> faults) {
        if (text.chars().anyMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\t')) {
            faults.add(new Fault(field, Words.of("reminder.template.fault.control")));
        }
        bounded(field, text, LONGEST_TEXT, faults);
    }

    private static void bounded(String field, String text, int longest, List<Fault> faults) {
        if (text.isBlank()) {
            faults.add(new Fault(field, Words.of("reminder.template.fault.empty")));
        } else if (text.length() > longest) {
            faults.add(new Fault(field, Words.of("reminder.template.fault.long", longest, text.length())));
        }
    }
}
