package org.kvit.credit;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kvit.base.Refusal;
import org.kvit.base.Words;

/// A credit note as a program sends it. Without `lines` and `amount` it takes back all that is left.
///
/// @param issueDate today if it is left out
/// @param lines what of the invoice's lines is taken back
/// @param amount of an invoice that came with its total only
record NewCreditNoteBody(
        @Nullable LocalDate issueDate,
        @Nullable String reason,
        @Nullable List<LineBody> lines,
        @Nullable BigDecimal amount) {

    /// @param position of the invoice's line, from 1
    record LineBody(
            @Nullable Integer position,
            @Nullable BigDecimal quantity,
            @Nullable BigDecimal unitPrice) {}

    /// @throws Refusal naming the lines' fields that are missing
    NewCreditNote note() {
        var faults = new ArrayList<Refusal.Fault>();
        var read = Optional.ofNullable(lines).map(given -> lines(given, faults));
        if (!faults.isEmpty()) {
            throw Refusal.invalid(faults);
        }
        return new NewCreditNote(
                Optional.ofNullable(issueDate),
                Optional.ofNullable(reason).orElse(""),
                read,
                Optional.ofNullable(amount));
    }

    private static List<NewCreditNote.Line> lines(List<LineBody> given, List<Refusal.Fault> faults) {
        var read = new ArrayList<NewCreditNote.Line>();
        for (int i = 0; i < given.size(); i++) {
            var line = given.get(i);
            var field = "lines[" + i + "].";
            read.add(new NewCreditNote.Line(
                    there(line.position(), 0, field + "position", faults),
                    there(line.quantity(), BigDecimal.ZERO, field + "quantity", faults),
                    there(line.unitPrice(), BigDecimal.ZERO, field + "unitPrice", faults)));
        }
        return read;
    }

    private static <T> T there(@Nullable T given, T otherwise, String field, List<Refusal.Fault> faults) {
        if (given == null) {
            faults.add(new Refusal.Fault(field, Words.of("invoice.line.missing")));
            return otherwise;
        }
        return given;
    }
}
