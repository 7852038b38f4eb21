package org.kvit.reminder;

import java.util.Map;
import java.util.Optional;

/// The words of a letter and its e-mail in one language, ready to be filled in. [LetterTexts] reads them.
///
/// @param notice stands over all of it, where it is not a real letter: a test
record LetterWording(
        LetterText subject, LetterText title, LetterBody email, LetterBody letter, Optional<String> notice) {
    /// Characters of a subject once it is filled in.
    private static final int LONGEST_SUBJECT = 300;

    LetterWording marked(String words) {
        return new LetterWording(subject, title, email, letter, Optional.of(words));
    }

    /// One line, whatever the names in it say: a line break would be a header of their own.
    String subject(Map<LetterVariable, String> values) {
        var line = inOneLine(notice.map(words -> "[" + words + "] ").orElse("") + subject.with(values));
        return line.length() <= LONGEST_SUBJECT ? line : line.substring(0, LONGEST_SUBJECT - 1) + "…";
    }

    String title(Map<LetterVariable, String> values) {
        return inOneLine(title.with(values));
    }

    static String inOneLine(String text) {
        return text.replaceAll("[\\p{Cc}\\p{Zl}\\p{Zp}\\s]+", " ").strip();
    }
}
