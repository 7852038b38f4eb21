package org.kvit.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kvit.company.Countries;

/// Every text stands in a bundle, in all five languages, and nowhere else.
class TextsTest {
    private static final Path BUNDLES = Path.of("src/main/resources/i18n");
    /// A quoted key of one of our bundles, in a template or in Java, such as "invoice.state.open". A key that ends in a
    /// dot is put
    /// together at run time; its family must exist.
    private static final Pattern QUOTED = Pattern.compile("\"([a-z][A-Za-z0-9]*(?:\\.[A-Za-z0-9_-]+)+\\.?)\"");

    @ParameterizedTest
    @ValueSource(strings = {"lv", "et", "cs", "sk"})
    void every_language_has_the_keys_of_english(String language) throws IOException {
        assertThat(keys(language)).containsExactlyInAnyOrderElementsOf(keys("en"));
    }

    @Test
    void no_text_is_empty_and_each_takes_the_same_arguments_in_every_language() throws IOException {
        var english = texts("en");
        for (var language : Countries.LANGUAGES) {
            texts(language).forEach((key, text) -> {
                assertThat(text).as("%s in %s", key, language).isNotBlank();
                assertThat(arguments(text))
                        .as("arguments of %s in %s", key, language)
                        .isEqualTo(arguments(english.getOrDefault(key, "")));
            });
        }
    }

    @Test
    void a_counted_text_has_a_form_for_each_number_and_none_is_chosen_by_size() throws IOException {
        for (var language : Countries.LANGUAGES) {
            texts(language).forEach((key, text) -> {
                assertThat(text).as("%s in %s", key, language).doesNotContain("choice");
                for (var format : TextPattern.parse(text, Locale.of(language)).getFormatsByArgumentIndex()) {
                    if (format instanceof PluralFormat plural) {
                        assertThat(plural.branches().keySet())
                                .as("%s in %s", key, language)
                                .containsAnyOf("one", "=1");
                        assertThat(String.join("", plural.branches().values()))
                                .as("%s in %s: # is the number", key, language)
                                .doesNotContainPattern("\\d");
                    }
                }
            });
        }
    }

    @Test
    void every_key_that_a_template_or_a_class_names_is_there() throws IOException {
        var keys = keys("en");
        var modules = keys.stream().map(k -> k.substring(0, k.indexOf('.'))).collect(Collectors.toSet());
        files(Path.of("src/main/java/org/kvit"), f -> f.endsWith("package-info.java"))
                .forEach(f -> modules.add(f.getName(f.getNameCount() - 2).toString()));
        modules.remove("kvit"); // the settings' prefix
        var missing = new TreeSet<String>();
        for (var file : sources()) {
            var found = QUOTED.matcher(Files.readString(file));
            while (found.find()) {
                var key = found.group(1);
                if (modules.contains(key.substring(0, key.indexOf('.'))) && !isThere(keys, key) && !isNoKey(key)) {
                    missing.add(key + " in " + file);
                }
            }
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void no_template_has_text_of_its_own() throws IOException {
        var own = new TreeSet<String>();
        for (var template : files(Path.of("src/main/jte"), f -> f.toString().endsWith(".jte"))) {
            for (var text : TemplateText.of(Files.readString(template))) {
                own.add(text + " in " + template);
            }
        }
        assertThat(own).isEmpty();
    }

    @Test
    void a_sentence_writes_dates_and_amounts_as_its_reader_does() throws IOException {
        var words = org.kvit.base.Words.of(
                "{0} {1}", java.time.LocalDate.of(2026, 12, 5), org.kvit.base.Money.of("1234.50", "EUR"));
        assertThat(new Formats(Locale.of("lv"))
                        .date((java.time.LocalDate) words.args().get(0)))
                .isEqualTo("05.12.2026");
        assertThat(new Formats(Locale.of("cs"))
                        .date((java.time.LocalDate) words.args().get(0)))
                .isEqualTo("5. 12. 2026");
        assertThat(new Formats(Locale.ENGLISH)
                        .money((org.kvit.base.Money) words.args().get(1)))
                .isEqualTo("1,234.50\u00a0EUR");
        assertThat(new Formats(Locale.of("sk"))
                        .money((org.kvit.base.Money) words.args().get(1)))
                .isEqualTo("1\u00a0234,50\u00a0EUR");
    }

    private static boolean isThere(Set<String> keys, String key) {
        return keys.contains(key) || keys.stream().anyMatch(k -> k.startsWith(key.endsWith(".") ? key : key + "."));
    }

    /// Names of files, settings and columns look like keys.
    private static boolean isNoKey(String key) {
        return key.matches("mail\\.(smtp|imap|mime)\\..*") // the mail library's settings
                || key.matches(
                        ".*\\.(jte|js|css|svg|csv|xlsx|pdf|xml|ttf|html|txt|mustache|lock|yaml|sql|example|type|name|id|host|port|url)");
    }

    private static Set<String> arguments(String text) {
        var numbers = new TreeSet<String>();
        var found = Pattern.compile("\\{(\\d)")
                .matcher(TextPattern.parse(text, Locale.ENGLISH).toPattern());
        while (found.find()) {
            numbers.add(found.group(1));
        }
        return numbers;
    }

    private static List<Path> sources() throws IOException {
        var all =
                new ArrayList<>(files(Path.of("src/main/jte"), f -> f.toString().endsWith(".jte")));
        all.addAll(files(Path.of("src/main/java"), f -> f.toString().endsWith(".java")));
        return all;
    }

    private static Set<String> keys(String language) throws IOException {
        return texts(language).keySet();
    }

    private static java.util.Map<String, String> texts(String language) throws IOException {
        var all = new TreeMap<String, String>();
        for (var file : files(BUNDLES, f -> f.toString().endsWith("_" + language + ".properties"))) {
            var properties = new Properties();
            properties.load(new StringReader(Files.readString(file)));
            properties.forEach((key, text) -> all.put((String) key, (String) text));
        }
        return all;
    }

    private static List<Path> files(Path root, Predicate<Path> wanted) throws IOException {
        try (var walk = Files.walk(root)) {
            return walk.filter(wanted).sorted().toList();
        }
    }
}
