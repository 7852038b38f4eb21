package org.kvit.desk;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.kvit.base.Refusal;
import org.kvit.base.Words;
import org.kvit.correspondence.Entry;
import org.kvit.correspondence.Note;
import org.kvit.invoice.InvoiceId;
import org.springframework.util.MultiValueMap;

/// A note as it stands in its form: what was typed, right or wrong.
///
/// @param contact number of the contact person; empty: the main address
/// @param invoices numbers of those that are ticked
public record NoteForm(
        String contact,
        Set<Long> invoices,
        String text,
        String promisedOn,
        String promisedAmount,
        String nextActionOn) {
    public static final NoteForm EMPTY = new NoteForm("", Set.of(), "", "", "", "");

    static NoteForm of(MultiValueMap<String, String> fields) {
        return new NoteForm(
                text(fields, "contact"),
                fields.getOrDefault("invoice", List.of()).stream()
                        .filter(id -> id.matches("\\d{1,18}"))
                        .map(Long::valueOf)
                        .collect(Collectors.toSet()),
                text(fields, "text").replace("\r\n", "\n"),
                text(fields, "promisedOn"),
                text(fields, "promisedAmount"),
                text(fields, "nextActionOn"));
    }

    static NoteForm of(Entry entry) {
        return new NoteForm(
                entry.contact().map(p -> Long.toString(p.id())).orElse(""),
                entry.invoices().stream().map(i -> i.id().value()).collect(Collectors.toSet()),
                entry.text(),
                entry.promise().map(p -> p.on().toString()).orElse(""),
                entry.promise()
                        .flatMap(Entry.Promise::amount)
                        .map(m -> m.amount().toPlainString())
                        .orElse(""),
                entry.nextActionOn().map(LocalDate::toString).orElse(""));
    }

    /// @throws Refusal naming each field that can't be read
    Note note() {
        var faults = new ArrayList<Refusal.Fault>();
        var note = new Note(
                contact.matches("\\d{1,18}") ? Optional.of(Long.valueOf(contact)) : Optional.empty(),
                invoices.stream().sorted().map(InvoiceId::new).toList(),
                text,
                date("promisedOn", promisedOn, faults),
                amount(faults),
                date("nextActionOn", nextActionOn, faults));
        if (!faults.isEmpty()) {
            throw Refusal.invalid(faults);
        }
        return note;
    }

    private static Optional<LocalDate> date(String field, String typed, List<Refusal.Fault> faults) {
        try {
            return typed.isEmpty() ? Optional.empty() : Optional.of(LocalDate.parse(typed));
        } catch (DateTimeParseException _) {
            faults.add(new Refusal.Fault(field, Words.of("desk.note.date")));
            return Optional.empty();
        }
    }

    private Optional<BigDecimal> amount(List<Refusal.Fault> faults) {
        var typed = promisedAmount.replaceAll("[\\s\u00a0\u202f]", "");
        if (typed.isEmpty()) {
            return Optional.empty();
        }
        var amount = TypedAmount.read(typed);
        if (amount.isEmpty()) {
            faults.add(new Refusal.Fault("promisedAmount", Words.of("desk.note.amount")));
        }
        return amount;
    }

    private static String text(MultiValueMap<String, String> fields, String name) {
        return Optional.ofNullable(fields.getFirst(name)).orElse("").strip();
    }
}
