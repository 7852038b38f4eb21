package org.kvit.document;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/// The small texts of paper in the customer's language: `<folder>/<language>/labels.properties`, beside its
/// layout.
public final class Labels {
    private static final Set<String> LANGUAGES = Set.of("en", "lv", "et", "cs", "sk");
    /// What letters are made of speaks these too.
    private static final Set<String> LETTERS = Set.of("letter", "charge");
    private static final Set<String> LETTERS_TOO = Set.of("lt", "pl", "de", "ru");
    private static final Map<String, Map<String, String>> READ = new ConcurrentHashMap<>();

    private Labels() {}

    /// The language in which a customer of that language gets invoices: English where there is no wording in it.
    public static String language(String wanted) {
        return LANGUAGES.contains(wanted) ? wanted : "en";
    }

    /// @param folder such as `letter`; letters speak more languages than invoices do
    public static Map<String, String> of(String folder, String language) {
        var spoken = LETTERS.contains(folder) && LETTERS_TOO.contains(language) ? language : language(language);
        return READ.computeIfAbsent(folder + "/" + spoken + "/labels.properties", Labels::read);
    }

    /// A layout or wording that is part of the program. @param name its path
    public static String text(String name) {
        try (var in = Labels.class.getResourceAsStream("/" + name)) {
            if (in == null) {
                throw new IllegalStateException("the program lacks " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> read(String name) {
        try {
            var labels = new Properties();
            labels.load(new StringReader(text(name)));
            return labels.stringPropertyNames().stream()
                    .collect(Collectors.toUnmodifiableMap(key -> key, labels::getProperty));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
