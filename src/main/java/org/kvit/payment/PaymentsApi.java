package org.kvit.payment;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kvit.api.Cursor;
import org.kvit.api.Listing;
import org.kvit.base.Money;
import org.kvit.base.Refusal;
import org.kvit.company.Companies;
import org.kvit.company.Needs;
import org.kvit.company.Right;
import org.kvit.ui.Page;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.format.annotation.DateTimeFormat.ISO;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// `/api/v1/payments`: what came in, and what it is linked to.
@RestController
@RequestMapping("/api/v1/payments")
class PaymentsApi {
    private final Payments payments;
    private final Links links;
    private final Companies companies;

    PaymentsApi(Payments payments, Links links, Companies companies) {
        this.payments = payments;
        this.links = links;
        this.companies = companies;
    }

    record LinkBody(
            long invoiceId, String invoiceNumber, String amount, String rule, String reason, boolean automatic) {}

    record ProposedBody(long invoiceId, String invoiceNumber, String amount) {}

    record ProposalBody(String certainty, String rule, String reason, List<ProposedBody> links) {}

    /// @param state `unlinked`, `partly`, `linked`
    record PaymentBody(
            long id,
            @Nullable String bankAccount,
            LocalDate bookedOn,
            String amount,
            String currency,
            @Nullable String payerName,
            @Nullable String payerAccount,
            @Nullable String reference,
            @Nullable String text,
            @Nullable String bankReference,
            String unallocated,
            String refunded,
            String writtenOff,
            String state,
            @Nullable Long customerId,
            @Nullable String voidedFor,
            List<LinkBody> links,
            List<ProposalBody> proposals) {
        static PaymentBody of(Payment p, Page page) {
            return new PaymentBody(
                    p.id().value(),
                    p.bankAccount().orElse(null),
                    p.bookedOn(),
                    decimal(p.amount()),
                    p.amount().currency(),
                    p.payerName().orElse(null),
                    p.payerAccount().orElse(null),
                    p.reference().orElse(null),
                    p.text().orElse(null),
                    p.bankReference().orElse(null),
                    decimal(p.unallocated()),
                    decimal(p.refunded()),
                    decimal(p.writtenOff()),
                    p.state().code(),
                    p.customer().map(Payment.Customer::id).orElse(null),
                    p.voidedFor().map(page::words).orElse(null),
                    p.links().stream()
                            .map(l -> new LinkBody(
                                    l.invoice(),
                                    l.number(),
                                    decimal(l.amount()),
                                    l.rule(),
                                    page.words(l.reason()),
                                    l.automatic()))
                            .toList(),
                    p.proposals().stream()
                            .map(q -> new ProposalBody(
                                    q.certainty(),
                                    q.rule(),
                                    page.words(q.reason()),
                                    q.links().stream()
                                            .map(l -> new ProposedBody(l.invoice(), l.number(), decimal(l.amount())))
                                            .toList()))
                            .toList());
        }
    }

    record WantedBody(@Nullable Long invoiceId, @Nullable BigDecimal amount) {}

    /// @param date today if it is left out
    record ByHandBody(
            @Nullable List<Long> invoiceIds,
            @Nullable String bankAccount,
            @Nullable LocalDate date) {}

    /// @param state all if it is left out
    @GetMapping
    Listing<PaymentBody> list(
            @RequestParam(defaultValue = "") String state,
            @RequestParam(defaultValue = "") String query,
            @RequestParam @DateTimeFormat(iso = ISO.DATE) Optional<LocalDate> from,
            @RequestParam @DateTimeFormat(iso = ISO.DATE) Optional<LocalDate> to,
            @RequestParam(defaultValue = "") String account,
            @RequestParam(defaultValue = "") String currency,
            @RequestParam Optional<BigDecimal> amountFrom,
            @RequestParam Optional<BigDecimal> amountTo,
            @RequestParam(defaultValue = "0") long customer,
            @RequestParam(defaultValue = "0") long statement,
            @RequestParam @Nullable Integer limit,
            @RequestParam @Nullable String after,
            Page page) {
        var filter =
                new PaymentFilter(state, query, from, to, account, currency, amountFrom, amountTo, customer, statement);
        var found = payments.list(filter, PaymentOrder.USUAL, Cursor.parse(after, 2), Cursor.limit(limit));
        return new Listing<>(
                found.payments().stream().map(p -> PaymentBody.of(p, page)).toList(),
                found.next().map(Cursor::opaque).orElse(null));
    }

    @GetMapping("/{id}")
    ResponseEntity<PaymentBody> find(@PathVariable long id, Page page) {
        return tagged(id, page);
    }

    @PostMapping
    @Needs(Right.RECEIVABLES)
    @ResponseStatus(HttpStatus.CREATED)
    List<PaymentBody> byHand(@RequestBody ByHandBody body, Page page) {
        var made = links.payByHand(
                Optional.ofNullable(body.invoiceIds()).orElse(List.of()),
                Optional.ofNullable(body.bankAccount()).orElse("").strip(),
                Optional.ofNullable(body.date()).orElseGet(companies::today));
        return made.stream().map(id -> PaymentBody.of(payments.find(id), page)).toList();
    }

    @PutMapping("/{id}/links")
    @Needs(Right.RECEIVABLES)
    ResponseEntity<PaymentBody> link(
            @PathVariable long id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, defaultValue = "") String match,
            @RequestBody List<WantedBody> body,
            Page page) {
        links.replaceMatching(
                new PaymentId(id),
                match,
                body.stream()
                        .map(w -> new Links.Wanted(
                                Optional.ofNullable(w.invoiceId())
                                        .orElseThrow(() -> Refusal.invalid("invoiceId", "payment.link.noInvoice")),
                                Optional.ofNullable(w.amount())
                                        .orElseThrow(() -> Refusal.invalid("amount", "payment.link.amount"))))
                        .toList());
        return tagged(id, page);
    }

    private ResponseEntity<PaymentBody> tagged(long id, Page page) {
        var payment = payments.find(new PaymentId(id));
        return ResponseEntity.ok().eTag(payment.tag()).body(PaymentBody.of(payment, page));
    }

    private static String decimal(Money money) {
        return money.amount().toPlainString();
    }
}
