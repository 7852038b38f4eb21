package org.kvit.document;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Map;
import org.apache.fontbox.ttf.CmapLookup;

/// Makes any text printable with the letters our fonts have. Accents typed as separate characters are
/// joined; a letter
/// that the fonts lack loses its accent (`ễ` becomes `e`), and what is then still missing becomes `?`.
final class PrintableText {
    private static final int FIRST_TO_CHECK = 0x7f;
    private static final int LAST_TO_CHECK = 0xffff;
    private static final Map<Integer, String> LOOKALIKES = Map.of(0x2212, "–", 0x2192, "»", 0x25cf, "•", 0x2028, " ");

    private final BitSet printable = new BitSet();

    private PrintableText(CmapLookup... fonts) {
        for (int letter = 0; letter <= LAST_TO_CHECK; letter++) {
            int candidate = letter;
            printable.set(letter, Arrays.stream(fonts).allMatch(font -> font.getGlyphId(candidate) != 0));
        }
    }

    static PrintableText ofOurType() {
        var type = Type.take();
        try {
            return new PrintableText(
                    type.regular().getUnicodeCmapLookup(), type.bold().getUnicodeCmapLookup());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            type.giveBack();
        }
    }

    /// @param text plain text or markup; ASCII is left as it is
    String of(String text) {
        var joined = Normalizer.normalize(text, Normalizer.Form.NFC);
        return joined.chars().allMatch(this::isPrintable) ? joined : replaced(joined);
    }

    private String replaced(String text) {
        var out = new StringBuilder(text.length());
        text.codePoints().forEach(letter -> {
            if (isPrintable(letter)) {
                out.appendCodePoint(letter);
            } else {
                out.append(LOOKALIKES.getOrDefault(letter, plain(letter)));
            }
        });
        return out.toString();
    }

    private String plain(int letter) {
        var out = new StringBuilder();
        Normalizer.normalize(Character.toString(letter), Normalizer.Form.NFKD)
                .codePoints()
                .filter(this::isPrintable)
                .forEach(out::appendCodePoint);
        return out.isEmpty() ? "?" : out.toString();
    }

    private boolean isPrintable(int letter) {
        return letter < FIRST_TO_CHECK || printable.get(letter);
    }
}
