package org.kvit.payment;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// The company's invoice numbers, to be found again in texts however they are written: other case and
/// separators, leading zeros
/// lost, prefix missing or glued to a word. What a number looks like is learnt from the numbers
/// themselves. Pure.
final class InvoiceNumbers {
    private static final int LONG_ENOUGH = 6;

    /// A number in a series: everything before its last digits, and those.
    record Form(OpenInvoice invoice, List<Tokens.Token> tokens, int last) {
        String series() {
            return tokens.subList(0, last).stream().map(Tokens.Token::plain).collect(Collectors.joining("|"));
        }

        int width() {
            return tokens.get(last).text().length();
        }
    }

    private final Map<String, List<Form>> whole = new HashMap<>();
    private final Map<String, List<Form>> withoutPrefix = new HashMap<>();
    private final Map<String, List<Form>> compact = new HashMap<>();
    private final Map<String, List<Form>> bare = new HashMap<>();
    private final Map<String, Form> inSeries = new HashMap<>();
    private final Set<String> prefixes = new HashSet<>();
    private int longest = 1;

    InvoiceNumbers(Collection<OpenInvoice> invoices) {
        for (var invoice : invoices) {
            var tokens = Tokens.ofNumber(invoice.number());
            int last = lastDigits(tokens);
            if (last >= 0) {
                add(new Form(invoice, tokens, last));
            }
        }
    }

    Map<String, List<Form>> whole() {
        return whole;
    }

    Map<String, List<Form>> withoutPrefix() {
        return withoutPrefix;
    }

    Map<String, List<Form>> compact() {
        return compact;
    }

    Map<String, List<Form>> bare() {
        return bare;
    }

    Set<String> prefixes() {
        return prefixes;
    }

    /// How many tokens the longest number has.
    int longest() {
        return longest;
    }

    /// The number of a series with these last digits.
    java.util.Optional<Form> inSeries(String series, String digits) {
        return java.util.Optional.ofNullable(inSeries.get(series + "#" + digits));
    }

    /// Whether digits alone tell enough to be taken for a number: long, or with a part of three digits
    /// besides a year.
    static boolean telling(Form form) {
        int digits = form.tokens().stream()
                .filter(Tokens.Token::digits)
                .mapToInt(t -> t.text().length())
                .sum();
        return digits >= LONG_ENOUGH && form.width() > 2;
    }

    private void add(Form form) {
        var tokens = form.tokens();
        longest = Math.max(longest, tokens.size());
        put(whole, key(tokens), form);
        put(bare, tokens.get(form.last()).plain(), form);
        inSeries.putIfAbsent(form.series() + "#" + tokens.get(form.last()).plain(), form);
        boolean lettered = !tokens.getFirst().digits();
        if (lettered) {
            prefixes.add(tokens.getFirst().text());
        }
        var digits = tokens.subList(lettered ? 1 : 0, tokens.size());
        if (digits.stream().allMatch(Tokens.Token::digits)) {
            if (lettered && digits.size() > 1) {
                put(withoutPrefix, key(digits), form);
            }
            if (digits.size() > 1) {
                var run = digits.stream().map(Tokens.Token::text).collect(Collectors.joining());
                put(compact, (lettered ? tokens.getFirst().text() + "|" : "") + run, form);
                if (lettered && run.length() > LONG_ENOUGH) {
                    put(compact, run, form);
                }
            }
        }
    }

    static String key(List<Tokens.Token> tokens) {
        return tokens.stream().map(Tokens.Token::plain).collect(Collectors.joining("|"));
    }

    private static int lastDigits(List<Tokens.Token> tokens) {
        for (int i = tokens.size() - 1; i >= 0; i--) {
            if (tokens.get(i).digits()
                    && !(i > 0
                            && isYear(tokens.get(i))
                            && tokens.stream().filter(Tokens.Token::digits).count() > 1
                            && i == tokens.size() - 1
                            && tokens.get(i - 1).digits())) {
                return i;
            }
        }
        return -1;
    }

    /// `17/2026` counts by its first part.
    private static boolean isYear(Tokens.Token token) {
        return token.text().matches("(19|20)\\d{2}");
    }

    private static void put(Map<String, List<Form>> map, String key, Form form) {
        map.computeIfAbsent(key, _ -> new ArrayList<>(1)).add(form);
    }
}
