package org.kvit.credit;

import java.math.BigDecimal;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kvit.api.Cursor;
import org.kvit.api.Listing;
import org.kvit.base.Refusal;
import org.kvit.company.Needs;
import org.kvit.company.Right;
import org.kvit.invoice.InvoiceId;
import org.kvit.invoice.Invoices;
import org.kvit.payment.Links;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// `/api/v1/credit-notes`: what takes invoices back, and what it is set off against.
@RestController
@RequestMapping("/api/v1")
class CreditNotesApi {
    private final Invoices invoices;
    private final CreditNotes notes;
    private final CreditIssuing issuing;
    private final CreditLinks links;

    CreditNotesApi(Invoices invoices, CreditNotes notes, CreditIssuing issuing, CreditLinks links) {
        this.invoices = invoices;
        this.notes = notes;
        this.issuing = issuing;
        this.links = links;
    }

    /// @throws Refusal as [CreditIssuing#issue]
    @PostMapping("/invoices/{id}/credit-notes")
    @Needs(Right.INVOICING)
    ResponseEntity<CreditNoteBody> issue(@PathVariable long id, @RequestBody NewCreditNoteBody body) {
        var note = issuing.issue(new InvoiceId(id), body.note());
        return ResponseEntity.created(URI.create("/api/v1/credit-notes/" + note.value()))
                .body(whole(note));
    }

    /// The oldest first.
    @GetMapping("/invoices/{id}/credit-notes")
    List<CreditNoteBody> of(@PathVariable long id) {
        var invoice = invoices.find(new InvoiceId(id));
        return whole(notes.of(invoice.id()));
    }

    /// The newest first. @param query part of a number, the invoice's too, or of a customer's name
    @GetMapping("/credit-notes")
    Listing<CreditNoteBody> list(
            @RequestParam(defaultValue = "") String query,
            @RequestParam @Nullable Integer limit,
            @RequestParam @Nullable String after) {
        int size = Cursor.limit(limit);
        var filter = new CreditNotes.Filter(query.strip(), false);
        var page = Listing.of(notes.list(filter, Cursor.parse(after, 2), size + 1), size, CreditNotes::key);
        return new Listing<>(whole(page.items()), page.next());
    }

    @GetMapping("/credit-notes/{id}")
    CreditNoteBody find(@PathVariable long id) {
        return whole(new CreditNoteId(id));
    }

    record WantedBody(@Nullable Long invoiceId, @Nullable BigDecimal amount) {}

    /// The whole new set. @throws Refusal as [CreditLinks#replace]
    @PutMapping("/credit-notes/{id}/links")
    @Needs(Right.RECEIVABLES)
    CreditNoteBody link(@PathVariable long id, @RequestBody List<WantedBody> body) {
        links.replace(
                new CreditNoteId(id),
                body.stream()
                        .map(w -> new Links.Wanted(
                                Optional.ofNullable(w.invoiceId())
                                        .orElseThrow(() -> Refusal.invalid("invoiceId", "credit.link.noInvoice")),
                                Optional.ofNullable(w.amount())
                                        .orElseThrow(() -> Refusal.invalid("amount", "payment.link.amount"))))
                        .toList());
        return whole(new CreditNoteId(id));
    }

    private CreditNoteBody whole(CreditNoteId id) {
        return whole(List.of(notes.find(id))).getFirst();
    }

    private List<CreditNoteBody> whole(List<CreditNote> some) {
        var ids = some.stream().map(CreditNote::id).toList();
        var lines = notes.lines(ids);
        var linked = links.of(ids);
        return some.stream()
                .map(n -> CreditNoteBody.of(
                        n, lines.getOrDefault(n.id(), List.of()), linked.getOrDefault(n.id(), List.of())))
                .toList();
    }
}
