package org.kvit.reminder;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kvit.base.Refusal;
import org.kvit.base.Words;
import org.kvit.correspondence.Note;

/// What came of a call, as typed. @param contact number of the contact; empty: the customer's own
/// telephone
public record CallForm(
        @Nullable String contact,
        @Nullable String outcome,
        @Nullable String promisedOn,
        @Nullable String nextActionOn) {
    static final CallForm EMPTY = new CallForm("", "", "", "");

    public String typed(String field) {
        return Optional.ofNullable(
                        switch (field) {
                            case "contact" -> contact;
                            case "outcome" -> outcome;
                            case "promisedOn" -> promisedOn;
                            default -> nextActionOn;
                        })
                .orElse("")
                .strip();
    }

    /// @throws Refusal naming each field that can't be read
    Note note() {
        var faults = new ArrayList<Refusal.Fault>();
        var person = typed("contact");
        var note = new Note(
                person.matches("\\d{1,18}") ? Optional.of(Long.valueOf(person)) : Optional.empty(),
                List.of(),
                typed("outcome"),
                date("promisedOn", faults),
                Optional.empty(),
                date("nextActionOn", faults));
        if (note.text().isEmpty()) {
            faults.add(new Refusal.Fault("outcome", Words.of("reminder.call.outcome.missing")));
        }
        if (!faults.isEmpty()) {
            throw Refusal.invalid(faults);
        }
        return note;
    }

    private Optional<LocalDate> date(String field, List<Refusal.Fault> faults) {
        var typed = typed(field);
        try {
            return typed.isEmpty() ? Optional.empty() : Optional.of(LocalDate.parse(typed));
        } catch (DateTimeParseException _) {
            faults.add(new Refusal.Fault(field, Words.of("reminder.call.date")));
            return Optional.empty();
        }
    }
}
