package org.kvit.ui;

import java.text.FieldPosition;
import java.text.Format;
import java.text.NumberFormat;
import java.text.ParsePosition;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Writes a counted thing in the form that its number takes: `one{# rēķins}other{# rēķini}`.
///
/// The branches are those of CLDR (`zero`, `one`, `few`, `other`); `=0` and the like stand for one number alone and
/// come first. What a language has a category for and the text has no branch for is `other`, which is always there.
/// `#` is the number.
final class PluralFormat extends Format {
    private static final Pattern BRANCH = Pattern.compile("\\s*(=\\d+|zero|one|few|other)\\{([^{}]*)}");

    private final Locale locale;
    private final Map<String, String> branches;

    private PluralFormat(Locale locale, Map<String, String> branches) {
        this.locale = locale;
        this.branches = Map.copyOf(branches);
    }

    /// @throws IllegalArgumentException for branches that can't be read, or without `other`
    static PluralFormat of(String branches, Locale locale) {
        var texts = new HashMap<String, String>();
        var branch = BRANCH.matcher(branches);
        int read = 0;
        while (branch.find(read) && branch.start() == read) {
            texts.put(branch.group(1), branch.group(2).replace("''", "'"));
            read = branch.end();
        }
        if (!branches.substring(read).isBlank() || !texts.containsKey("other")) {
            throw new IllegalArgumentException("no plural: " + branches);
        }
        return new PluralFormat(locale, texts);
    }

    /// The CLDR category of a whole number.
    static String category(String language, long number) {
        long n = Math.abs(number);
        return switch (language) {
            case "lv" -> latvian(n);
            case "cs", "sk" -> n == 1 ? "one" : n >= 2 && n <= 4 ? "few" : "other";
            default -> n == 1 ? "one" : "other";
        };
    }

    private static String latvian(long n) {
        boolean teen = n % 100 > 10 && n % 100 < 20;
        return teen || n % 10 == 0 ? "zero" : n % 10 == 1 ? "one" : "other";
    }

    Map<String, String> branches() {
        return branches;
    }

    /// @param count a whole number, or a text that is one
    @Override
    public StringBuffer format(Object count, StringBuffer text, FieldPosition position) {
        long number = count instanceof Number whole ? whole.longValue() : Long.parseLong(count.toString());
        var written = count instanceof Number
                ? NumberFormat.getIntegerInstance(locale).format(number)
                : count.toString();
        var other = branches.get("other");
        var branch = Optional.ofNullable(branches.get("=" + number))
                .or(() -> Optional.ofNullable(branches.get(category(locale.getLanguage(), number))))
                .orElse(other == null ? "#" : other);
        return text.append(branch.replace("#", written));
    }

    @Override
    public Object parseObject(String source, ParsePosition position) {
        throw new UnsupportedOperationException("texts are not read back");
    }
}
