package org.kvit.payment;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The company's open invoice numbers, to be found again in texts however they are written. What a number looks
/// like is learnt from the numbers themselves. A look-up takes the same time whatever their number.
final class InvoiceNumbers {
    /// More invoices than these under one key tell nothing.
    private static final int MOST = 40;
    private static final int KEYS_EACH = 10;

    private final OpenInvoice[] invoices;
    private final Postings postings;
    private final ClosedNumbers closed;
    private final Set<String> prefixes = new HashSet<>();
    private int longest = 1;
    private int longestPrefix;

    /// @param invoices each at its place
    InvoiceNumbers(OpenInvoice[] invoices, ClosedNumbers closed) {
        this.invoices = invoices;
        this.closed = closed;
        var building = new Postings.Building(invoices.length * KEYS_EACH);
        for (int place = 0; place < invoices.length; place++) {
            add(InvoiceNumber.apart(invoices[place].number()), place, building);
        }
        postings = building.sorted();
    }

    private void add(InvoiceNumber number, int place, Postings.Building building) {
        if (!number.isNumbered()) {
            return;
        }
        longest = Math.max(longest, number.parts());
        if (number.lettered()) {
            prefixes.add(number.prefix());
            longestPrefix = Math.max(longestPrefix, number.prefix().length());
        }
        number.keys(key -> building.add(key, place));
    }

    /// The invoices that have a key. @param owed where to look if so many have it that it tells nothing
    List<OpenInvoice> of(long key, Collection<OpenInvoice> owed) {
        if (!postings.has(key)) {
            return List.of();
        }
        var found = new ArrayList<OpenInvoice>(2);
        int[] places = {0};
        postings.each(key, MOST + 1, place -> {
            places[0]++;
            if (has(invoices[place], key) && !found.contains(invoices[place])) {
                found.add(invoices[place]);
            }
        });
        if (places[0] > MOST) {
            return owed.stream().filter(invoice -> has(invoice, key)).toList();
        }
        found.sort(OpenItems.OLDEST_FIRST);
        return found;
    }

    boolean isClosed(long key) {
        return closed.contains(key);
    }

    /// How many parts the longest number has.
    int longest() {
        return longest;
    }

    boolean isPrefix(String word) {
        return prefixes.contains(word);
    }

    int longestPrefix() {
        return longestPrefix;
    }

    private static boolean has(OpenInvoice invoice, long key) {
        boolean[] has = {false};
        var number = InvoiceNumber.of(invoice.number());
        if (number.isNumbered()) {
            number.keys(k -> has[0] |= k == key);
        }
        return has[0];
    }
}
