package org.kvit.invoice;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.kvit.base.Money;

/// What the lines of an invoice come to, as EN 16931 counts it (BR-CO-10 to BR-CO-17). Pure.
///
/// @param byRate the VAT of each rate, the highest first
/// @param net without VAT: the sum of the lines' net amounts (BT-106, BT-109)
/// @param vat the sum of the rates' VAT (BT-110)
/// @param total with VAT (BT-112)
public record InvoiceTotal(List<Vat> byRate, Money net, Money vat, Money total) {

    /// The VAT of one rate. @param rate per cent @param net what it is on (BT-116) @param amount the VAT (BT-117)
    public record Vat(BigDecimal rate, Money net, Money amount) {}

    public static InvoiceTotal of(List<InvoiceLine> lines, String currency) {
        var nets = new TreeMap<BigDecimal, Money>(Comparator.reverseOrder());
        lines.forEach(line -> nets.merge(line.vatRate(), line.net(currency), Money::plus));
        // VAT is rounded once per rate, not per line (BR-CO-17): that is why lines alone don't add up to it.
        var byRate = nets.entrySet().stream()
                .map(e -> new Vat(e.getKey(), e.getValue(), vat(e.getValue(), e.getKey())))
                .toList();
        var net = byRate.stream().map(Vat::net).reduce(Money.zero(currency), Money::plus);
        var vat = byRate.stream().map(Vat::amount).reduce(Money.zero(currency), Money::plus);
        return new InvoiceTotal(byRate, net, vat, net.plus(vat));
    }

    private static Money vat(Money net, BigDecimal rate) {
        return InvoiceLine.rounded(net.amount().multiply(rate).movePointLeft(2), net.currency());
    }
}
