package org.kvit.document;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Optional;
import java.util.zip.CRC32;
import org.kvit.base.Money;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.LZMAOutputStream;

/// A payment order as a QR code's text by the *PAY by square* standard 1.1.0 of the Slovak banks: fields
/// between tabs, their CRC-32 before them, compressed by LZMA, with a header, in Base32hex. Text is written
/// without accents, which makes the code small.
///
/// @param beneficiary our name; its first 70 characters are used
/// @param iban without spaces, in capitals
/// @param amount 0.01 to 999,999,999.99 EUR
/// @param variableSymbol up to 10 digits
/// @param reference another reference, such as an ISO 11649 one; its first 35 characters are used
/// @param note for our statement, such as invoice numbers; its first 140 characters are used
public record PayBySquare(
        String beneficiary,
        String iban,
        Optional<String> bic,
        Money amount,
        Optional<String> variableSymbol,
        Optional<String> reference,
        String note) {
    private static final int LONGEST_NAME = 70;
    private static final int LONGEST_REFERENCE = 35;
    private static final int LONGEST_NOTE = 140;
    private static final BigDecimal MOST = new BigDecimal("999999999.99");
    /// By square type 0 (PAY), version 1 (1.1.0); document type 0, reserved.
    private static final byte[] HEADER = {0x01, 0x00};

    private static final String BASE32HEX = "0123456789ABCDEFGHIJKLMNOPQRSTUV";
    private static final int BITS = 5;

    /// @throws IllegalArgumentException if the amount is none that [#canPay], or the symbol is none
    public PayBySquare {
        if (!canPay(amount)) {
            throw new IllegalArgumentException("PAY by square cannot pay " + amount);
        }
        if (!variableSymbol.map(Spayd::isVariableSymbol).orElse(true)) {
            throw new IllegalArgumentException("no variable symbol: " + variableSymbol.orElseThrow());
        }
    }

    /// Euros and cents.
    public static boolean canPay(Money amount) {
        return amount.currency().equals("EUR")
                && amount.isPositive()
                && amount.amount().scale() <= 2
                && amount.amount().compareTo(MOST) <= 0;
    }

    /// Digits and capitals only.
    public String payload() {
        var fields = fields().getBytes(StandardCharsets.UTF_8);
        var crc = new CRC32();
        crc.update(fields);
        var plain = ByteBuffer.allocate(Integer.BYTES + fields.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt((int) crc.getValue())
                .put(fields)
                .array();
        var compressed = compressed(plain);
        return base32(ByteBuffer.allocate(HEADER.length + Short.BYTES + compressed.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(HEADER)
                .putShort((short) plain.length)
                .put(compressed)
                .array());
    }

    /// In the order of the standard's schema; what we leave empty is named beside it.
    private String fields() {
        return String.join(
                "\t",
                "", // invoice id
                "1", // payments
                "1", // a payment order
                amount.amount().setScale(2, RoundingMode.UNNECESSARY).toPlainString(),
                amount.currency(),
                "", // due date: the payer's choice
                variableSymbol.orElse(""),
                "", // constant symbol
                "", // specific symbol
                plain(reference.orElse(""), LONGEST_REFERENCE),
                plain(note, LONGEST_NOTE),
                "1", // bank accounts
                iban,
                bic.orElse(""),
                "0", // no standing order
                "0", // no direct debit
                plain(beneficiary, LONGEST_NAME),
                "", // street
                ""); // town
    }

    private static String plain(String text, int most) {
        var plain = Normalizer.normalize(text.strip(), Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .replaceAll("[\\s\\p{Cntrl}]+", " ");
        return plain.codePointCount(0, plain.length()) <= most
                ? plain
                : plain.substring(0, plain.offsetByCodePoints(0, most)).stripTrailing();
    }

    /// The bare stream, ended by its mark: the standard's readers know its properties and its length.
    private static byte[] compressed(byte[] plain) {
        try {
            var options = new LZMA2Options();
            options.setDictSize(128 * 1024);
            options.setLcLp(3, 0);
            options.setPb(2);
            var out = new ByteArrayOutputStream();
            try (var lzma = new LZMAOutputStream(out, options, true)) {
                lzma.write(plain);
            }
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// RFC 4648 without padding.
    private static String base32(byte[] bytes) {
        var out = new StringBuilder();
        int kept = 0;
        int bits = 0;
        for (byte octet : bytes) {
            kept = (kept << Byte.SIZE) | (octet & 0xff);
            bits += Byte.SIZE;
            while (bits >= BITS) {
                bits -= BITS;
                out.append(BASE32HEX.charAt((kept >> bits) & 0x1f));
            }
            kept &= (1 << bits) - 1;
        }
        return bits == 0
                ? out.toString()
                : out.append(BASE32HEX.charAt((kept << (BITS - bits)) & 0x1f)).toString();
    }
}
