package org.kvit.credit;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kvit.base.LineTotals;
import org.kvit.base.Money;

/// A credit note as the API writes it: amounts as decimal strings in `currency`.
///
/// @param total what it takes back of the invoice, with VAT and rounding
/// @param rounding by which that differs from what the lines come to (EN 16931 BT-114)
/// @param unallocated what of it is set off against no invoice
record CreditNoteBody(
        long id,
        String number,
        long invoiceId,
        String invoiceNumber,
        long customerId,
        String customerName,
        LocalDate issueDate,
        String currency,
        String total,
        String rounding,
        String unallocated,
        String reason,
        @Nullable LocalDate sentOn,
        Instant issuedAt,
        List<LineBody> lines,
        List<VatBody> vat,
        List<LinkBody> links) {

    /// @param position of the invoice's line, from 1 @param vatCategory UNCL 5305
    record LineBody(
            int position,
            String description,
            String quantity,
            String unitPrice,
            String vatRate,
            String vatCategory,
            String netAmount) {}

    record VatBody(String vatCategory, String vatRate, String netAmount, String vatAmount) {}

    record LinkBody(long invoiceId, String invoiceNumber, String amount) {}

    static CreditNoteBody of(CreditNote note, List<CreditNote.Line> lines, List<CreditLinks.Linked> links) {
        var currency = note.total().currency();
        var sum = LineTotals.of(lines.stream().map(CreditNote.Line::line).toList(), currency);
        return new CreditNoteBody(
                note.id().value(),
                note.number(),
                note.invoice().id().value(),
                note.invoice().number(),
                note.customer().id().value(),
                note.customer().name(),
                note.issueDate(),
                currency,
                decimal(note.total()),
                decimal(note.rounding()),
                decimal(note.left()),
                note.reason(),
                note.sentOn().orElse(null),
                note.issuedAt(),
                lines.stream().map(l -> line(l, currency)).toList(),
                sum.byRate().stream()
                        .map(v -> new VatBody(
                                v.category().code(), plain(v.rate()), decimal(v.net()), decimal(v.amount())))
                        .toList(),
                links.stream()
                        .map(l -> new LinkBody(l.invoice().value(), l.number(), decimal(l.amount())))
                        .toList());
    }

    private static LineBody line(CreditNote.Line line, String currency) {
        var of = line.line();
        return new LineBody(
                line.invoicePosition(),
                of.description(),
                plain(of.quantity()),
                plain(of.unitPrice()),
                plain(of.vatRate()),
                of.vatCategory().code(),
                decimal(of.net(currency)));
    }

    private static String decimal(Money money) {
        return money.amount().toPlainString();
    }

    private static String plain(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }
}
