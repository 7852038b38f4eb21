package org.kvit.payment;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/// Writing as a bank knows it that has the capitals A to Z and no others: without diacritics, Cyrillic and
/// Greek by sound. Signs and digits stay as they are. Pure.
final class Latin {
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Map<Character, String> LETTERS = Map.copyOf(letters());

    private Latin() {}

    static String capitals(String text) {
        var upper = text.toUpperCase(Locale.ROOT);
        return isPlain(upper)
                ? upper
                : written(MARKS.matcher(Normalizer.normalize(upper, Normalizer.Form.NFKD))
                        .replaceAll(""));
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    private static String written(String text) {
        var written = new StringBuilder(text.length() + 8);
        for (int i = 0; i < text.length(); i++) {
            char sign = text.charAt(i);
            if (sign < 0x80) {
                written.append(sign);
            } else {
                written.append(LETTERS.getOrDefault(sign, String.valueOf(sign)));
            }
        }
        return written.toString().toUpperCase(Locale.ROOT);
    }

    private static Map<Character, String> letters() {
        var letters = new java.util.HashMap<Character, String>();
        put(letters, "Æ AE Œ OE Ø O Ł L Đ D Ð D Þ TH Ħ H Ŋ NG Ŧ T Ɖ D Ə A");
        put(
                letters,
                "А A Б B В V Г G Д D Е E Ж ZH З Z И I К K Л L М M Н N О O П P Р R С S Т T У U Ф F Х H Ц TS Ч CH Ш SH");
        put(letters, "Щ SCH Ы Y Э E Ю YU Я YA І I Є YE Ґ G Ј J Љ LJ Њ NJ Ћ C Ђ DJ Џ DZ");
        put(
                letters,
                "Α A Β V Γ G Δ D Ε E Ζ Z Η I Θ TH Ι I Κ K Λ L Μ M Ν N Ξ X Ο O Π P Ρ R Σ S Τ T Υ Y Φ F Χ CH Ψ PS Ω O");
        letters.put('Ъ', "");
        letters.put('Ь', "");
        return letters;
    }

    private static void put(Map<Character, String> letters, String pairs) {
        var all = pairs.split(" ");
        for (int i = 0; i < all.length; i += 2) {
            letters.put(all[i].charAt(0), all[i + 1]);
        }
    }
}
