package org.kvit.bank;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.kvit.base.Money;

/// `Chrgs` of a camt entry or transaction: amounts of their own in version 2, records from version 3, or just
/// the total.
final class CamtCharges {
    private final XmlCursor xml;
    private final List<XmlCursor.Amount> records = new ArrayList<>();
    private Optional<XmlCursor.Amount> total = Optional.empty();

    CamtCharges(XmlCursor xml) {
        this.xml = xml;
    }

    /// One charge: without an indicator the bank keeps it.
    private final class Charge {
        private Optional<XmlCursor.Amount> amount = Optional.empty();
        private boolean given;

        private void part(String name) {
            switch (name) {
                case "Amt" -> amount = Optional.of(xml.amount());
                case "CdtDbtInd" -> given = xml.credit();
                default -> {}
            }
        }

        private void done() {
            amount.map(a -> given ? new XmlCursor.Amount(a.value().negate(), a.currency()) : a)
                    .ifPresent(records::add);
        }
    }

    void read() {
        var own = new Charge();
        xml.children(name -> {
            switch (name) {
                case "TtlChrgsAndTaxAmt" -> total = Optional.of(xml.amount());
                case "Rcrd" -> {
                    var charge = new Charge();
                    xml.children(charge::part);
                    charge.done();
                }
                default -> own.part(name);
            }
        });
        own.done();
    }

    /// What the bank kept in all; negative: what it gave. In the booking's currency if any of it is.
    Optional<Money> sum(String currency) {
        var stated = records.isEmpty() ? total.stream().toList() : records;
        var own = stated.stream().filter(a -> a.currency().equals(currency)).toList();
        var counted = own.isEmpty() ? stated : own;
        return counted.stream()
                .findFirst()
                .map(first -> new Money(sum(counted, first.currency()), first.currency()))
                .filter(sum -> !sum.isZero());
    }

    private static BigDecimal sum(List<XmlCursor.Amount> amounts, String currency) {
        return amounts.stream()
                .filter(a -> a.currency().equals(currency))
                .map(XmlCursor.Amount::value)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
