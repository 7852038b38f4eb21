package org.kvit.payment;

import java.util.regex.Pattern;

/// Letters that people type or machines read for digits: O for 0, I, L and | for 1, where digits stand beside
/// them. Pure.
final class MistakenSigns {
    private static final Pattern CHUNK = Pattern.compile("[A-Z0-9|]*[OIL|][A-Z0-9|]*");
    private static final Pattern FIGURES = Pattern.compile("[0-9OIL|]*[0-9][0-9OIL|]*");

    private MistakenSigns() {}

    /// @param text in capitals
    static String mended(String text) {
        if (text.chars().noneMatch(c -> c >= '0' && c <= '9')) {
            return text;
        }
        return CHUNK.matcher(text)
                .replaceAll(chunk -> FIGURES.matcher(chunk.group())
                        .replaceAll(figures -> figures.group()
                                .replace('O', '0')
                                .replace('I', '1')
                                .replace('L', '1')
                                .replace('|', '1')));
    }
}
