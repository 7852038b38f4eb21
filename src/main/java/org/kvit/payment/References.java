package org.kvit.payment;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.kvit.base.PaymentReference;

/// Payment references: where banks and people put them. Pure.
final class References {
    private static final Pattern SYMBOL = Pattern.compile(
            "(?:^|[^\\p{L}])(?:/?V\\.? ?S\\.?|VAR\\.? ?SYMB?O?L?\\.?|VARIABILN[IÍ] ?SYMBOL|VARIABILNY ?SYMBOL)[\\s:/.#=-]{0,3}(\\d{1,10})(?!\\d)");
    private static final Pattern CREDITOR = Pattern.compile("RF[ ]?\\d{2}[A-Z0-9 ]{1,30}");
    private static final int LONGEST_CREDITOR = 25;
    private static final int SHORTEST_CREDITOR = 5;

    private References() {}

    /// As references are compared: capitals and digits alone; of bare digits without leading zeros.
    static String normal(String reference) {
        var plain = reference.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "");
        return plain.matches("\\d+") ? plain.replaceFirst("^0+(?=\\d)", "") : plain;
    }

    /// Variable symbols: in `/VS…/SS…/KS…` and `VS:…`, wherever they stand. Without leading zeros.
    static Set<String> symbols(PaymentFacts payment) {
        var found = new LinkedHashSet<String>();
        texts(payment).map(t -> t.toUpperCase(Locale.ROOT)).forEach(text -> {
            var matcher = SYMBOL.matcher(text);
            while (matcher.find()) {
                found.add(normal(matcher.group(1)));
            }
        });
        found.remove("0");
        return found;
    }

    /// What stands in the fields that are made for a reference.
    static Set<String> structured(PaymentFacts payment) {
        var found = new LinkedHashSet<String>();
        Stream.concat(payment.references().stream(), Stream.of(payment.endToEndId()))
                .filter(r -> !SYMBOL.matcher(r.toUpperCase(Locale.ROOT)).find())
                .map(References::normal)
                .filter(r -> !r.isEmpty() && !r.equals("NOTPROVIDED"))
                .forEach(found::add);
        return found;
    }

    /// Creditor references in any text that are known, also written in groups of four.
    static Set<String> creditors(PaymentFacts payment, Predicate<String> known) {
        var found = new LinkedHashSet<String>();
        Stream.concat(texts(payment), Stream.of(String.join("", payment.remittance())))
                .map(t -> t.toUpperCase(Locale.ROOT))
                .forEach(text -> {
                    var matcher = CREDITOR.matcher(text);
                    for (int from = 0; matcher.find(from); from = matcher.start() + 1) {
                        longest(matcher.group().replace(" ", ""), known, found);
                    }
                });
        return found;
    }

    private static void longest(String text, Predicate<String> known, Set<String> found) {
        for (int length = Math.min(LONGEST_CREDITOR, text.length()); length >= SHORTEST_CREDITOR; length--) {
            var candidate = text.substring(0, length);
            if (known.test(candidate) && PaymentReference.isCreditor(candidate)) {
                found.add(candidate);
                return;
            }
        }
    }

    static Stream<String> texts(PaymentFacts payment) {
        return Stream.of(
                        payment.references().stream(),
                        Stream.of(payment.endToEndId()),
                        Stream.of(String.join(" ", payment.remittance())),
                        Stream.of(payment.additional()))
                .flatMap(s -> s)
                .filter(t -> !t.isEmpty());
    }
}
