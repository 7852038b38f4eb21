package org.kvit.credit;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.kvit.base.Money;
import org.kvit.base.Refusal;
import org.kvit.base.Words;

/// What of an invoice may be taken back: never more than was invoiced, line by line. Pure.
final class CreditRules {
    private static final int MOST_LINES = 1000;
    /// Below this any price or quantity must stay.
    private static final BigDecimal TOO_MUCH = new BigDecimal("1000000000000");

    private final Creditable invoice;
    private final List<Refusal.Fault> faults = new ArrayList<>();

    private CreditRules(Creditable invoice) {
        this.invoice = invoice;
    }

    /// @throws Refusal naming each field that won't do
    static void check(Creditable invoice, NewCreditNote wanted) {
        var rules = new CreditRules(invoice);
        if (invoice.positions().isEmpty()) {
            rules.unless(wanted.lines().isEmpty(), "lines", "credit.lines.none");
            wanted.amount().ifPresent(rules::amount);
        } else {
            rules.unless(wanted.amount().isEmpty(), "amount", "credit.amount.lines");
            wanted.lines().ifPresent(rules::lines);
        }
        if (!rules.faults.isEmpty()) {
            throw Refusal.invalid(rules.faults);
        }
    }

    private void amount(BigDecimal amount) {
        int digits = Money.zero(invoice.currency()).amount().scale();
        boolean written = amount.signum() > 0 && amount.stripTrailingZeros().scale() <= digits;
        unless(written, "amount", "credit.amount.invalid", digits);
        unless(amount.compareTo(invoice.left().amount()) <= 0, "amount", "credit.amount.beyond", invoice.left());
    }

    private void lines(List<NewCreditNote.Line> lines) {
        unless(lines.size() <= MOST_LINES, "lines", "credit.lines.count", MOST_LINES);
        var seen = new HashSet<Integer>();
        for (int i = 0; i < Math.min(lines.size(), MOST_LINES); i++) {
            var field = "lines[" + i + "].";
            var line = lines.get(i);
            var position = invoice.position(line.position());
            unless(position.isPresent(), field + "position", "credit.line.unknown", line.position());
            unless(seen.add(line.position()), field + "position", "credit.line.twice", line.position());
            position.ifPresent(p -> line(field, line, p));
        }
    }

    private void line(String field, NewCreditNote.Line line, Creditable.Position position) {
        boolean quantity = fits(line.quantity(), 4);
        boolean price = fits(line.unitPrice(), 6) && line.unitPrice().signum() >= 0;
        unless(quantity, field + "quantity", "credit.line.quantity", 4);
        unless(price, field + "unitPrice", "credit.line.unitPrice", 6);
        if (!quantity || !price) {
            return;
        }
        var left = position.left(invoice.currency());
        var net = position.of(line.quantity(), line.unitPrice()).net(invoice.currency());
        int sign = position.line().net(invoice.currency()).amount().signum();
        boolean sameSign = net.amount().signum() * sign >= 0;
        unless(sameSign, field + "quantity", sign < 0 ? "credit.line.sign.negative" : "credit.line.sign");
        boolean within = net.amount().abs().compareTo(left.amount().abs()) <= 0;
        unless(!sameSign || within, field + "quantity", "credit.line.beyond", left);
    }

    private static boolean fits(BigDecimal number, int decimals) {
        return number.abs().compareTo(TOO_MUCH) < 0
                && number.stripTrailingZeros().scale() <= decimals;
    }

    private void unless(boolean fits, String field, String key, Object... args) {
        if (!fits) {
            faults.add(new Refusal.Fault(field, Words.of(key, args)));
        }
    }
}
