package org.kvit.desk;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Map;

/// A request's parameters, read with lenience: what can't be meant is as if it weren't there.
record DeskFields(Map<String, String> all) {
    private static final int LONGEST = 100;

    String text(String name) {
        var text = all.getOrDefault(name, "").strip();
        return text.substring(0, Math.min(text.length(), LONGEST));
    }

    /// ISO, between 1990 and 2100.
    LocalDate date(String name, LocalDate otherwise) {
        try {
            var text = text(name);
            var date = text.isEmpty() ? otherwise : LocalDate.parse(text);
            return date.getYear() < 1990 || date.getYear() > 2100 ? otherwise : date;
        } catch (DateTimeParseException _) {
            return otherwise;
        }
    }

    /// 0 for none.
    long number(String name) {
        var text = text(name);
        return text.matches("\\d{1,18}") ? Long.parseLong(text) : 0;
    }

    /// So many capitals; empty for anything else.
    String code(String name, int length) {
        var text = text(name);
        return text.matches("[A-Z]{" + length + "}") ? text : "";
    }
}
