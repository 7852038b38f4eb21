package org.kvit.reminder;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.kvit.document.Labels;

/// The wording that comes with the program, read from `letter/`; its README says how it is written.
final class BuiltInWording {
    /// The wording while nothing in a letter is overdue.
    static final String EARLY = "early";
    /// In the order in which a debt grows older.
    static final List<String> KEYS = List.of(EARLY, "friendly", "firm", "final");

    private static final String SUBJECT = "Subject: ";
    private static final String TITLE = "Title: ";
    private static final String EMAIL = "\n--- e-mail\n";
    private static final Map<String, LetterTexts> TEXTS = new ConcurrentHashMap<>();
    private static final Map<String, LetterWording> READ = new ConcurrentHashMap<>();

    private BuiltInWording() {}

    static boolean has(String key) {
        return KEYS.contains(key);
    }

    /// @param key one of [#KEYS]
    /// @param language that letters are written in
    static LetterTexts texts(String key, String language) {
        return TEXTS.computeIfAbsent(name(key, language), name -> parse(Labels.text("letter/" + name)));
    }

    static LetterWording wording(String key, String language) {
        return READ.computeIfAbsent(
                name(key, language), _ -> texts(key, language).wording());
    }

    private static String name(String key, String language) {
        return language + "/" + key + ".txt";
    }

    /// @throws IllegalArgumentException if the head or one of the texts is missing
    static LetterTexts parse(String text) {
        var head = text.lines().limit(2).toList();
        var texts = text.lines().skip(2).collect(Collectors.joining("\n")).split(EMAIL, -1);
        if (head.size() < 2
                || !head.get(0).startsWith(SUBJECT)
                || !head.get(1).startsWith(TITLE)
                || texts.length != 2) {
            throw new IllegalArgumentException(
                    "a wording has a subject, a title, a letter, '--- e-mail' and an e-mail");
        }
        return new LetterTexts(
                head.get(0).substring(SUBJECT.length()), texts[1], head.get(1).substring(TITLE.length()), texts[0]);
    }
}
