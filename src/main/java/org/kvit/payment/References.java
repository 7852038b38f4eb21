package org.kvit.payment;

import java.math.BigInteger;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Payment references: their check digits, and where banks and people put them. Pure.
final class References {
    private static final Pattern SYMBOL = Pattern.compile(
            "(?:^|[^\\p{L}])(?:/?V\\.? ?S\\.?|VAR\\.? ?SYMB?O?L?\\.?|VARIABILN[IÍ] ?SYMBOL|VARIABILNY ?SYMBOL)[\\s:/.#=-]{0,3}(\\d{1,10})(?!\\d)");
    private static final Pattern CREDITOR = Pattern.compile("RF[ ]?\\d{2}[A-Z0-9 ]{1,30}");
    private static final BigInteger NINETY_SEVEN = BigInteger.valueOf(97);
    private static final int[] WEIGHTS = {7, 3, 1};
    private static final int LONGEST_CREDITOR = 25;
    private static final int SHORTEST_CREDITOR = 5;

    private References() {}

    /// As references are compared: capitals and digits alone; of bare digits without leading zeros.
    static String normal(String reference) {
        var plain = reference.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "");
        return plain.matches("\\d+") ? plain.replaceFirst("^0+(?=\\d)", "") : plain;
    }

    /// ISO 11649: `RF`, two check digits by ISO 7064 mod 97-10, up to 21 more characters.
    static boolean isCreditor(String normal) {
        return normal.matches("RF\\d{2}[A-Z0-9]{1,21}") && mod97(normal.substring(4) + normal.substring(0, 4)) == 1;
    }

    /// The Estonian viitenumber: 2 to 20 digits, the last by the weights 7, 3, 1 from the right.
    static boolean isEstonian(String normal) {
        if (!normal.matches("\\d{2,20}")) {
            return false;
        }
        int sum = 0;
        for (int i = normal.length() - 2, n = 0; i >= 0; i--, n++) {
            sum += WEIGHTS[n % 3] * Character.digit(normal.charAt(i), 10);
        }
        return (10 - sum % 10) % 10 == Character.digit(normal.charAt(normal.length() - 1), 10);
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
            if (known.test(candidate) && isCreditor(candidate)) {
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

    private static int mod97(String text) {
        var digits = new StringBuilder();
        text.chars().forEach(c -> digits.append(Character.digit(c, 36)));
        return new BigInteger(digits.toString()).mod(NINETY_SEVEN).intValue();
    }
}
