package org.kvit.ui;

import java.io.IOException;
import java.math.BigDecimal;
import java.text.MessageFormat;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.kvit.base.Money;
import org.kvit.base.Words;
import org.springframework.context.support.ReloadableResourceBundleMessageSource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/// The message bundles below `i18n/`, one per module and language, found by themselves. English is the
/// default; a
/// missing key is a
/// programming error that a test finds.
@Component
public class Texts {
    private static final String AMOUNT = "-?\\d{1,18}(\\.\\d{1,6})? [A-Z]{3}";

    private final ReloadableResourceBundleMessageSource bundles = new Bundles();

    public Texts() throws IOException {
        var names = new PathMatchingResourcePatternResolver().getResources("classpath*:i18n/*_en.properties");
        for (var name : names) {
            var file = Objects.requireNonNull(name.getFilename());
            bundles.addBasenames("classpath:i18n/" + file.substring(0, file.length() - "_en.properties".length()));
        }
        bundles.setDefaultEncoding("UTF-8");
        bundles.setDefaultLocale(Locale.ENGLISH);
        bundles.setFallbackToSystemLocale(false);
        bundles.setAlwaysUseMessageFormat(true);
    }

    /// A key that no bundle has is shown as it is: a page with one odd word is better than no page.
    /// Tests find such
    /// keys.
    public String text(Locale locale, String key, Object... args) {
        return Objects.requireNonNull(bundles.getMessage(key, args, key, locale));
    }

    public boolean has(Locale locale, String key) {
        return bundles.getMessage(key, null, null, locale) != null;
    }

    /// Puts a sentence into words: dates and amounts among its arguments are written as the locale does, also those
    /// that come back from JSON (`2026-12-05`, `12.50 EUR`), and sentences within it are put into words too.
    public String words(Locale locale, Words words) {
        var formats = new Formats(locale);
        return text(
                locale,
                words.key(),
                words.args().stream().map(a -> written(locale, formats, a)).toArray());
    }

    public List<String> words(Locale locale, List<Words> all) {
        return all.stream().map(w -> words(locale, w)).toList();
    }

    private static final class Bundles extends ReloadableResourceBundleMessageSource {
        @Override
        protected MessageFormat createMessageFormat(String text, @Nullable Locale locale) {
            return TextPattern.parse(text, Objects.requireNonNullElse(locale, Locale.ENGLISH));
        }
    }

    private Object written(Locale locale, Formats formats, Object arg) {
        return switch (arg) {
            case Words within -> words(locale, within);
            case Map<?, ?> within
            when within.get("key") instanceof String key && within.get("args") instanceof List<?> args ->
                words(locale, new Words(key, List.copyOf(args)));
            case LocalDate date -> formats.date(date);
            case Money money -> formats.money(money);
            case BigDecimal number -> formats.number(number);
            case Integer number -> Integer.toString(number);
            case Long number -> Long.toString(number);
            case String text when text.matches("\\d{4}-\\d{2}-\\d{2}") -> formats.date(LocalDate.parse(text));
            case String text
            when text.matches(AMOUNT) ->
                formats.money(Money.of(text.substring(0, text.length() - 4), text.substring(text.length() - 3)));
            case String text
            when text.matches(AMOUNT + "(, " + AMOUNT + "){1,20}") ->
                Pattern.compile(AMOUNT)
                        .matcher(text)
                        .replaceAll(
                                one -> Matcher.quoteReplacement(String.valueOf(written(locale, formats, one.group()))));
            default -> arg;
        };
    }
}
