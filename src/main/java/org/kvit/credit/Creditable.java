package org.kvit.credit;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.kvit.base.Money;
import org.kvit.invoice.InvoiceLine;

/// An approved invoice as crediting sees it: what it came to, and what credit notes have taken back of
/// it. Pure.
///
/// @param credited what its credit notes come to
/// @param positions its lines; none if only the total is known
public record Creditable(Money total, Money credited, List<Position> positions) {

    /// A line of the invoice.
    ///
    /// @param number from 1
    /// @param before what credit notes have taken back of it, each in the line's own VAT
    public record Position(int number, InvoiceLine line, List<InvoiceLine> before) {

        /// Of the line's net amount, what was taken back; of the line's sign.
        public Money credited(String currency) {
            return before.stream().map(l -> l.net(currency)).reduce(Money.zero(currency), Money::plus);
        }

        /// Of the line's net amount, what isn't taken back; of the line's sign.
        public Money left(String currency) {
            return line.net(currency).minus(credited(currency));
        }

        /// All that is left of it as one line; empty if nothing is. As long as all of it went at the
        /// line's own price, so does the rest, else it is one piece at what is left.
        public Optional<InvoiceLine> rest(String currency) {
            var left = left(currency);
            if (left.isZero()) {
                return Optional.empty();
            }
            var pieces = before.stream().map(InvoiceLine::quantity).reduce(line.quantity(), BigDecimal::subtract);
            var atItsPrice = of(pieces, line.unitPrice());
            return Optional.of(
                    atItsPrice.net(currency).compareTo(left) == 0
                            ? atItsPrice
                            : of(
                                    BigDecimal.valueOf(left.amount().signum()),
                                    left.amount().abs()));
        }

        /// So much of it.
        InvoiceLine of(BigDecimal quantity, BigDecimal unitPrice) {
            return new InvoiceLine(line.description(), quantity, unitPrice, line.vatRate(), line.vatCategory());
        }
    }

    public String currency() {
        return total.currency();
    }

    /// What credit notes may still take back.
    public Money left() {
        return total.minus(credited);
    }

    Optional<Position> position(int number) {
        return positions.stream().filter(p -> p.number() == number).findFirst();
    }

    /// All that is left of the lines.
    public List<NewCreditNote.Line> rest() {
        return positions.stream()
                .flatMap(p -> p.rest(currency()).stream()
                        .map(l -> new NewCreditNote.Line(p.number(), l.quantity(), l.unitPrice())))
                .toList();
    }
}
