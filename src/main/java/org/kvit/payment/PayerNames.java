package org.kvit.payment;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Company names as they can be compared: without legal form, diacritics, case, signs, and in whatever
/// order. Pure.
final class PayerNames {
    private static final Set<String> LEGAL_FORMS = Set.of(
            "sia",
            "as",
            "ou",
            "uab",
            "ab",
            "mb",
            "ik",
            "ps",
            "ks",
            "sro",
            "spol",
            "vos",
            "gmbh",
            "kg",
            "ag",
            "ug",
            "ltd",
            "limited",
            "llc",
            "plc",
            "inc",
            "oy",
            "oyj",
            "aps",
            "bv",
            "nv",
            "sa",
            "sarl",
            "srl",
            "spa",
            "sp",
            "zoo",
            "oo",
            "ro",
            "z",
            "o",
            "s",
            "r",
            "a",
            "k",
            "v",
            "fie",
            "tu",
            "mtu",
            "sihtasutus",
            "vsia",
            "zs",
            "company",
            "co",
            "corp",
            "und",
            "and",
            "un",
            "ja");
    /// A bank cuts a payer's name at 35 characters, or at 70.
    private static final int CUT = 30;
    private static final int TELLING = 6;

    private PayerNames() {}

    /// Names that are the same have the same key; empty if nothing tells.
    static String key(String name) {
        return String.join(" ", words(name));
    }

    /// Whether a payer's name is a customer's: the same, or the customer's with an address or a branch
    /// added to it, or cut off
    /// by the bank.
    static boolean same(String payer, String customer) {
        var theirs = words(payer);
        var ours = words(customer);
        if (ours.isEmpty() || theirs.isEmpty()) {
            return false;
        }
        return theirs.equals(ours) || added(theirs, ours) || cut(payer, customer);
    }

    /// How much two names have in common: 0 nothing, 1 all. By pairs of letters.
    static double similarity(String one, String other) {
        var left = pairs(key(one));
        var right = pairs(key(other));
        if (left.isEmpty() || right.isEmpty()) {
            return 0;
        }
        long common = left.stream().filter(right::contains).count();
        return 2.0 * common / (left.size() + right.size());
    }

    private static boolean added(Set<String> theirs, Set<String> ours) {
        boolean telling = ours.size() > 1 || ours.iterator().next().length() >= TELLING;
        return telling
                && theirs.containsAll(ours)
                && theirs.stream()
                        .filter(w -> !ours.contains(w))
                        .noneMatch(w -> w.chars().anyMatch(Character::isDigit));
    }

    private static boolean cut(String payer, String customer) {
        var theirs = plain(payer);
        return payer.strip().length() >= CUT && plain(customer).startsWith(theirs);
    }

    private static Set<String> pairs(String key) {
        return java.util.stream.IntStream.range(0, Math.max(0, key.length() - 1))
                .mapToObj(i -> key.substring(i, i + 2))
                .collect(Collectors.toSet());
    }

    private static Set<String> words(String name) {
        return wordList(name).stream()
                .filter(word -> !LEGAL_FORMS.contains(word))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<String> wordList(String name) {
        return Arrays.stream(plain(name).split(" ")).filter(w -> !w.isEmpty()).toList();
    }

    /// `Spol. s r.o.` becomes `spol sro`: dots within an abbreviation close it up.
    private static String plain(String name) {
        var letters = Normalizer.normalize(name, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT)
                .replace("ł", "l")
                .replace("ø", "o")
                .replace("ß", "ss")
                .replace("æ", "ae")
                .replaceAll("\\b(\\p{L})\\. ?(?=\\p{L}\\b)", "$1")
                .replaceAll("[^\\p{L}\\p{Nd}]+", " ");
        return letters.strip();
    }
}
