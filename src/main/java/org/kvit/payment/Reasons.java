package org.kvit.payment;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.kvit.base.Words;

/// Why the matcher thinks so, in words. Of many invoices the first are named and the rest counted.
final class Reasons {
    private static final int MOST_NAMED = 3;

    private Reasons() {}

    /// @param key its last two arguments are the invoices' numbers, and how many more there are
    static Words of(String key, Collection<OpenInvoice> invoices, Object... before) {
        var numbers = invoices.stream().map(OpenInvoice::number).distinct().toList();
        int named = numbers.size() <= MOST_NAMED ? numbers.size() : MOST_NAMED - 1;
        var args = new ArrayList<>(List.of(before));
        args.add(numbers.stream().limit(named).collect(Collectors.joining(", ")));
        args.add(numbers.size() - named);
        return new Words(key, args);
    }
}
