package org.kvit.payment;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.kvit.base.PaymentReference;

/// Payment references: where banks and people put them. Pure.
final class References {
    /// `VS`, `V.S.`, `VS:`, `var. symbol`, `variabilný symbol`; the digits may stand in groups.
    private static final Pattern SYMBOL = Pattern.compile(
            "(?<![A-Z])(?:V\\.? ?S\\.?|VAR(?:IABILN[A-Z]{1,2})?\\.? ?S(?:YM(?:B(?:OL)?)?)?\\.?)[\\s:/.#=_-]{0,3}(0{0,9}\\d{1,10})(?!\\d)");
    /// `viitenumber`, `viite nr`, `ref`, `reference no`, `atsauce`
    private static final Pattern NAMED = Pattern.compile(
            "(?<![A-Z])(?:VIITENUMB[A-Z]{1,4}|VIITE ?NR|VIITE|VIITENRO|VN|REF(?:ERENC[A-Z]{1,3})?|ATSAUC[A-Z]{1,2})\\.? ?(?:NR|NO|N|NUM[A-Z]{0,4})?\\.?[\\s:#=]{0,3}(\\d[\\d ]{0,24}\\d)(?!\\d)");
    private static final Pattern SIGNS = Pattern.compile("[^A-Z0-9]+");
    private static final int LONGEST_CREDITOR = 25;
    private static final int SHORTEST_CREDITOR = 5;
    /// Shorter ones may be the beginning of another: behind them no letter or digit may stand.
    private static final int TELLING_CREDITOR = 12;

    private References() {}

    /// As references are compared: capitals and digits alone; of bare digits without leading zeros.
    static String normal(String reference) {
        var plain = SIGNS.matcher(Latin.capitals(reference)).replaceAll("");
        boolean digits = !plain.isEmpty() && plain.chars().allMatch(c -> c <= '9');
        return digits ? Token.withoutZeros(plain) : plain;
    }

    /// Variable symbols: in `/VS…/SS…/KS…` and `VS:…`, wherever they stand. Without leading zeros.
    /// @param texts cleaned, see [BankText]
    static Set<String> symbols(List<String> texts) {
        var found = new LinkedHashSet<String>();
        for (var text : texts) {
            SYMBOL.matcher(text).results().forEach(r -> found.add(normal(r.group(1))));
        }
        found.remove("0");
        return found;
    }

    /// Digits that a text calls a reference.
    static Set<String> named(List<String> texts) {
        var found = new LinkedHashSet<String>();
        for (var text : texts) {
            NAMED.matcher(text).results().forEach(r -> groups(r.group(1), found));
        }
        return found;
    }

    /// What stands in a field that is made for a reference; symbols aside.
    static Set<String> structured(List<String> fields) {
        var found = new LinkedHashSet<String>();
        fields.stream()
                .filter(field -> !SYMBOL.matcher(field).find())
                .map(References::normal)
                .filter(r -> !r.isEmpty() && !r.equals("0"))
                .forEach(found::add);
        return found;
    }

    /// Creditor references with right check digits in any text, also written in groups of four, or cut by a line's
    /// end. @param known whether an open invoice has it
    static Set<String> creditors(List<String> texts, Predicate<String> known) {
        var found = new LinkedHashSet<String>();
        for (var text : texts) {
            for (int at = text.indexOf("RF"); at >= 0; at = text.indexOf("RF", at + 2)) {
                var reference = new StringBuilder();
                int end = creditor(text, at, reference, known);
                if (end > at) {
                    found.add(reference.toString());
                }
            }
        }
        return found;
    }

    /// A text without its creditor references, so that nobody reads an invoice's number in them.
    static String withoutCreditors(String text) {
        var left = new StringBuilder();
        int from = 0;
        for (int at = text.indexOf("RF"); at >= 0; at = text.indexOf("RF", Math.max(at + 2, from))) {
            int end = creditor(text, at, new StringBuilder(), _ -> true);
            if (end > at) {
                left.append(text, from, at).append(" \u0001 ");
                from = end;
            }
        }
        return left.append(text.substring(from)).toString();
    }

    /// @param reference is given the longest that begins here @return behind it; `at` if none begins
    private static int creditor(String text, int at, StringBuilder reference, Predicate<String> known) {
        var signs = new StringBuilder();
        int end = at;
        for (int i = at; i < text.length() && signs.length() < LONGEST_CREDITOR; i++) {
            char sign = text.charAt(i);
            if ((sign >= 'A' && sign <= 'Z') || (sign >= '0' && sign <= '9')) {
                signs.append(sign);
                var candidate = signs.toString();
                if (candidate.length() >= SHORTEST_CREDITOR
                        && (candidate.length() >= TELLING_CREDITOR || endsAt(text, i + 1))
                        && PaymentReference.isCreditor(candidate)
                        && known.test(candidate)) {
                    reference.setLength(0);
                    reference.append(candidate);
                    end = i + 1;
                }
            } else if (" \n.:-".indexOf(sign) < 0) {
                break;
            }
        }
        return end;
    }

    private static boolean endsAt(String text, int at) {
        return at == text.length() || !Character.isLetterOrDigit(text.charAt(at));
    }

    /// `12 345 67` may be one reference, or the first group alone.
    private static void groups(String digits, Set<String> found) {
        Stream.of(digits.replace(" ", ""), digits.split(" ")[0])
                .map(References::normal)
                .forEach(found::add);
    }
}
