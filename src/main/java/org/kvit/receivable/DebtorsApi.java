package org.kvit.receivable;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kvit.api.Cursor;
import org.kvit.api.Listing;
import org.kvit.base.Money;
import org.kvit.company.Companies;
import org.kvit.customer.CustomerId;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.format.annotation.DateTimeFormat.ISO;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// `/api/v1/debtors`: who owes what.
@RestController
@RequestMapping("/api/v1/debtors")
class DebtorsApi {
    private final Debtors debtors;
    private final UnpaidInvoices invoices;
    private final Companies companies;

    DebtorsApi(Debtors debtors, UnpaidInvoices invoices, Companies companies) {
        this.debtors = debtors;
        this.invoices = invoices;
        this.companies = companies;
    }

    /// One customer in one currency. Amounts are decimals in `currency`; dates as of the date asked for.
    record DebtorLine(
            long customerId,
            String customerName,
            String country,
            @Nullable String accountManager,
            String currency,
            String unpaid,
            String overdue,
            Map<String, String> buckets,
            int oldestDaysOverdue,
            @Nullable LocalDate lastReminderOn,
            @Nullable LocalDate promisedOn,
            @Nullable LocalDate nextActionOn,
            String reminders) {
        static DebtorLine of(Debtor d) {
            return new DebtorLine(
                    d.customer().value(),
                    d.name(),
                    d.country(),
                    d.accountManager().orElse(null),
                    d.currency(),
                    decimal(d.unpaid()),
                    decimal(d.overdue()),
                    d.ageing().amounts().entrySet().stream()
                            .collect(Collectors.toMap(
                                    e -> e.getKey().name().toLowerCase(Locale.ROOT),
                                    e -> decimal(e.getValue()),
                                    (a, b) -> a,
                                    java.util.LinkedHashMap::new)),
                    d.oldestDays(),
                    d.lastReminderOn().orElse(null),
                    d.promisedOn().orElse(null),
                    d.nextActionOn().orElse(null),
                    d.reach().code());
        }
    }

    record InvoiceLine(
            long invoiceId,
            String number,
            LocalDate issueDate,
            LocalDate dueDate,
            long daysOverdue,
            String currency,
            String total,
            String unpaid,
            boolean remindersOff) {
        static InvoiceLine of(UnpaidInvoice i) {
            return new InvoiceLine(
                    i.id().value(),
                    i.number(),
                    i.issueDate(),
                    i.dueDate(),
                    i.daysOverdue(),
                    i.unpaid().currency(),
                    decimal(i.total()),
                    decimal(i.unpaid()),
                    i.hold().isPresent());
        }
    }

    /// @param totals one per currency; none if nothing is owed
    record OneDebtor(
            long customerId,
            String customerName,
            LocalDate asOf,
            List<DebtorLine> totals,
            List<InvoiceLine> invoices) {}

    @GetMapping
    Listing<DebtorLine> list(
            @RequestParam @DateTimeFormat(iso = ISO.DATE) Optional<LocalDate> asOf,
            @RequestParam(defaultValue = "false") boolean overdueOnly,
            @RequestParam @Nullable Integer limit,
            @RequestParam @Nullable String after) {
        int size = Cursor.limit(limit);
        var from = Cursor.parse(after, 2).orElse(Cursor.of(List.of("0", "")));
        var rows = debtors.behind(
                asOf.orElseGet(companies::today),
                overdueOnly ? DebtorFilter.ALL.onlyOverdue() : DebtorFilter.ALL,
                new CustomerId(from.number(0)),
                from.key().getLast(),
                size + 1);
        return Listing.of(
                rows.stream().map(DebtorLine::of).toList(),
                size,
                line -> List.of(Long.toString(line.customerId()), line.currency()));
    }

    @GetMapping("/{customerId}")
    OneDebtor one(
            @PathVariable long customerId, @RequestParam @DateTimeFormat(iso = ISO.DATE) Optional<LocalDate> asOf) {
        var customer = new CustomerId(customerId);
        var date = asOf.orElseGet(companies::today);
        return new OneDebtor(
                customerId,
                debtors.nameOf(customer),
                date,
                debtors.of(customer, date).stream().map(DebtorLine::of).toList(),
                invoices.of(customer, date).stream().map(InvoiceLine::of).toList());
    }

    private static String decimal(Money money) {
        return money.amount().toPlainString();
    }
}
