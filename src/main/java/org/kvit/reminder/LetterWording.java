package org.kvit.reminder;

import com.samskivert.mustache.Template;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/// The words of a letter in one language and tone, read from `letter/`; its README says how they are written.
record LetterWording(Template subject, Template title, Template opening, Template closing) {
    private static final Set<String> LANGUAGES = Set.of("en", "lv", "et", "cs", "sk");
    private static final Map<String, LetterWording> READ = new ConcurrentHashMap<>();
    private static final Map<String, Map<String, String>> LABELS = new ConcurrentHashMap<>();
    private static final String SUBJECT = "Subject: ";
    private static final String TITLE = "Title: ";
    private static final String INVOICES = "[invoices]";

    /// The one in which a customer of that language is written to.
    static String language(String wanted) {
        return LANGUAGES.contains(wanted) ? wanted : "en";
    }

    static LetterWording of(LetterModel letter) {
        var tone = letter.isOverdue() ? letter.tone().name().toLowerCase(Locale.ROOT) : "early";
        return READ.computeIfAbsent(language(letter.language()) + "/" + tone, name -> parse(text(name + ".txt")));
    }

    /// The layouts' small texts.
    static Map<String, String> labels(String language) {
        return LABELS.computeIfAbsent(language(language), LetterWording::readLabels);
    }

    /// @throws IllegalArgumentException if the head or the place of the invoices is missing
    static LetterWording parse(String text) {
        var head = text.lines().limit(2).toList();
        var body = text.lines().skip(2).collect(Collectors.joining("\n")).split("\\Q" + INVOICES + "\\E", -1);
        if (head.size() < 2 || !head.get(0).startsWith(SUBJECT) || !head.get(1).startsWith(TITLE) || body.length != 2) {
            throw new IllegalArgumentException("a wording has a subject, a title, text, " + INVOICES + " and text");
        }
        return new LetterWording(
                LetterTemplates.plain(head.get(0).substring(SUBJECT.length())),
                LetterTemplates.plain(head.get(1).substring(TITLE.length())),
                LetterTemplates.plain(body[0]),
                LetterTemplates.plain(body[1]));
    }

    /// @throws com.samskivert.mustache.MustacheException if the template names a variable that there is not
    static List<String> paragraphs(Template template, Object fields) {
        return Arrays.stream(template.execute(fields).split("\n\\s*\n"))
                .map(String::strip)
                .filter(paragraph -> !paragraph.isEmpty())
                .toList();
    }

    static String text(String name) {
        try (var in = LetterWording.class.getResourceAsStream("/letter/" + name)) {
            if (in == null) {
                throw new IllegalStateException("the program lacks letter/" + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> readLabels(String language) {
        try {
            var labels = new Properties();
            labels.load(new StringReader(text(language + "/labels.properties")));
            return labels.stringPropertyNames().stream()
                    .collect(Collectors.toUnmodifiableMap(key -> key, labels::getProperty));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
