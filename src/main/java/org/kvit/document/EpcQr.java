package org.kvit.document;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.kvit.base.Money;

/// A SEPA credit transfer as a QR code's text (EPC069-12, version 002): what banking apps in the euro
/// area scan.
///
/// @param beneficiary our name; its first 70 characters are used
/// @param iban without spaces, in capitals
/// @param bic empty is fine inside the EEA
/// @param amount 0.01 to 999,999,999.99 EUR
/// @param reference an ISO 11649 creditor reference, `RF…`; then the text is left out, for an order
/// holds one of the
/// two
/// @param text for our statement, such as invoice numbers; its first 140 characters are used
public record EpcQr(
        String beneficiary, String iban, Optional<String> bic, Money amount, Optional<String> reference, String text) {
    private static final int LONGEST_NAME = 70;
    private static final int LONGEST_TEXT = 140;
    private static final int MOST_BYTES = 331;
    private static final BigDecimal MOST = new BigDecimal("999999999.99");
    private static final String UTF_8 = "1";

    /// @throws IllegalArgumentException if the amount is none that [#canPay]
    public EpcQr {
        if (!canPay(amount)) {
            throw new IllegalArgumentException("an EPC code cannot pay " + amount);
        }
        beneficiary = cut(oneLine(beneficiary), LONGEST_NAME);
        text = reference.isPresent() ? "" : cut(oneLine(text), LONGEST_TEXT);
    }

    /// Euros and cents between the scheme's bounds.
    public static boolean canPay(Money amount) {
        return amount.currency().equals("EUR")
                && amount.isPositive()
                && amount.amount().scale() <= 2
                && amount.amount().compareTo(MOST) <= 0;
    }

    /// @return at most 331 bytes of UTF-8
    public String payload() {
        var room = MOST_BYTES - bytes(lines(""));
        var kept = text;
        while (bytes(kept) > room) {
            kept = kept.substring(0, kept.offsetByCodePoints(kept.length(), -1));
        }
        return lines(kept).stripTrailing();
    }

    private String lines(String keptText) {
        var euros =
                "EUR" + amount.amount().setScale(2, RoundingMode.UNNECESSARY).toPlainString();
        return String.join(
                "\n",
                List.of(
                        "BCD",
                        "002",
                        UTF_8,
                        "SCT",
                        bic.orElse(""),
                        beneficiary,
                        iban,
                        euros,
                        "",
                        reference.orElse(""),
                        keptText));
    }

    private static String oneLine(String text) {
        return text.strip().replaceAll("[\\s\\p{Cntrl}]+", " ");
    }

    private static String cut(String text, int most) {
        return text.codePointCount(0, text.length()) <= most
                ? text
                : text.substring(0, text.offsetByCodePoints(0, most)).stripTrailing();
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
