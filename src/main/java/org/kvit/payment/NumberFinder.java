package org.kvit.payment;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// Finds the invoice number that begins at a token, however it is written. Pure.
final class NumberFinder {
    /// A number may be cut into so many more parts than it has.
    private static final int MORE_PARTS = 3;
    private static final int SHORTEST_GLUED = 2;

    private final Passage passage;
    private final InvoiceNumbers numbers;
    private final Collection<OpenInvoice> owed;
    private final boolean glued;

    /// @param owed what the payer owes, if known
    /// @param glued whether what is cut by a space or the end of a line is rather one number than two
    NumberFinder(Passage passage, InvoiceNumbers numbers, Collection<OpenInvoice> owed, boolean glued) {
        this.passage = passage;
        this.numbers = numbers;
        this.owed = owed;
        this.glued = glued;
    }

    /// @param end behind its last token
    record Found(Mention mention, int end) {
        /// Whether it is all of a number, and not the beginning of a longer one.
        boolean complete() {
            return mention.invoices().isEmpty()
                    || mention.invoices().stream()
                            .anyMatch(i -> InvoiceNumber.of(i.number()).run().endsWith(mention.written()));
        }
    }

    /// @param listed whether a number stands before it in a list
    Optional<Found> at(int at, boolean listed) {
        if (passage.endsWord(at)) {
            return Optional.empty();
        }
        var first = passage.token(at);
        boolean possible = first.digits() || first.text().length() <= numbers.longestPrefix();
        var found = possible ? from(at, first.text(), listed) : Optional.<Found>empty();
        for (int cut = 1;
                found.isEmpty() && !first.digits() && cut <= first.text().length() - SHORTEST_GLUED;
                cut++) {
            var end = first.text().substring(cut);
            if (numbers.isPrefix(end)) {
                found = from(at, end, listed);
            }
        }
        return found;
    }

    /// The invoices with that key. For numbers that follow from others.
    List<OpenInvoice> known(long key) {
        return numbers.of(key, owed);
    }

    private Optional<Found> from(int at, String first, boolean listed) {
        int most = joined(at);
        var windows = new NumberWindow[most];
        for (int length = 1; length <= most; length++) {
            windows[length - 1] = length == 1
                    ? NumberWindow.of(passage, at, first)
                    : windows[length - 2].with(passage.token(at + length - 1));
        }
        if (!glued) {
            for (int length = most; length >= 1; length--) {
                var found = found(windows[length - 1], true, listed);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        for (int length = most; length >= 1; length--) {
            var found = found(windows[length - 1], false, listed);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /// With zeros in front only as it is: `00012` may be the beginning of `00123`.
    private boolean isClosed(Keys kind, NumberWindow window) {
        return switch (kind) {
            case RUN, RUN_BARE, WRITTEN -> numbers.isClosed(window.key(kind));
            case PARTS, PARTS_BARE -> !window.hasZeros() && numbers.isClosed(window.key(kind));
            default -> false;
        };
    }

    private int joined(int at) {
        int most = Math.min(numbers.longest() + MORE_PARTS, passage.size() - at);
        int joined = 1;
        while (joined < most && passage.token(at + joined).joins()) {
            joined++;
        }
        return joined;
    }

    private Optional<Found> found(NumberWindow window, boolean aligned, boolean listed) {
        if (!window.hasDigits()) {
            return Optional.empty();
        }
        for (var kind : aligned ? NumberWindow.ALIGNED : NumberWindow.ALL) {
            long key = window.key(kind);
            var invoices = numbers.of(key, owed);
            if (aligned) {
                invoices = invoices.stream().filter(window::zerosFit).toList();
            }
            if (!invoices.isEmpty() || isClosed(kind, window)) {
                var level = new NumberTelling(passage, window, kind, invoices, listed).level();
                if (level.isPresent()) {
                    return Optional.of(
                            new Found(new Mention(invoices, level.get(), false, false, window.run()), window.end()));
                }
            }
        }
        return Optional.empty();
    }
}
