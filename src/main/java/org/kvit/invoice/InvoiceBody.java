package org.kvit.invoice;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kvit.base.LineTotals;
import org.kvit.base.Money;

/// An invoice as the API writes it: amounts as decimal strings in `currency`.
///
/// @param openAmount what is owed, as of `asOf`; of a draft its total, though that is no receivable
/// @param creditedAmount what credit notes have taken back of it by `asOf`
/// @param state `draft`, `open`, `partly`, `overdue`, `paid`, `credited`
/// @param daysOverdue since the due date; negative while it isn't due, 0 if nothing is owed
/// @param reminderCounters how often it was reminded, by level
record InvoiceBody(
        long id,
        String number,
        long customerId,
        @Nullable String customerExternalId,
        String customerName,
        LocalDate issueDate,
        LocalDate dueDate,
        String currency,
        String total,
        String openAmount,
        String creditedAmount,
        @Nullable String reference,
        boolean approved,
        @Nullable Instant approvedAt,
        String state,
        long daysOverdue,
        LocalDate asOf,
        @Nullable LocalDate sentOn,
        @Nullable LocalDate postedOn,
        @Nullable OffBody remindersOff,
        Map<Integer, Integer> reminderCounters) {

    record OffBody(@Nullable String reason, @Nullable LocalDate until) {}

    /// @param vatCategory UNCL 5305: `S`, `Z`, `E`, `AE`, `K`, `G`, `O`
    record LineBody(
            String description,
            String quantity,
            String unitPrice,
            String vatRate,
            String vatCategory,
            String netAmount) {}

    record VatBody(String vatCategory, String vatRate, String netAmount, String vatAmount) {}

    /// One of them, with its lines. @param netTotal without VAT; null if only the total is known, as is
    /// `vatTotal`
    record Whole(
            @JsonUnwrapped InvoiceBody invoice,
            List<LineBody> lines,
            List<VatBody> vat,

            @Nullable String netTotal,
            @Nullable String vatTotal) {}

    static InvoiceBody of(Invoice i, Map<Integer, Integer> counters) {
        return new InvoiceBody(
                i.id().value(),
                i.number(),
                i.customer().id().value(),
                i.customer().externalId().orElse(null),
                i.customer().name(),
                i.issueDate(),
                i.dueDate(),
                i.total().currency(),
                decimal(i.total()),
                decimal(i.open()),
                decimal(i.credited()),
                i.reference().orElse(null),
                i.approved(),
                i.approvedAt().orElse(null),
                i.state().code(),
                i.daysOverdue(),
                i.asOf(),
                i.sentOn().orElse(null),
                i.postedOn().orElse(null),
                i.remindersOff()
                        .map(off -> new OffBody(
                                off.reason().orElse(null), off.until().orElse(null)))
                        .orElse(null),
                counters);
    }

    static Whole whole(Invoice invoice, Map<Integer, Integer> counters, List<InvoiceLine> lines) {
        var currency = invoice.total().currency();
        var sum = LineTotals.of(lines, currency);
        boolean known = !lines.isEmpty();
        return new Whole(
                of(invoice, counters),
                lines.stream().map(l -> line(l, currency)).toList(),
                sum.byRate().stream()
                        .map(v -> new VatBody(
                                v.category().code(), plain(v.rate()), decimal(v.net()), decimal(v.amount())))
                        .toList(),
                known ? decimal(sum.net()) : null,
                known ? decimal(sum.vat()) : null);
    }

    private static LineBody line(InvoiceLine line, String currency) {
        return new LineBody(
                line.description(),
                plain(line.quantity()),
                plain(line.unitPrice()),
                plain(line.vatRate()),
                line.vatCategory().code(),
                decimal(line.net(currency)));
    }

    private static String decimal(Money money) {
        return money.amount().toPlainString();
    }

    private static String plain(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }
}
