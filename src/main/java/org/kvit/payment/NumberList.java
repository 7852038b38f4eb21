package org.kvit.payment;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/// How a list of numbers goes on behind the first: `, 00124`, `; 124`, ` + RK-2026-00125`, `/121/122`, ` un 126`,
/// ` - 00130`; and what stands before it: `120, 121 and 122/2026`. Pure.
final class NumberList {
    private static final int MOST = 300;
    private static final int MOST_WORDS = 3;

    private final Passage passage;
    private final NumberFinder finder;
    private final List<Mention> mentions;

    NumberList(Passage passage, NumberFinder finder, List<Mention> mentions) {
        this.passage = passage;
        this.finder = finder;
        this.mentions = mentions;
    }

    /// Adds all of a list. @return behind it
    int from(int begin, NumberFinder.Found first) {
        before(begin, first.mention());
        mentions.add(first.mention());
        var series = first.mention();
        var last = first.mention();
        int at = first.end();
        while (at < passage.size() && mentions.size() < MOST) {
            var next = next(at, series, last);
            if (next.isEmpty()
                    || (passage.cutAt(next.get().end()) && !next.get().complete())) {
                break; // what may be cut is left to who reads what is unknown
            }
            last = next.get().mention();
            mentions.add(last);
            at = next.get().end();
            if (last.isKnown() && !last.shortened()) {
                series = last;
            }
        }
        return at;
    }

    private Optional<NumberFinder.Found> next(int from, Mention series, Mention last) {
        int at = from;
        boolean range = false;
        while (at < passage.size() && at - from < MOST_WORDS && isBetween(at)) {
            range |= Vocabulary.isTo(passage.token(at).text());
            at++;
        }
        if (at == passage.size() || !listed(passage.token(at), at > from)) {
            return Optional.empty();
        }
        var separator = passage.token(at).separator().strip();
        boolean to = range || separator.equals("-") || separator.startsWith("..");
        return one(at, series, last)
                .map(f -> to ? new NumberFinder.Found(f.mention().asRange(), f.end()) : f);
    }

    /// What is written whole goes before a number of the series, unless that is written as long as it is.
    private Optional<NumberFinder.Found> one(int at, Mention series, Mention last) {
        var whole = finder.at(at, true).filter(f -> f.mention().level() == Mention.Level.WHOLE);
        boolean taken = passage.taken(at) && !passage.token(at).tied();
        if (!passage.token(at).digits()
                || taken
                || whole.filter(f -> f.end() > at + 1).isPresent()) {
            return whole;
        }
        var item = item(at, series, last);
        return item.filter(f -> f.mention().isKnown() && !f.mention().shortened())
                .or(() -> whole)
                .or(() -> item);
    }

    private boolean isBetween(int at) {
        var token = passage.token(at);
        return !token.digits()
                && (Vocabulary.isAnd(token.text())
                        || Vocabulary.isTo(token.text())
                        || Vocabulary.isNumber(token.text())
                        || Vocabulary.isInvoice(token.text()))
                && finder.at(at, true).isEmpty();
    }

    private static boolean listed(Token token, boolean word) {
        return token.separator().length() <= 5
                && (word || !token.separator().isEmpty())
                && token.separator().chars().allMatch(c -> " \n,;+&/-.:()|".indexOf(c) >= 0);
    }

    /// Digits in the series of the number before.
    private Optional<NumberFinder.Found> item(int at, Mention series, Mention last) {
        var token = passage.token(at);
        var found = new LinkedHashSet<OpenInvoice>();
        boolean whole = false;
        for (var invoice : series.invoices()) {
            var number = InvoiceNumber.of(invoice.number());
            whole |= number.width() == token.text().length();
            found.addAll(finder.known(number.sibling(token.text())));
            if (token.text().length() < number.width()) {
                found.addAll(finder.known(number.sibling(withTail(last, number, token.text()))));
            }
        }
        if (found.isEmpty() && (!whole || token.isYear())) {
            return Optional.empty();
        }
        boolean zerosLost = token.text().startsWith("0") && !whole;
        if (zerosLost) {
            return Optional.empty();
        }
        var level = series.level() == Mention.Level.WHOLE ? Mention.Level.WHOLE : Mention.Level.PART;
        return Optional.of(new NumberFinder.Found(
                new Mention(new ArrayList<>(found), level, !whole, false, token.text()), at + 1));
    }

    /// `00120/21`: the last digits of the number before are replaced.
    private static String withTail(Mention last, InvoiceNumber series, String tail) {
        var before = last.invoices().isEmpty()
                ? last.written()
                : InvoiceNumber.of(last.invoices().getFirst().number()).running();
        var digits = Token.withoutZeros(before);
        boolean fits = digits.length() > tail.length() && digits.length() <= series.width();
        return fits ? digits.substring(0, digits.length() - tail.length()) + tail : tail;
    }

    /// Short numbers in front of a whole one.
    private void before(int begin, Mention first) {
        if (first.invoices().size() != 1) {
            return;
        }
        var number = InvoiceNumber.of(first.invoices().getFirst().number());
        var found = new ArrayList<Mention>();
        for (int at = begin - 1; at >= 0 && found.size() < MOST_WORDS * 10; at--) {
            var token = passage.token(at);
            if (!token.digits()) {
                if (Vocabulary.isAnd(token.text())) {
                    continue;
                }
                break;
            }
            var invoices = finder.known(number.sibling(token.text()));
            if (passage.taken(at)
                    || invoices.isEmpty()
                    || !passage.token(at + 1).separator().matches("[ ,;+&/\n]*")) {
                break;
            }
            found.addFirst(new Mention(invoices, Mention.Level.PART, true, false, token.text()));
        }
        mentions.addAll(found);
    }
}
