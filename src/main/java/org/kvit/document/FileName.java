package org.kvit.document;

import java.text.Normalizer;
import java.util.Map;

/// A file name that every mail program and disk takes: plain letters, digits and dashes, at most 80
/// characters.
public final class FileName {
    private static final int LONGEST = 80;
    private static final String ENDING = ".pdf";
    private static final Map<String, String> PLAIN = Map.of(
            "ł", "l", "Ł", "L", "ø", "o", "Ø", "O", "ß", "ss", "æ", "ae", "Æ", "Ae", "đ", "d", "Đ", "D", "ı", "i");

    private FileName() {}

    /// @param parts what it is called by, such as the kind, the date and the customer
    public static String pdf(String... parts) {
        var name = plain(String.join("-", parts));
        var cut = name.substring(0, Math.min(name.length(), LONGEST - ENDING.length()));
        return cut.replaceAll("-+$", "") + ENDING;
    }

    private static String plain(String text) {
        var letters = Normalizer.normalize(text, Normalizer.Form.NFD).replaceAll("\\p{M}", "");
        for (var pair : PLAIN.entrySet()) {
            letters = letters.replace(pair.getKey(), pair.getValue());
        }
        return letters.replaceAll("[^A-Za-z0-9]+", "-");
    }
}
