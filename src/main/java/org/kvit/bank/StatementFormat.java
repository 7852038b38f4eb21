package org.kvit.bank;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/// What kind of file it is, told by what it begins with. Pure.
enum StatementFormat {
    ZIP,
    CAMT,
    MT940,
    GPC,
    /// any other text
    CSV,
    /// no text at all
    NONE;

    private static final int ZIP_MARK = 0x504b0304;
    private static final Pattern SWIFT = Pattern.compile("(?m)^(?:\\{1:|(?:\\{[1-4]:.*)?:20:)");
    private static final Pattern ABO = Pattern.compile("^074\\d{16}");
    private static final Pattern CAMT_MESSAGE = Pattern.compile("BkToCstmr(Stmt|AcctRpt|DbtCdtNtfctn)");
    /// MT940 files of some banks begin with lines of their own.
    private static final int LOOKED_AT = 4_096;

    /// @param head the first bytes; an empty file counts as an XML file that is cut off
    static StatementFormat of(byte[] head) {
        if (head.length >= 4 && (head[0] << 24 | head[1] << 16 | head[2] << 8 | head[3]) == ZIP_MARK) {
            return ZIP;
        }
        var text = text(head);
        var begun = text.stripLeading();
        if (begun.isEmpty() || begun.startsWith("<")) {
            return CAMT;
        }
        if (isBinary(text)) {
            return NONE;
        }
        if (ABO.matcher(begun).find()) {
            return GPC;
        }
        return SWIFT.matcher(begun).find() ? MT940 : CSV;
    }

    static boolean namesCamt(byte[] head) {
        return CAMT_MESSAGE.matcher(text(head)).find();
    }

    /// Sign by sign, without byte order marks; of UTF-16, which XML may be in without a mark, every other byte.
    private static String text(byte[] head) {
        var text = new String(head, 0, Math.min(head.length, LOOKED_AT), StandardCharsets.ISO_8859_1);
        if (text.startsWith("\u00ff\u00fe") || text.startsWith("\u00fe\u00ff")) {
            return text.substring(2).replace("\u0000", "");
        }
        if (text.startsWith("\u0000<") || text.startsWith("<\u0000")) {
            return text.replace("\u0000", "");
        }
        return text.startsWith("\u00ef\u00bb\u00bf") ? text.substring(3) : text;
    }

    /// SWIFT files may hold the marks of transmission blocks (SOH, ETX), old ones end with SUB.
    private static boolean isBinary(String text) {
        return text.chars().anyMatch(c -> c < ' ' && "\t\n\r\f\u0001\u0002\u0003\u001a".indexOf(c) < 0);
    }
}
