package org.kvit.correspondence;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kvit.api.Cursor;
import org.kvit.api.Listing;
import org.kvit.base.Refusal;
import org.kvit.company.Companies;
import org.kvit.company.Needs;
import org.kvit.company.Right;
import org.kvit.customer.CustomerId;
import org.kvit.invoice.InvoiceId;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// `/api/v1/correspondence`: what passed between us and customers, and notes of it.
@RestController
@RequestMapping("/api/v1/correspondence")
class CorrespondenceApi {
    private final Correspondence correspondence;
    private final Companies companies;

    CorrespondenceApi(Correspondence correspondence, Companies companies) {
        this.correspondence = correspondence;
        this.companies = companies;
    }

    /// @param customerId may stand in the query instead (`?customer=`), or follow from the invoices
    /// @param promisedAmount a decimal in the invoices' currency
    record NoteBody(
            @Nullable Long customerId,
            @Nullable Long contactId,
            @Nullable List<Long> invoiceIds,
            @Nullable String text,
            @Nullable LocalDate promisedOn,
            @Nullable BigDecimal promisedAmount,
            @Nullable LocalDate nextActionOn) {
        Note note() {
            return new Note(
                    Optional.ofNullable(contactId),
                    invoiceIds == null
                            ? List.of()
                            : invoiceIds.stream().map(InvoiceId::new).toList(),
                    text == null ? "" : text,
                    Optional.ofNullable(promisedOn),
                    Optional.ofNullable(promisedAmount),
                    Optional.ofNullable(nextActionOn));
        }
    }

    record EntryBody(
            long id,
            String kind,
            long customerId,
            @Nullable Long contactId,
            @Nullable String contactName,
            List<Long> invoiceIds,
            String text,
            @Nullable LocalDate promisedOn,
            @Nullable String promisedAmount,
            @Nullable String promiseState,
            @Nullable LocalDate nextActionOn,
            @Nullable LocalDate nextActionDoneOn,
            @Nullable Integer level,
            @Nullable Long emailId,
            LocalDate happenedOn,
            @Nullable String author,
            Instant createdAt,
            @Nullable Instant editedAt) {
        static EntryBody of(Entry e) {
            return new EntryBody(
                    e.id().value(),
                    e.kind().code(),
                    e.customer().value(),
                    e.contact().map(Entry.Person::id).orElse(null),
                    e.contact().map(Entry.Person::name).orElse(null),
                    e.invoices().stream().map(i -> i.id().value()).toList(),
                    e.text(),
                    e.promise().map(Entry.Promise::on).orElse(null),
                    e.promise()
                            .flatMap(Entry.Promise::amount)
                            .map(m -> m.amount().toPlainString())
                            .orElse(null),
                    e.promise().map(p -> p.state().code()).orElse(null),
                    e.nextActionOn().orElse(null),
                    e.nextActionDoneOn().orElse(null),
                    e.reminder().map(Entry.Reminder::level).orElse(null),
                    e.reminder().flatMap(Entry.Reminder::mail).orElse(null),
                    e.happenedOn(),
                    e.author().orElse(null),
                    e.createdAt(),
                    e.editedAt().orElse(null));
        }
    }

    @GetMapping
    Listing<EntryBody> list(
            @RequestParam Optional<Long> customer,
            @RequestParam Optional<Long> invoice,
            @RequestParam @Nullable Integer limit,
            @RequestParam @Nullable String after) {
        int size = Cursor.limit(limit);
        var entries = correspondence.list(
                customer.map(CustomerId::new),
                invoice.map(InvoiceId::new),
                Cursor.parse(after, 1).map(c -> new EntryId(c.number(0))),
                companies.today(),
                size + 1);
        return Listing.of(entries.stream().map(EntryBody::of).toList(), size, e -> List.of(Long.toString(e.id())));
    }

    @PostMapping
    @Needs(Right.CORRESPONDENCE)
    @ResponseStatus(HttpStatus.CREATED)
    EntryBody write(@RequestParam Optional<Long> customer, @RequestBody NoteBody body) {
        var note = body.note();
        var whose = customer.or(() -> Optional.ofNullable(body.customerId()))
                .map(CustomerId::new)
                .or(() -> note.invoices().stream().findFirst().flatMap(correspondence::customerOf))
                .orElseThrow(() -> Refusal.invalid("customerId", "correspondence.customer.missing"));
        return EntryBody.of(correspondence.write(whose, note));
    }

    @PutMapping("/{id}")
    @Needs(Right.CORRESPONDENCE)
    EntryBody edit(@PathVariable long id, @RequestBody NoteBody body) {
        return EntryBody.of(correspondence.edit(new EntryId(id), body.note()));
    }
}
