package org.kvit.schedule;

import java.util.Locale;
import org.kvit.company.Right;

/// What must be in order before reminders may go out without a person: its name in texts and the API,
/// where it is done,
/// and who may do it.
public enum SetupItem {
    RULES("/settings/reminders", Right.ADMINISTRATION),
    TEMPLATES("/settings/setup#templates", Right.REMINDERS),
    MAIL("/settings/mail", Right.ADMINISTRATION),
    STATEMENTS("/settings/bank-links", Right.RECEIVABLES),
    DRY_RUN("/reminder-runs", Right.REMINDERS);

    private final String href;
    private final Right right;

    SetupItem(String href, Right right) {
        this.href = href;
        this.right = right;
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String href() {
        return href;
    }

    public Right right() {
        return right;
    }
}
