package org.kvit.base;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/// What the lines of an order, an invoice or a credit note come to, as EN 16931 counts it (BR-CO-10 to
/// BR-CO-17). Pure.
///
/// @param byRate the VAT of each category and rate (BG-23), the highest rate first
/// @param net without VAT: the sum of the lines' net amounts (BT-106, BT-109)
/// @param vat the sum of the rates' VAT (BT-110)
/// @param total with VAT (BT-112)
public record LineTotals(List<Vat> byRate, Money net, Money vat, Money total) {

    /// The VAT of one category and rate.
    ///
    /// @param category BT-118
    /// @param rate per cent (BT-119)
    /// @param net what it is on (BT-116)
    /// @param amount the VAT (BT-117)
    public record Vat(VatCategory category, BigDecimal rate, Money net, Money amount) {}

    private record Group(BigDecimal rate, VatCategory category) {
        private static final Comparator<Group> ORDER =
                Comparator.comparing(Group::rate).reversed().thenComparing(Group::category);
    }

    public static LineTotals of(List<? extends PricedLine> lines, String currency) {
        var nets = new TreeMap<Group, Money>(Group.ORDER);
        lines.forEach(
                line -> nets.merge(new Group(line.vatRate(), line.vatCategory()), line.net(currency), Money::plus));
        // VAT is rounded once per rate, not per line (BR-CO-17): that is why lines alone don't add up to it.
        var byRate =
                nets.entrySet().stream().map(e -> vat(e.getKey(), e.getValue())).toList();
        var net = byRate.stream().map(Vat::net).reduce(Money.zero(currency), Money::plus);
        var vat = byRate.stream().map(Vat::amount).reduce(Money.zero(currency), Money::plus);
        return new LineTotals(byRate, net, vat, net.plus(vat));
    }

    private static Vat vat(Group group, Money net) {
        var amount = Money.rounded(net.amount().multiply(group.rate()).movePointLeft(2), net.currency());
        return new Vat(group.category(), group.rate(), net, amount);
    }

    /// The categories whose reason the law wants said, each once.
    public List<VatCategory> explained() {
        return byRate.stream()
                .map(Vat::category)
                .filter(VatCategory::isExplained)
                .distinct()
                .toList();
    }
}
