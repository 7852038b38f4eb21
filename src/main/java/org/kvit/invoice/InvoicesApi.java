package org.kvit.invoice;

import java.net.URI;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kvit.api.Cursor;
import org.kvit.api.Listing;
import org.kvit.company.Needs;
import org.kvit.company.Right;
import org.kvit.customer.CustomerId;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.format.annotation.DateTimeFormat.ISO;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// `/api/v1/invoices`: outgoing invoices.
@RestController
@RequestMapping("/api/v1/invoices")
class InvoicesApi {
    private static final Set<InvoiceStatus> NOT_OPEN =
            EnumSet.of(InvoiceStatus.PAID, InvoiceStatus.CREDITED, InvoiceStatus.DRAFT);

    private final Invoices invoices;
    private final Recording recording;
    private final Approvals approvals;
    private final InvoiceChanges changes;
    private final ReminderCounters counters;
    private final InvoiceContent content;
    private final Drafts drafts;

    InvoicesApi(
            Invoices invoices,
            Recording recording,
            Approvals approvals,
            InvoiceChanges changes,
            ReminderCounters counters,
            InvoiceContent content,
            Drafts drafts) {
        this.invoices = invoices;
        this.recording = recording;
        this.approvals = approvals;
        this.changes = changes;
        this.counters = counters;
        this.content = content;
        this.drafts = drafts;
    }

    /// @param status `draft`, `open` (anything unpaid), `partly`, `paid`, `credited` (all of it),
    /// `overdue`
    /// @param openOnly only what was owed; the same as `status=open`, and it narrows any other status
    /// to that
    /// @param asOf amounts and states as of this date, without what was issued later; today if it is
    /// left out
    @GetMapping
    Listing<InvoiceBody> list(
            @RequestParam(defaultValue = "") String status,
            @RequestParam Optional<Long> customer,
            @RequestParam(defaultValue = "false") boolean openOnly,
            @RequestParam @DateTimeFormat(iso = ISO.DATE) Optional<LocalDate> asOf,
            @RequestParam(defaultValue = "") String query,
            @RequestParam @Nullable Integer limit,
            @RequestParam @Nullable String after) {
        var wanted = InvoiceStatus.of(status);
        if (openOnly && wanted.filter(NOT_OPEN::contains).isPresent()) {
            return new Listing<>(List.of(), null);
        }
        var filter = new InvoiceFilter(
                wanted.or(() -> openOnly ? Optional.of(InvoiceStatus.OPEN) : Optional.empty()),
                customer.map(CustomerId::new),
                asOf,
                InvoiceFilter.Period.ANY,
                InvoiceFilter.Period.ANY,
                Optional.empty(),
                query.strip());
        var listed = invoices.list(filter, InvoiceOrder.MADE, Cursor.parse(after, 2), Cursor.limit(limit));
        var counts = counters.of(listed.invoices().stream().map(Invoice::id).toList());
        return new Listing<>(
                listed.invoices().stream()
                        .map(i -> InvoiceBody.of(i, counts.getOrDefault(i.id(), Map.of())))
                        .toList(),
                listed.next().map(Cursor::opaque).orElse(null));
    }

    @GetMapping("/{id}")
    InvoiceBody.Whole find(@PathVariable long id) {
        return whole(new InvoiceId(id));
    }

    @PostMapping
    @Needs(Right.RECEIVABLES)
    ResponseEntity<InvoiceBody.Whole> record(@RequestBody NewInvoiceBody body) {
        var id = recording.record(body.invoice());
        return ResponseEntity.created(URI.create("/api/v1/invoices/" + id.value()))
                .body(whole(id));
    }

    @PutMapping("/{id}/approval")
    @Needs(Right.INVOICING)
    InvoiceBody.Whole approve(@PathVariable long id) {
        approvals.approve(new InvoiceId(id));
        return whole(new InvoiceId(id));
    }

    @DeleteMapping("/{id}/approval")
    @Needs(Right.INVOICING)
    InvoiceBody.Whole removeApproval(@PathVariable long id) {
        approvals.remove(new InvoiceId(id));
        return whole(new InvoiceId(id));
    }

    /// Makes the content anew from the orders, as they are now.
    /// @throws Refusal as [InvoiceContent#regenerate]
    @PutMapping("/{id}/content")
    @Needs(Right.INVOICING)
    InvoiceBody.Whole regenerate(@PathVariable long id) {
        content.regenerate(new InvoiceId(id), Optional.empty());
        return whole(new InvoiceId(id));
    }

    /// @throws Refusal as [Drafts#delete]
    @DeleteMapping("/{id}")
    @Needs(Right.INVOICING)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable long id) {
        drafts.delete(new InvoiceId(id));
    }

    /// All of it or, if something of it is refused, nothing.
    /// @throws Refusal as [InvoiceChanges#make]
    @PatchMapping("/{id}")
    @Needs(Right.RECEIVABLES)
    InvoiceBody.Whole change(@PathVariable long id, @RequestBody InvoicePatch patch) {
        changes.make(new InvoiceId(id), patch.changes());
        return whole(new InvoiceId(id));
    }

    private InvoiceBody.Whole whole(InvoiceId id) {
        return InvoiceBody.whole(
                invoices.find(id), counters.of(List.of(id)).getOrDefault(id, Map.of()), invoices.lines(id));
    }
}
