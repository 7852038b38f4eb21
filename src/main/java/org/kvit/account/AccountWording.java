package org.kvit.account;

import com.samskivert.mustache.Template;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.kvit.document.Labels;
import org.kvit.document.Templates;

/// The words of the letters in one language, read from `account/`; its README says how they are written.
record AccountWording(Template subject, Template title, Template opening, Template closing) {
    /// Those that there is a wording in; who speaks another is written to in English.
    static final Set<String> LANGUAGES = Set.of("en", "lv", "et", "lt", "cs", "sk", "pl", "de", "ru");

    private static final Map<String, AccountWording> READ = new ConcurrentHashMap<>();
    private static final Map<String, Map<String, String>> LABELS = new ConcurrentHashMap<>();
    private static final String SUBJECT = "Subject: ";
    private static final String TITLE = "Title: ";
    private static final String ACCOUNT = "[account]";

    static String language(String wanted) {
        return LANGUAGES.contains(wanted) ? wanted : "en";
    }

    static AccountWording of(AccountPaper paper, String language) {
        return READ.computeIfAbsent(
                language(language) + "/" + paper.code() + ".txt", name -> parse(Labels.text("account/" + name)));
    }

    static Map<String, String> labels(String language) {
        return LABELS.computeIfAbsent(language(language), AccountWording::read);
    }

    /// @throws IllegalArgumentException if the head or the place of the figures is missing
    static AccountWording parse(String text) {
        var head = text.lines().limit(2).toList();
        var body = text.lines().skip(2).collect(Collectors.joining("\n")).split("\\Q" + ACCOUNT + "\\E", -1);
        if (head.size() < 2 || !head.get(0).startsWith(SUBJECT) || !head.get(1).startsWith(TITLE) || body.length != 2) {
            throw new IllegalArgumentException("a wording has a subject, a title, text, " + ACCOUNT + " and text");
        }
        return new AccountWording(
                Templates.plain(head.get(0).substring(SUBJECT.length())),
                Templates.plain(head.get(1).substring(TITLE.length())),
                Templates.plain(body[0]),
                Templates.plain(body[1]));
    }

    static List<String> paragraphs(Template template, Object fields) {
        return Arrays.stream(template.execute(fields).split("\n\\s*\n"))
                .map(String::strip)
                .filter(paragraph -> !paragraph.isEmpty())
                .toList();
    }

    private static Map<String, String> read(String language) {
        try {
            var labels = new Properties();
            labels.load(new StringReader(Labels.text("account/" + language + "/labels.properties")));
            return labels.stringPropertyNames().stream()
                    .collect(Collectors.toUnmodifiableMap(key -> key, labels::getProperty));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
