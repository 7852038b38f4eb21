package org.kvit.payment;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The invoice numbers that a text names. Pure.
///
/// @param whole invoices whose numbers stand there whole, and those of a list that goes on with the last
/// digits alone
/// @param shortened the same and, of that list, also numbers without their leading zeros
/// @param ranged the same as `whole` with what lies between two numbers joined by a dash
/// @param bare invoices of which the last digits alone stand there, nothing else being named
/// @param unresolved the list names something that is no open invoice
record NumberReading(
        Set<OpenInvoice> whole,
        Set<OpenInvoice> shortened,
        Set<OpenInvoice> ranged,
        Set<OpenInvoice> bare,
        boolean unresolved) {
    private static final String JOINTS = "[\\s\\-/._\\\\:#–—]{0,3}";
    private static final Set<String> AND = Set.of("UN", "JA", "A", "AND", "IR", "I", "UND", "ET", "NR", "ČÍSLO");
    private static final int WIDEST_RANGE = 60;
    private static final int MOST = 200;

    static NumberReading of(PaymentFacts payment, InvoiceNumbers numbers) {
        var texts = new ArrayList<String>();
        texts.addAll(payment.references());
        texts.add(payment.endToEndId());
        texts.add(payment.additional());
        var apart = read(with(texts, String.join(" ", payment.remittance())), numbers);
        if (payment.remittance().size() < 2) {
            return apart;
        }
        // The bank may have cut a number in two: what the lines give when joined goes before what they give apart.
        var joined = read(with(texts, String.join("", payment.remittance())), numbers);
        if (joined.whole.isEmpty()) {
            return apart;
        }
        return apart.whole.size() > joined.whole.size() && apart.whole.containsAll(joined.whole) ? apart : joined;
    }

    private static List<String> with(List<String> texts, String last) {
        var all = new ArrayList<>(texts);
        all.add(last);
        return all;
    }

    private static NumberReading read(List<String> texts, InvoiceNumbers numbers) {
        var reading = new NumberReading(
                new LinkedHashSet<>(), new LinkedHashSet<>(), new LinkedHashSet<>(), new LinkedHashSet<>(), false);
        boolean unresolved = false;
        for (var text : texts) {
            if (!text.isEmpty()) {
                unresolved |= reading.scan(Tokens.of(text), numbers);
            }
        }
        if (reading.whole.isEmpty()) {
            texts.forEach(text -> reading.scanBare(Tokens.of(text), numbers));
        }
        return new NumberReading(reading.whole, reading.shortened, reading.ranged, reading.bare, unresolved);
    }

    private record Found(InvoiceNumbers.Form form, int end) {}

    private boolean scan(List<Tokens.Token> tokens, InvoiceNumbers numbers) {
        boolean unresolved = false;
        int at = 0;
        while (at < tokens.size() && whole.size() < MOST) {
            var found = at(tokens, at, numbers);
            if (found.isEmpty()) {
                at++;
                continue;
            }
            var form = found.get().form();
            add(form.invoice());
            at = found.get().end();
            var list = new Goes(form, form, at, false);
            while (list.at() < tokens.size()) {
                var next = goOn(tokens, list, numbers);
                unresolved |= next.unresolved();
                if (next.at() == list.at()) {
                    break;
                }
                list = next;
            }
            at = list.at();
        }
        return unresolved;
    }

    /// How far a list has been read. @param before the number read last
    private record Goes(InvoiceNumbers.Form first, InvoiceNumbers.Form before, int at, boolean unresolved) {}

    /// After a whole number: `, 00124`, ` + 124`, ` un RK-2026-00125` (left to [#scan]), ` - 00130`.
    private Goes goOn(List<Tokens.Token> tokens, Goes list, InvoiceNumbers numbers) {
        int at = list.at();
        var token = tokens.get(at);
        boolean and = !token.digits() && AND.contains(token.text()) && at + 1 < tokens.size();
        if (and) {
            if (at(tokens, at, numbers).isPresent()) {
                return list;
            }
            at++;
            token = tokens.get(at);
        }
        if (!token.digits()
                || !token.separator().matches("[\\s,;+&/\\-–—.]{0,4}")
                || at(tokens, at, numbers).isPresent()) {
            return rangeTo(tokens, list, numbers);
        }
        int width = list.first().width();
        var next = numbers.inSeries(list.first().series(), token.plain());
        boolean asWritten = token.text().length() == width;
        boolean zeroless = token.text().length() < width && !token.text().startsWith("0");
        if (asWritten && next.isEmpty()) {
            return new Goes(list.first(), list.before(), at + 1, true);
        }
        if (next.isEmpty() || !(asWritten || zeroless)) {
            return list;
        }
        if (token.separator().matches("\\s*[-–—]\\s*")) {
            range(list.before(), next.get(), numbers);
        }
        if (asWritten) {
            add(next.get().invoice());
        } else {
            shortened.add(next.get().invoice());
        }
        return new Goes(list.first(), next.get(), at + 1, false);
    }

    /// `RK-2026-00123 - RK-2026-00126`
    private Goes rangeTo(List<Tokens.Token> tokens, Goes list, InvoiceNumbers numbers) {
        if (tokens.get(list.at()).separator().matches("\\s*([-–—]|\\.\\.)\\s*")) {
            at(tokens, list.at(), numbers).ifPresent(end -> range(list.before(), end.form(), numbers));
        }
        return list;
    }

    private void range(InvoiceNumbers.Form from, InvoiceNumbers.Form to, InvoiceNumbers numbers) {
        if (!from.series().equals(to.series())) {
            return;
        }
        long first = number(from);
        long last = number(to);
        if (first < last && last - first < WIDEST_RANGE) {
            for (long n = first; n <= last; n++) {
                numbers.inSeries(from.series(), Long.toString(n)).ifPresent(f -> ranged.add(f.invoice()));
            }
        }
    }

    private static long number(InvoiceNumbers.Form form) {
        var digits = form.tokens().get(form.last()).plain();
        return digits.length() > 17 ? 0 : Long.parseLong(digits);
    }

    private void add(OpenInvoice invoice) {
        whole.add(invoice);
        shortened.add(invoice);
        ranged.add(invoice);
    }

    /// The longest number that begins at a token.
    private static Optional<Found> at(List<Tokens.Token> tokens, int at, InvoiceNumbers numbers) {
        for (int length = Math.min(numbers.longest(), tokens.size() - at); length >= 1; length--) {
            var part = tokens.subList(at, at + length);
            if (!joined(part)) {
                continue;
            }
            var form = one(part, numbers);
            if (form.isPresent()) {
                return Optional.of(new Found(form.get(), at + length));
            }
        }
        return Optional.empty();
    }

    private static boolean joined(List<Tokens.Token> part) {
        return part.stream().skip(1).allMatch(t -> t.separator().matches(JOINTS));
    }

    private static Optional<InvoiceNumbers.Form> one(List<Tokens.Token> part, InvoiceNumbers numbers) {
        var first = part.getFirst();
        var rest = part.subList(1, part.size());
        if (!first.digits()) {
            // The prefix itself, or a word that it is glued to.
            return prefixesOf(first.text(), numbers).stream()
                    .flatMap(prefix -> {
                        var key = rest.isEmpty() ? prefix : prefix + "|" + InvoiceNumbers.key(rest);
                        return unique(numbers.whole().get(key), rest, 1)
                                .or(() -> rest.size() == 1
                                        ? unique(
                                                numbers.compact()
                                                        .get(prefix + "|"
                                                                + rest.getFirst()
                                                                        .text()),
                                                List.of(),
                                                0)
                                        : Optional.empty())
                                .stream();
                    })
                    .findFirst();
        }
        return unique(numbers.whole().get(InvoiceNumbers.key(part)), part, 0)
                .filter(InvoiceNumbers::telling)
                .or(() -> unique(numbers.withoutPrefix().get(InvoiceNumbers.key(part)), part, 1)
                        .filter(form ->
                                last(part, form).text().length() == form.width() && InvoiceNumbers.telling(form)))
                .or(() -> part.size() == 1
                        ? unique(numbers.compact().get(first.text()), List.of(), 0)
                        : Optional.empty());
    }

    private static Tokens.Token last(List<Tokens.Token> part, InvoiceNumbers.Form form) {
        int offset = form.tokens().size() - part.size();
        return part.get(form.last() - offset);
    }

    private static List<String> prefixesOf(String word, InvoiceNumbers numbers) {
        if (numbers.prefixes().contains(word)) {
            return List.of(word);
        }
        return numbers.prefixes().stream()
                .filter(p -> p.length() > 1 && word.endsWith(p))
                .toList();
    }

    /// The one number with that key whose zeros are there as they should be, or are left out altogether.
    private static Optional<InvoiceNumbers.Form> unique(
            @org.jspecify.annotations.Nullable List<InvoiceNumbers.Form> forms, List<Tokens.Token> written, int skip) {
        if (forms == null) {
            return Optional.empty();
        }
        var fitting =
                forms.stream().filter(form -> zerosFit(form, written, skip)).toList();
        return fitting.size() == 1 ? Optional.of(fitting.getFirst()) : Optional.empty();
    }

    private static boolean zerosFit(InvoiceNumbers.Form form, List<Tokens.Token> written, int skip) {
        if (written.isEmpty()) {
            return true;
        }
        int offset = form.tokens().size() - written.size();
        for (int i = 0; i < written.size(); i++) {
            var token = written.get(i);
            boolean zeros = token.digits() && token.text().startsWith("0");
            if (zeros
                    && token.text().length()
                            != form.tokens().get(i + offset).text().length()) {
                return false;
            }
        }
        return offset == skip || skip == 0;
    }

    private void scanBare(List<Tokens.Token> tokens, InvoiceNumbers numbers) {
        for (int i = 0; i < tokens.size() && bare.size() < MOST; i++) {
            var token = tokens.get(i);
            var forms = token.digits() ? numbers.bare().get(token.plain()) : null;
            if (forms != null) {
                boolean zeros = token.text().startsWith("0");
                forms.stream()
                        .filter(form -> zeros
                                ? token.text().length() == form.width()
                                : token.text().length() <= form.width())
                        .limit(20)
                        .forEach(form -> bare.add(form.invoice()));
            }
        }
    }
}
