package org.kvit.desk;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.kvit.ui.Page;

/// A date in a narrow column: without its year, if that is the year of the date that the screen is as of.
public final class ShortDate {
    private ShortDate() {}

    /// Empty for no date.
    public static String of(Page page, Optional<LocalDate> date, LocalDate asOf) {
        return date.map(d -> d.getYear() == asOf.getYear() ? dayAndMonth(page, d) : page.date(d))
                .orElse("");
    }

    private static String dayAndMonth(Page page, LocalDate date) {
        var pattern = switch (page.language()) {
            case "cs", "sk" -> "d. M.";
            case "lv", "et" -> "dd.MM.";
            default -> "dd/MM";
        };
        return DateTimeFormatter.ofPattern(pattern).format(date);
    }
}
