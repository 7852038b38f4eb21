package org.kvit.payment;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// The ways in which a payment's texts can be read: as they stand, and with what was cut by a space or the end of a
/// line put together. Mostly both say the same.
///
/// @param passages the texts that were read
/// @param each at least one, the likeliest first
record Readings(List<Passage> passages, List<NumberReading> each) {
    static Readings of(Case payment) {
        // What is known as a reference is none of a number.
        var texts = payment.texts().stream()
                .filter(text -> !payment.structured().contains(text)
                        || payment.items().byReference(References.normal(text)).isEmpty())
                .map(References::withoutCreditors)
                .toList();
        var read = of(payment, texts);
        var mended = read.isWhole()
                ? texts
                : texts.stream().map(MistakenSigns::mended).toList();
        if (mended.equals(texts)) {
            return read;
        }
        var again = of(payment, mended);
        return again.isWhole() ? again : read;
    }

    private static Readings of(Case payment, List<String> texts) {
        var passages = texts.stream().map(t -> new Passage(t, payment.amount())).toList();
        var numbers = payment.items().numbers();
        var apart = NumberReading.of(passages, numbers, payment.owed(), false);
        if (passages.stream().noneMatch(Passage::hasCutFigures)) {
            return new Readings(passages, List.of(apart));
        }
        var glued = NumberReading.of(passages, numbers, payment.owed(), true);
        return new Readings(passages, apart.equals(glued) ? List.of(apart) : List.of(apart, glued));
    }

    NumberReading first() {
        return each.getFirst();
    }

    /// All invoices that a text may name by more than their last digits.
    Set<OpenInvoice> named() {
        return each.stream()
                .flatMap(reading -> reading.mentions().stream())
                .filter(mention -> mention.level() != Mention.Level.TAIL)
                .map(Mention::invoices)
                .flatMap(Collection::stream)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private boolean isWhole() {
        return each.stream()
                .flatMap(reading -> reading.mentions().stream())
                .anyMatch(mention -> mention.level() == Mention.Level.WHOLE && mention.isKnown());
    }

    /// Whether the texts name others and not this one.
    boolean contradict(OpenInvoice invoice) {
        return isWhole() && !named().contains(invoice);
    }
}
