package org.kvit.payment;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/// Whether a name that a bank gives is a customer's. Pure.
final class PayerNames {
    /// Banks cut names at 35 signs or at 70, some a little sooner.
    private static final int CUT = 26;
    private static final int TELLING = 6;
    private static final int MOST_LONGER = 12;
    private static final double ALIKE = 0.86;
    private static final double SIMILAR = 0.7;

    private PayerNames() {}

    static boolean same(String payer, String customer) {
        return same(PayerName.of(payer), PayerName.of(customer));
    }

    /// The same, whatever the order of words; or the customer's with an address or a branch added to it; or cut off
    /// by the bank; or with letters that the bank could not write. Never of another legal form.
    static boolean same(PayerName payer, PayerName customer) {
        boolean equal = !payer.key().isEmpty() && payer.key().equals(customer.key()) && !payer.otherForm(customer);
        return equal || extended(payer, customer);
    }

    /// The same in another way than word by word.
    static boolean extended(PayerName payer, PayerName customer) {
        boolean same = !payer.words().isEmpty()
                && !customer.words().isEmpty()
                && (added(payer.words(), customer.words())
                        || masked(payer, customer)
                        || String.join("", payer.words()).equals(String.join("", customer.words())));
        return cut(payer, customer) || (same && !payer.otherForm(customer));
    }

    /// The same but for a slip of the pen, other spelling of the same sounds, or first names cut to their first letter.
    static boolean alike(PayerName payer, PayerName customer) {
        if (Math.abs(payer.words().size() - customer.words().size()) > 1
                || Math.abs(payer.plain().length() - customer.plain().length()) > MOST_LONGER
                || !payer.numbers().equals(customer.numbers())
                || payer.otherForm(customer)) {
            return false;
        }
        var theirs = new TreeSet<>(payer.sounds());
        var ours = new TreeSet<>(customer.sounds());
        return !theirs.isEmpty()
                && (theirs.equals(ours) || initials(theirs, ours) || similarity(payer, customer) >= ALIKE);
    }

    /// Near enough to be offered.
    static boolean similar(PayerName payer, PayerName customer) {
        return similarity(payer, customer) > SIMILAR;
    }

    /// 0: nothing in common, 1: the same.
    private static double similarity(PayerName one, PayerName other) {
        var left = one.pairs();
        var right = other.pairs();
        if (left.isEmpty() || right.isEmpty()) {
            return 0;
        }
        long common = left.stream().filter(right::contains).count();
        return 2.0 * common / (left.size() + right.size());
    }

    /// Behind the name there may be more, but no number at once: `Rīgas Koks 56` is another than `Rīgas Koks`.
    private static boolean added(List<String> theirs, List<String> ours) {
        boolean telling = ours.size() > 1 || ours.getFirst().length() >= TELLING;
        if (!telling || theirs.size() <= ours.size() || !theirs.containsAll(ours)) {
            return false;
        }
        var left = new java.util.ArrayList<>(theirs);
        ours.forEach(left::remove);
        return left.getFirst().chars().noneMatch(Character::isDigit);
    }

    private static boolean cut(PayerName payer, PayerName customer) {
        return payer.plain().length() >= CUT
                && !customer.words().isEmpty()
                && (customer.plain() + " ").startsWith(payer.plain());
    }

    /// `?i?kovsk? stroj?rny`
    private static boolean masked(PayerName payer, PayerName customer) {
        if (payer.plain().chars().noneMatch(PayerNames::isMask)) {
            return false;
        }
        var theirs = String.join(" ", payer.words());
        var ours = String.join(" ", customer.words());
        long unknown = theirs.chars().filter(PayerNames::isMask).count();
        if (theirs.length() != ours.length() || unknown * 2 > theirs.length()) {
            return false;
        }
        for (int i = 0; i < theirs.length(); i++) {
            if (!isMask(theirs.charAt(i)) && theirs.charAt(i) != ours.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isMask(int sign) {
        return sign == '?';
    }

    /// `J KAZLAUSKAS`: all words the same or the first letter of one, and one of them whole.
    private static boolean initials(SortedSet<String> theirs, SortedSet<String> ours) {
        if (theirs.size() != ours.size() || theirs.size() < 2) {
            return false;
        }
        var left = new java.util.ArrayList<>(ours);
        long whole =
                theirs.stream().filter(w -> w.length() > 3 && left.remove(w)).count();
        return whole > 0
                && theirs.stream()
                        .filter(w -> !ours.contains(w))
                        .allMatch(w -> left.stream()
                                .anyMatch(o ->
                                        (w.length() == 1 && o.startsWith(w)) || (o.length() == 1 && w.startsWith(o))));
    }
}
