package org.kvit.payment;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// The company's customers, to be recognised as payers: by an account that is known, or by name.
final class Payers {
    /// An account from which so many customers' invoices were paid is a middleman's: it tells nothing.
    private static final int MIDDLEMAN = 4;
    private static final int MOST_SHARING = 200;
    private static final int SHORTEST_WORD = 3;
    private static final int MOST_WORDS = 4;

    private final Map<Long, Payer> byCustomer = new HashMap<>();
    private final Map<Long, PayerName> names = new HashMap<>();
    private final Map<String, List<Payer>> byName = new HashMap<>();
    private final Map<String, List<Payer>> byWord = new HashMap<>();
    private final Map<String, List<Payer>> byAccount = new HashMap<>();

    Payers(Collection<Payer> payers) {
        for (var payer : payers) {
            byCustomer.put(payer.customer(), payer);
            var name = PayerName.of(payer.name());
            names.put(payer.customer(), name);
            if (!name.key().isEmpty()) {
                keys(payer.name(), name)
                        .forEach(key -> byName.computeIfAbsent(key, _ -> new ArrayList<>(1))
                                .add(payer));
                name.words().stream()
                        .distinct()
                        .forEach(word -> byWord.computeIfAbsent(word, _ -> new ArrayList<>(1))
                                .add(payer));
            }
            payer.accounts()
                    .forEach(a -> byAccount
                            .computeIfAbsent(account(a), _ -> new ArrayList<>(1))
                            .add(payer));
        }
    }

    /// As it is, and as it comes through banks that write `?` for all letters but A to Z, or but those of Latin-1.
    private static Set<String> keys(String text, PayerName name) {
        return text.chars().allMatch(c -> c < 0x80)
                ? Set.of(name.key())
                : new LinkedHashSet<>(List.of(
                        name.key(),
                        PayerName.of(masked(text, 0x7f)).key(),
                        PayerName.of(masked(text, 0xff)).key()));
    }

    private static String masked(String text, int last) {
        var masked = new StringBuilder(text.length());
        text.chars().forEach(c -> masked.append(c > last && Character.isLetter(c) ? '?' : (char) c));
        return masked.toString();
    }

    Payer of(long customer) {
        return byCustomer.getOrDefault(customer, new Payer(customer, "", "", List.of()));
    }

    PayerName name(long customer) {
        return names.getOrDefault(customer, PayerName.of(""));
    }

    /// The customers that a payment comes from, or on whose behalf it was made.
    Set<Long> of(PaymentFacts payment, PayerName payer) {
        var found = new HashSet<Long>();
        if (!payment.payerAccount().isEmpty()) {
            var known = byAccount.getOrDefault(account(payment.payerAccount()), List.of());
            if (known.size() < MIDDLEMAN) {
                known.forEach(p -> found.add(p.customer()));
            }
        }
        named(payer, found);
        if (!payment.ultimateName().isEmpty()) {
            named(PayerName.of(payment.ultimateName()), found);
        }
        return found;
    }

    private void named(PayerName name, Set<Long> found) {
        if (name.key().isEmpty()) {
            return;
        }
        var equal = byName.getOrDefault(name.key(), List.of()).stream()
                .filter(p -> !name(p.customer()).otherForm(name))
                .toList();
        var exact = equal.stream()
                .filter(p -> !name.forms().isEmpty()
                        && name.forms().equals(name(p.customer()).forms()))
                .toList();
        (exact.isEmpty() ? equal : exact).forEach(p -> found.add(p.customer()));
        if (equal.isEmpty()) {
            found.addAll(nearest(name));
        }
    }

    /// Of names that are part of this one, those with the most words: `Rīgas Koks Serviss`, not `Rīgas Koks`.
    private Set<Long> nearest(PayerName name) {
        var found = new HashSet<Long>();
        int most = 0;
        for (var payer : candidates(name)) {
            var theirs = name(payer.customer());
            if (PayerNames.extended(name, theirs) && theirs.words().size() >= most) {
                if (theirs.words().size() > most) {
                    found.clear();
                    most = theirs.words().size();
                }
                found.add(payer.customer());
            }
        }
        return found;
    }

    /// Customers with a name that is this one but for a slip or another spelling.
    Set<Long> alike(PayerName name) {
        var found = new LinkedHashSet<Long>();
        candidates(name).stream()
                .filter(p -> PayerNames.alike(name, name(p.customer())))
                .forEach(p -> found.add(p.customer()));
        return found;
    }

    /// Customers that share the rarest words of a name.
    private Set<Payer> candidates(PayerName name) {
        var found = new LinkedHashSet<Payer>();
        name.words().stream()
                .filter(word -> word.length() >= SHORTEST_WORD)
                .map(word -> byWord.getOrDefault(word, List.of()))
                .filter(sharing -> !sharing.isEmpty() && sharing.size() <= MOST_SHARING)
                .sorted(Comparator.comparingInt(List::size))
                .limit(MOST_WORDS)
                .forEach(found::addAll);
        return found;
    }

    static String account(String account) {
        var plain = new StringBuilder(account.length());
        account.chars().filter(Character::isLetterOrDigit).forEach(c -> plain.append((char) c));
        return plain.toString().toUpperCase(Locale.ROOT);
    }
}
