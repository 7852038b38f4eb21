package org.kvit.schedule;

import java.util.Arrays;
import java.util.Optional;

/// What a schedule says of a day of the week.
public enum WeekdayRule {
    ALWAYS("always"),
    /// only if nothing was sent on the working day before
    IF_NOT_SENT("ifNotSentTheWorkingDayBefore"),
    NEVER("never");

    private final String code;

    WeekdayRule(String code) {
        this.code = code;
    }

    /// As the API and the database write it.
    public String code() {
        return code;
    }

    public static Optional<WeekdayRule> of(String code) {
        return Arrays.stream(values()).filter(r -> r.code.equals(code)).findFirst();
    }
}
