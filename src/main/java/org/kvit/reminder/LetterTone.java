package org.kvit.reminder;

import java.util.Locale;

/// How a reminder letter speaks.
public enum LetterTone {
    /// Perhaps it was forgotten.
    FRIENDLY,
    /// Please pay, or tell us why not.
    FIRM,
    /// Seven days, then further steps.
    FINAL;

    private static final int FIRM_FROM = 2;
    private static final int FINAL_FROM = 3;

    /// @param level of the reminder policy, 1 to 9
    public static LetterTone ofLevel(int level) {
        return level >= FINAL_FROM ? FINAL : level >= FIRM_FROM ? FIRM : FRIENDLY;
    }

    /// The built-in template that speaks so.
    public String template() {
        return name().toLowerCase(Locale.ROOT);
    }
}
