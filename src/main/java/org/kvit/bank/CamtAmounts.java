package org.kvit.bank;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kvit.base.Money;

/// `AmtDtls` of a camt entry or transaction: what was ordered, transacted and converted, and at which rate.
final class CamtAmounts {
    /// Which of them is the money that moved, best first, where a transaction has no amount of its own.
    private static final List<String> MOVED = List.of("TxAmt", "InstdAmt", "CntrValAmt", "AnncdPstngAmt");
    /// Which of them says what the payer ordered, best first.
    private static final List<String> ORDERED = List.of("InstdAmt", "TxAmt", "CntrValAmt");

    private final XmlCursor xml;
    private final Map<String, XmlCursor.Amount> amounts = new LinkedHashMap<>();
    private Optional<BigDecimal> rate = Optional.empty();

    CamtAmounts(XmlCursor xml) {
        this.xml = xml;
    }

    void read() {
        xml.children(kind -> xml.children(name -> {
            switch (name) {
                case "Amt" -> amounts.put(kind, xml.amount());
                case "CcyXchg" -> xml.children(this::exchange);
                default -> {}
            }
        }));
    }

    private void exchange(String name) {
        if (name.equals("XchgRate")) {
            var stated = xml.rate();
            rate = rate.or(() -> Optional.of(stated));
        }
    }

    /// What moved in this currency.
    Optional<BigDecimal> in(String currency) {
        return MOVED.stream()
                .flatMap(kind -> Optional.ofNullable(amounts.get(kind)).stream())
                .filter(a -> a.currency().equals(currency))
                .map(XmlCursor.Amount::value)
                .findFirst();
    }

    /// What was ordered, unless it is just what was booked.
    Optional<Money> ordered(BigDecimal booked, String currency) {
        var instructed = Optional.ofNullable(amounts.get(ORDERED.getFirst()));
        return instructed
                .or(() -> ORDERED.stream()
                        .flatMap(kind -> Optional.ofNullable(amounts.get(kind)).stream())
                        .filter(a -> !a.currency().equals(currency))
                        .findFirst())
                .filter(a -> a.value().signum() > 0)
                .filter(a -> !(a.currency().equals(currency) && a.value().compareTo(booked) == 0))
                .map(a -> new Money(a.value(), a.currency()));
    }

    Optional<BigDecimal> rate() {
        return rate;
    }
}
