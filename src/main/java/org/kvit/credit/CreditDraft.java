package org.kvit.credit;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.kvit.base.LineTotals;
import org.kvit.base.Money;
import org.kvit.base.Refusal;
import org.kvit.invoice.InvoiceLine;

/// What a credit note comes to, before it is issued. Pure.
///
/// VAT is rounded once per rate on each document (EN 16931 BR-CO-17), so several credit notes can come
/// to some cents more or less than their invoice. The note that takes back the last of the lines
/// therefore comes to exactly what is left, and so does one that only such cents would carry beyond it:
/// at most half a cent a rate for the invoice and for each of its credit notes. The difference is its
/// rounding amount (BT-114).
///
/// @param lines by the position of the invoice's line; none if only the total is known
/// @param sum what the lines come to by themselves
/// @param rounding BT-114: the total less what the lines come to
/// @param total what it takes back (BT-115)
public record CreditDraft(Map<Integer, InvoiceLine> lines, LineTotals sum, Money rounding, Money total) {

    /// @throws Refusal naming each line that won't do as `lines[0].quantity`, or if there is nothing to
    /// take back
    static CreditDraft of(Creditable invoice, NewCreditNote wanted) {
        if (!invoice.left().isPositive()) {
            throw Refusal.conflict("credit.nothingLeft");
        }
        CreditRules.check(invoice, wanted);
        return invoice.positions().isEmpty() ? ofAmount(invoice, wanted) : ofLines(invoice, wanted);
    }

    private static CreditDraft ofAmount(Creditable invoice, NewCreditNote wanted) {
        var amount = wanted.amount().map(a -> new Money(a, invoice.currency())).orElse(invoice.left());
        return new CreditDraft(
                Map.of(), LineTotals.of(List.of(), invoice.currency()), Money.zero(invoice.currency()), amount);
    }

    private static CreditDraft ofLines(Creditable invoice, NewCreditNote wanted) {
        var lines = new TreeMap<Integer, InvoiceLine>();
        wanted.lines().orElseGet(invoice::rest).stream()
                .filter(l -> l.quantity().signum() != 0 && l.unitPrice().signum() != 0)
                .forEach(l -> invoice.position(l.position())
                        .ifPresent(p -> lines.put(p.number(), p.of(l.quantity(), l.unitPrice()))));
        var sum = LineTotals.of(List.copyOf(lines.values()), invoice.currency());
        var total = total(invoice, lines, sum);
        return new CreditDraft(lines, sum, total.minus(sum.total()), total);
    }

    private static Money total(Creditable invoice, Map<Integer, InvoiceLine> lines, LineTotals sum) {
        var rest = rest(invoice, lines);
        boolean last = rest.isEmpty() && !lines.isEmpty();
        if (last) {
            return invoice.left();
        }
        if (!sum.total().isPositive()) {
            throw Refusal.invalid("lines", "credit.lines.nothing", sum.total());
        }
        if (sum.total().compareTo(invoice.left()) <= 0) {
            return sum.total();
        }
        // More than cents only if discounts stay behind: what would remain of the invoice is then less than nothing.
        if (LineTotals.of(rest, invoice.currency()).total().amount().signum() < 0) {
            throw Refusal.invalid("lines", "credit.lines.beyond", sum.total(), invoice.left());
        }
        return invoice.left();
    }

    /// What of the invoice's lines would stay.
    private static List<InvoiceLine> rest(Creditable invoice, Map<Integer, InvoiceLine> lines) {
        return invoice.positions().stream()
                .map(p -> new Creditable.Position(
                        p.number(),
                        p.line(),
                        Stream.concat(p.before().stream(), Stream.ofNullable(lines.get(p.number())))
                                .toList()))
                .flatMap(p -> p.rest(invoice.currency()).stream())
                .toList();
    }
}
