package org.kvit.account;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kvit.base.Money;
import org.kvit.company.Companies;
import org.kvit.customer.CustomerId;
import org.kvit.ui.PdfAnswer;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.format.annotation.DateTimeFormat.ISO;
import org.springframework.http.ContentDisposition;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// `/api/v1/customers/{id}/statement` and `…/reconciliation`: a customer's account, as JSON, or as PDF for who accepts
/// that.
@RestController
@RequestMapping("/api/v1/customers/{id}")
class AccountApi {
    private final Companies companies;
    private final AccountReading reading;
    private final AccountLetters letters;

    AccountApi(Companies companies, AccountReading reading, AccountLetters letters) {
        this.companies = companies;
        this.reading = reading;
        this.letters = letters;
    }

    record StatementAnswer(
            long customerId,
            String customerName,
            LocalDate asOf,
            List<BalanceLine> balances,
            List<InvoiceLine> invoices,
            List<UnusedLine> unallocated) {}

    /// @param balance less than zero if we owe
    record BalanceLine(
            String currency,
            String unpaid,
            String overdue,
            Map<String, String> buckets,
            String unallocated,
            String balance) {}

    record InvoiceLine(
            long invoiceId,
            String number,
            LocalDate issueDate,
            LocalDate dueDate,
            long daysOverdue,
            String currency,
            String total,
            String unpaid,
            @Nullable String reference) {}

    record UnusedLine(
            String kind,
            @Nullable Long paymentId,
            @Nullable Long creditNoteId,
            String document,
            LocalDate date,
            String amount,
            String currency) {}

    record ReconciliationAnswer(
            long customerId, String customerName, LocalDate from, LocalDate to, List<AccountLine> accounts) {}

    record AccountLine(
            String currency,
            String opening,
            String debit,
            String credit,
            String closing,
            List<MovementLine> movements) {}

    record MovementLine(LocalDate date, String kind, long id, String document, String debit, String credit) {}

    @GetMapping("/statement")
    StatementAnswer statement(
            @PathVariable long id, @RequestParam @DateTimeFormat(iso = ISO.DATE) Optional<LocalDate> asOf) {
        var letter = read(id, Asked.statement(asOf.orElseGet(companies::today)));
        var account = ((AccountLetter.OfStatement) letter).account();
        return new StatementAnswer(
                id,
                letter.to().name(),
                account.asOf(),
                account.balances().stream().map(AccountApi::line).toList(),
                account.invoices().stream().map(AccountApi::line).toList(),
                account.unused().stream().map(AccountApi::line).toList());
    }

    @GetMapping(path = "/statement", produces = MediaType.APPLICATION_PDF_VALUE)
    ResponseEntity<byte[]> statementPdf(
            @PathVariable long id, @RequestParam @DateTimeFormat(iso = ISO.DATE) Optional<LocalDate> asOf) {
        return pdf(read(id, Asked.statement(asOf.orElseGet(companies::today))));
    }

    @GetMapping("/reconciliation")
    ReconciliationAnswer reconciliation(
            @PathVariable long id,
            @RequestParam @DateTimeFormat(iso = ISO.DATE) Optional<LocalDate> from,
            @RequestParam @DateTimeFormat(iso = ISO.DATE) Optional<LocalDate> to) {
        var letter = read(id, period(from, to));
        var account = ((AccountLetter.OfReconciliation) letter).account();
        return new ReconciliationAnswer(
                id,
                letter.to().name(),
                account.from(),
                account.to(),
                account.accounts().stream().map(AccountApi::line).toList());
    }

    @GetMapping(path = "/reconciliation", produces = MediaType.APPLICATION_PDF_VALUE)
    ResponseEntity<byte[]> reconciliationPdf(
            @PathVariable long id,
            @RequestParam @DateTimeFormat(iso = ISO.DATE) Optional<LocalDate> from,
            @RequestParam @DateTimeFormat(iso = ISO.DATE) Optional<LocalDate> to) {
        return pdf(read(id, period(from, to)));
    }

    private Asked period(Optional<LocalDate> from, Optional<LocalDate> to) {
        return Asked.of(AccountPaper.RECONCILIATION.code(), from, to, companies.today());
    }

    private AccountLetter read(long id, Asked asked) {
        return reading.of(asked, new CustomerId(id));
    }

    private ResponseEntity<byte[]> pdf(AccountLetter letter) {
        return PdfAnswer.of(ContentDisposition.attachment(), letters.fileName(letter), letters.pdf(letter));
    }

    private static BalanceLine line(AccountStatement.Balance sums) {
        return new BalanceLine(
                sums.currency(),
                decimal(sums.ageing().unpaid()),
                decimal(sums.ageing().overdue()),
                sums.ageing().amounts().entrySet().stream()
                        .collect(Collectors.toMap(
                                e -> e.getKey().name().toLowerCase(Locale.ROOT),
                                e -> decimal(e.getValue()),
                                (a, b) -> a,
                                LinkedHashMap::new)),
                decimal(sums.unused()),
                decimal(sums.balance()));
    }

    private static InvoiceLine line(AccountStatement.Open i) {
        return new InvoiceLine(
                i.id(),
                i.number(),
                i.issueDate(),
                i.dueDate(),
                i.daysOverdue(),
                i.open().currency(),
                decimal(i.total()),
                decimal(i.open()),
                i.reference().orElse(null));
    }

    private static UnusedLine line(AccountStatement.Unused u) {
        return new UnusedLine(
                u.payment() ? "payment" : "credit_note",
                u.payment() ? u.id() : null,
                u.payment() ? null : u.id(),
                u.document(),
                u.on(),
                decimal(u.amount()),
                u.amount().currency());
    }

    private static AccountLine line(Reconciliation.Account a) {
        return new AccountLine(
                a.currency(),
                decimal(a.opening()),
                decimal(a.debit()),
                decimal(a.credit()),
                decimal(a.closing()),
                a.movements().stream()
                        .map(m -> new MovementLine(
                                m.on(), m.kind().code(), m.id(), m.document(), decimal(m.debit()), decimal(m.credit())))
                        .toList());
    }

    private static String decimal(Money money) {
        return money.amount().toPlainString();
    }
}
