package org.kvit.payment;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A text of a payment, cleaned of what computers did to it on the way: odd spaces, dashes and digits of
/// Unicode, invisible signs, HTML entities, and the subfield marks (`?20`…`?29`, `?60`…`?63`) of MT940 where a bank
/// left them in. In capitals A to Z. Pure.
final class BankText {
    /// More than any bank carries: 4 × 35 to 9 × 140 signs, and a long list of documents.
    private static final int LONGEST = 6000;

    private static final Pattern ENTITY = Pattern.compile("&(#\\d{1,6}|#[xX][0-9a-fA-F]{1,5}|[A-Za-z]{2,6});");
    private static final Pattern SUBFIELD = Pattern.compile("\\?(?:2\\d|6[0-3])");
    private static final Map<String, String> ENTITIES = Map.of(
            "amp", "&", "nbsp", " ", "quot", "\"", "apos", "'", "lt", "<", "gt", ">", "ndash", "-", "mdash", "-", "shy",
            "");

    private BankText() {}

    /// @param text lines of the bank are parted by `\n`
    static String of(String text) {
        if (text.isEmpty()) {
            return text;
        }
        var bounded = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
        return signs(Latin.capitals(lines(entities(bounded))));
    }

    private static String entities(String text) {
        return text.indexOf('&') < 0
                ? text
                : ENTITY.matcher(text)
                        .replaceAll(found -> Matcher.quoteReplacement(entity(found.group(), found.group(1))));
    }

    private static String entity(String whole, String name) {
        if (name.charAt(0) != '#') {
            return ENTITIES.getOrDefault(name.toLowerCase(java.util.Locale.ROOT), whole);
        }
        boolean hex = Character.toLowerCase(name.charAt(1)) == 'x';
        int point = hex ? Integer.parseInt(name.substring(2), 16) : Integer.parseInt(name.substring(1));
        return Character.isValidCodePoint(point) ? Character.toString(point) : whole;
    }

    /// The marks part lines. One alone may be a letter that a bank could not write, before a year.
    private static String lines(String text) {
        if (text.indexOf('?') < 0) {
            return text;
        }
        long different =
                SUBFIELD.matcher(text).results().map(r -> r.group()).distinct().count();
        boolean first = SUBFIELD.matcher(text).lookingAt();
        return different > 1 || first ? SUBFIELD.matcher(text).replaceAll("\n") : text;
    }

    private static String signs(String text) {
        var plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char sign = text.charAt(i);
            if (sign < 0x80) {
                plain.append(sign == '\t' || sign == '\r' ? ' ' : sign);
                continue;
            }
            switch (Character.getType(sign)) {
                case Character.FORMAT, Character.NON_SPACING_MARK -> {}
                case Character.DASH_PUNCTUATION -> plain.append('-');
                case Character.SPACE_SEPARATOR, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                    plain.append(' ');
                case Character.DECIMAL_DIGIT_NUMBER -> plain.append(Character.digit(sign, 10));
                default -> plain.append(sign == '\u2212' || sign == '\u2043' ? '-' : sign);
            }
        }
        return plain.toString();
    }
}
