package org.kvit.invoice;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kvit.base.Refusal;
import org.kvit.base.VatCategory;
import org.kvit.base.Words;
import org.kvit.customer.CustomerId;

/// An invoice as a program sends it; what is null follows as [NewInvoice] says.
///
/// @param approved true if it is left out
record NewInvoiceBody(
        @Nullable String number,
        @Nullable Long customerId,
        @Nullable String customerExternalId,
        @Nullable LocalDate issueDate,
        @Nullable LocalDate dueDate,
        @Nullable String currency,
        @Nullable List<LineBody> lines,
        @Nullable BigDecimal total,
        @Nullable String reference,
        @Nullable Boolean approved) {

    /// @param vatCategory UNCL 5305: `S`, `Z`, `E`, `AE`, `K`, `G`, `O`; by the rate `S` or `Z` if it is
    /// left out
    record LineBody(
            @Nullable String description,
            @Nullable BigDecimal quantity,
            @Nullable BigDecimal unitPrice,
            @Nullable BigDecimal vatRate,
            @Nullable String vatCategory) {}

    /// @throws Refusal naming the lines' fields that are missing
    NewInvoice invoice() {
        var faults = new ArrayList<Refusal.Fault>();
        var read = lines(faults);
        if (!faults.isEmpty()) {
            throw Refusal.invalid(faults);
        }
        return new NewInvoice(
                text(number),
                Optional.ofNullable(customerId).map(CustomerId::new),
                text(customerExternalId),
                Optional.ofNullable(issueDate),
                Optional.ofNullable(dueDate),
                text(currency).map(code -> code.toUpperCase(java.util.Locale.ROOT)),
                read,
                Optional.ofNullable(total),
                text(reference),
                approved == null || approved);
    }

    private List<InvoiceLine> lines(List<Refusal.Fault> faults) {
        var read = new ArrayList<InvoiceLine>();
        for (var line : lines == null ? List.<LineBody>of() : lines) {
            var field = "lines[" + read.size() + "].";
            var rate = decimal(line.vatRate(), field + "vatRate", faults);
            read.add(new InvoiceLine(
                    line.description() == null ? "" : line.description().strip(),
                    decimal(line.quantity(), field + "quantity", faults),
                    decimal(line.unitPrice(), field + "unitPrice", faults),
                    rate,
                    category(line.vatCategory(), rate, field + "vatCategory", faults)));
        }
        return read;
    }

    private static BigDecimal decimal(@Nullable BigDecimal given, String field, List<Refusal.Fault> faults) {
        if (given == null) {
            faults.add(new Refusal.Fault(field, Words.of("invoice.line.missing")));
            return BigDecimal.ZERO;
        }
        return given;
    }

    private static VatCategory category(
            @Nullable String given, BigDecimal rate, String field, List<Refusal.Fault> faults) {
        var named = text(given).map(code -> code.toUpperCase(java.util.Locale.ROOT));
        var category = named.flatMap(VatCategory::of);
        if (named.isPresent() && category.isEmpty()) {
            faults.add(new Refusal.Fault(field, Words.of("invoice.line.vatCategory.unknown", named.orElseThrow())));
        }
        return category.orElse(VatCategory.usual(rate));
    }

    private static Optional<String> text(@Nullable String given) {
        return Optional.ofNullable(given).map(String::strip).filter(t -> !t.isEmpty());
    }
}
