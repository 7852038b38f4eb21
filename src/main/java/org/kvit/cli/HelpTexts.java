package org.kvit.cli;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/// What `--help` says, under the keys that picocli looks for: `cli.help.token.create` describes that command,
/// `cli.option.company` an option of that name wherever it occurs, `cli.heading.…` the headings.
final class HelpTexts extends ResourceBundle {
    private final Map<String, String> texts;

    private HelpTexts(Map<String, String> texts) {
        this.texts = texts;
    }

    static HelpTexts in(Locale language) {
        var texts = new HashMap<String, String>();
        read(language)
                .forEach((key, text) -> picoclisKey(key.toString()).ifPresent(k -> texts.put(k, text.toString())));
        return new HelpTexts(texts);
    }

    private static Optional<String> picoclisKey(String key) {
        if (key.equals("cli.help")) {
            return Optional.of("kvit.usage.description");
        }
        if (key.equals("cli.footer")) {
            return Optional.of("kvit.usage.footer");
        }
        if (key.startsWith("cli.help.")) {
            return Optional.of("kvit." + key.substring("cli.help.".length()) + ".usage.description");
        }
        if (key.startsWith("cli.heading.")) {
            return Optional.of("usage." + key.substring("cli.heading.".length()) + "Heading");
        }
        return key.startsWith("cli.option.") ? Optional.of(key.substring("cli.option.".length())) : Optional.empty();
    }

    private static Properties read(Locale language) {
        var name = "/i18n/cli_" + language.getLanguage() + ".properties";
        try (var in = Objects.requireNonNull(HelpTexts.class.getResourceAsStream(name), name)) {
            var texts = new Properties();
            texts.load(new InputStreamReader(in, StandardCharsets.UTF_8));
            return texts;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Override
    protected @Nullable Object handleGetObject(String key) {
        return texts.get(key);
    }

    @Override
    public boolean containsKey(String key) {
        return texts.containsKey(key);
    }

    @Override
    public Enumeration<String> getKeys() {
        return Collections.enumeration(texts.keySet());
    }
}
