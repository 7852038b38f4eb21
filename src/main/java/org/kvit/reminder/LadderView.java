package org.kvit.reminder;

import java.util.List;
import org.kvit.base.Refusal;
import org.kvit.ui.Faults;

/// A policy as its picture, in both sizes, with its levels in words, and with what is wrong with it.
///
/// @param levels what can be read of them
public record LadderView(PolicyLadder wide, PolicyLadder narrow, List<ReminderLevel> levels, Faults faults) {
    static LadderView of(PolicyForm form, Faults faults) {
        var levels = form.readable();
        return new LadderView(
                PolicyLadder.of(levels, PolicyLadder.WIDE),
                PolicyLadder.of(levels, PolicyLadder.NARROW),
                levels,
                faults);
    }

    static LadderView of(PolicyForm form) {
        try {
            form.policy();
            return of(form, Faults.NONE);
        } catch (Refusal refusal) {
            return of(form, Faults.of(refusal));
        }
    }

    /// The level that a fault is of, from 1; 0 if it is of the whole.
    public int levelOf(String field) {
        return field.matches("levels\\[\\d]\\..*") ? field.charAt("levels[".length()) - '0' + 1 : 0;
    }
}
