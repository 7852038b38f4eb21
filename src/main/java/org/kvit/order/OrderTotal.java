package org.kvit.order;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.kvit.base.Money;
import org.kvit.base.VatCategory;

/// What the price lines of an order come to, counted as its invoice will be (EN 16931, BR-CO-10 to BR-CO-17). Pure.
///
/// @param byRate the VAT of each rate and category, the highest rate first
public record OrderTotal(List<Vat> byRate, Money net, Money vat, Money total) {

    /// @param net what the VAT is on
    public record Vat(BigDecimal rate, VatCategory category, Money net, Money amount) {}

    private record Key(BigDecimal rate, VatCategory category) {
        static final Comparator<Key> ORDER =
                Comparator.comparing(Key::rate).reversed().thenComparing(Key::category);
    }

    public static OrderTotal of(List<Price> prices, String currency) {
        var nets = new TreeMap<Key, Money>(Key.ORDER);
        prices.forEach(p -> nets.merge(new Key(p.vatRate(), p.vatCategory()), p.net(currency), Money::plus));
        var byRate =
                nets.entrySet().stream().map(e -> vat(e.getKey(), e.getValue())).toList();
        var net = byRate.stream().map(Vat::net).reduce(Money.zero(currency), Money::plus);
        var vat = byRate.stream().map(Vat::amount).reduce(Money.zero(currency), Money::plus);
        return new OrderTotal(byRate, net, vat, net.plus(vat));
    }

    /// Rounded once for all lines of a rate, not for each (BR-CO-17).
    private static Vat vat(Key key, Money net) {
        var exact = net.amount().multiply(key.rate()).movePointLeft(2);
        return new Vat(key.rate(), key.category(), net, Price.rounded(exact, net.currency()));
    }
}
