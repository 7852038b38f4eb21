package org.kvit.payment;

import java.util.List;

/// How companies number their invoices. Of a test.
enum NumberFormats {
    PREFIX_YEAR("RK-%1$d-%2$05d"),
    YEAR_SLASH("%1$d/%2$04d"),
    SEQUENCE_YEAR("FV-%2$d/%1$d"),
    GLUED("F%1$d%2$03d"),
    SHORT_YEAR_FIRST("%3$02dVF%2$04d"),
    SHORT("A-%2$d"),
    INV("INV%2$06d"),
    PLAIN("%4$d"),
    SHORT_YEAR_LAST("%2$d/%3$02d"),
    BRANCH("VF1-%2$04d"),
    LETTER_BEHIND("%2$03d-A"),
    POLISH("FS %2$d/%5$02d/%1$d"),
    PLAIN_YEAR("%1$d%2$04d"),
    LONG("KV-R-%1$d-%2$06d");

    private final String format;

    NumberFormats(String format) {
        this.format = format;
    }

    String number(int year, int running) {
        return format.formatted(year, running, year % 100, running + 3000, running % 12 + 1);
    }

    /// Short numbers of figures that could be anything: they are found where the text says what they are.
    boolean isShort() {
        return this == SHORT || this == SHORT_YEAR_LAST || this == LETTER_BEHIND || this == PLAIN;
    }

    /// Which formats a company has at once: it changed them, or has several series.
    static List<List<NumberFormats>> companies() {
        return List.of(
                List.of(PREFIX_YEAR),
                List.of(PREFIX_YEAR, SEQUENCE_YEAR),
                List.of(YEAR_SLASH),
                List.of(SEQUENCE_YEAR),
                List.of(GLUED, PLAIN),
                List.of(SHORT_YEAR_FIRST),
                List.of(SHORT, INV),
                List.of(INV),
                List.of(PLAIN),
                List.of(SHORT_YEAR_LAST, LONG),
                List.of(BRANCH, PREFIX_YEAR),
                List.of(LETTER_BEHIND),
                List.of(POLISH),
                List.of(PLAIN_YEAR, SHORT),
                List.of(LONG));
    }
}
