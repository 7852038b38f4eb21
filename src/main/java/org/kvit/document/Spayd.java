package org.kvit.document;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import org.kvit.base.Money;

/// A Czech payment as a QR code's text (Short Payment Descriptor 1.0, the *QR Platba* of Czech banks).
/// Text is written
/// in plain capitals, which every bank shows and which makes the code small.
///
/// @param beneficiary our name; its first 35 characters are used
/// @param iban without spaces, in capitals
/// @param amount 0.01 to 9,999,999.99, in any currency with at most two decimals
/// @param variableSymbol up to 10 digits
/// @param message for our statement, such as invoice numbers; its first 60 characters are used
public record Spayd(
        String beneficiary,
        String iban,
        Optional<String> bic,
        Money amount,
        Optional<String> variableSymbol,
        String message) {
    private static final int LONGEST_NAME = 35;
    private static final int LONGEST_MESSAGE = 60;
    private static final BigDecimal MOST = new BigDecimal("9999999.99");
    private static final String UNESCAPED = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 $+-./:,";

    /// @throws IllegalArgumentException if the amount is none that [#canPay], or the symbol is none
    public Spayd {
        if (!canPay(amount)) {
            throw new IllegalArgumentException("a payment descriptor cannot pay " + amount);
        }
        if (!variableSymbol.map(Spayd::isVariableSymbol).orElse(true)) {
            throw new IllegalArgumentException("no variable symbol: " + variableSymbol.orElseThrow());
        }
    }

    public static boolean canPay(Money amount) {
        return amount.isPositive()
                && amount.amount().scale() <= 2
                && amount.amount().compareTo(MOST) <= 0;
    }

    /// One to ten digits.
    public static boolean isVariableSymbol(String reference) {
        return reference.matches("[0-9]{1,10}");
    }

    public String payload() {
        return "SPD*1.0*ACC:" + iban + bic.map(code -> "+" + code).orElse("")
                + "*AM:" + amount.amount().setScale(2, RoundingMode.UNNECESSARY).toPlainString()
                + "*CC:" + amount.currency()
                + variableSymbol.map(symbol -> "*X-VS:" + symbol).orElse("")
                + field("RN", beneficiary, LONGEST_NAME)
                + field("MSG", message, LONGEST_MESSAGE);
    }

    private static String field(String key, String text, int most) {
        var plain = Normalizer.normalize(text.strip(), Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .replaceAll("\\s+", " ")
                .toUpperCase(Locale.ROOT);
        var cut = plain.codePointCount(0, plain.length()) <= most
                ? plain
                : plain.substring(0, plain.offsetByCodePoints(0, most)).stripTrailing();
        return cut.isEmpty() ? "" : "*" + key + ":" + escaped(cut);
    }

    /// Percent-encodes what would end a value or isn't plain (`*`, `%`, other alphabets).
    private static String escaped(String text) {
        var out = new StringBuilder();
        text.codePoints().forEach(letter -> {
            if (UNESCAPED.indexOf(letter) >= 0) {
                out.appendCodePoint(letter);
            } else {
                for (byte octet : Character.toString(letter).getBytes(StandardCharsets.UTF_8)) {
                    out.append('%').append(String.format(Locale.ROOT, "%02X", octet));
                }
            }
        });
        return out.toString();
    }
}
