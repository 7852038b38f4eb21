package org.kvit.payment;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// The invoice numbers that a payment's texts name, in their order. Pure.
///
/// @param mentions each number that was found
/// @param unknown what looks like a number of the company's and is none of its open or closed invoices, as written
record NumberReading(List<Mention> mentions, List<String> unknown) {
    private static final int MOST = 300;
    private static final int SHORTEST_UNKNOWN = 3;

    NumberReading {
        mentions = List.copyOf(mentions);
        unknown = List.copyOf(unknown);
    }

    /// @param glued whether what is cut by a space or the end of a line is rather one number than two
    static NumberReading of(
            List<Passage> passages, InvoiceNumbers numbers, Collection<OpenInvoice> owed, boolean glued) {
        var mentions = new ArrayList<Mention>();
        var unknown = new ArrayList<String>();
        for (var passage : passages) {
            var scan = new Scan(passage, numbers, new NumberFinder(passage, numbers, owed, glued), mentions, unknown);
            scan.all();
        }
        if (mentions.isEmpty() && unknown.isEmpty()) {
            for (var passage : passages) {
                tails(passage, numbers, owed, mentions);
            }
        }
        // Figures that another word claims count only where nothing better stands.
        if (mentions.stream().anyMatch(m -> m.level() != Mention.Level.TAIL)) {
            mentions.removeIf(m -> m.level() == Mention.Level.TAIL);
        }
        return new NumberReading(mentions, unknown);
    }

    /// Whether it names something that isn't open.
    boolean unresolved() {
        return !unknown.isEmpty() || mentions.stream().anyMatch(m -> !m.isKnown());
    }

    private record Scan(
            Passage passage,
            InvoiceNumbers numbers,
            NumberFinder finder,
            List<Mention> mentions,
            List<String> unknown) {
        void all() {
            int at = 0;
            while (at < passage.size() && mentions.size() < MOST) {
                var found = finder.at(at, false);
                if (found.isPresent()
                        && passage.cutAt(found.get().end())
                        && !found.get().complete()) {
                    unknown.add(found.get().mention().written());
                    at = found.get().end();
                } else if (found.isPresent()) {
                    at = new NumberList(passage, finder, mentions).from(at, found.get());
                } else {
                    at = unknown(at).orElse(at + 1);
                }
            }
        }

        /// `RK-2026-99999`: letters that numbers begin with, and digits tied to them. @return behind it
        private Optional<Integer> unknown(int at) {
            var word = passage.token(at);
            if (word.digits() || !numbers.isPrefix(word.text()) || at + 1 == passage.size()) {
                return Optional.empty();
            }
            int end = at + 1;
            var written = new StringBuilder();
            while (end < passage.size()
                    && end - at < numbers.longest()
                    && (passage.token(end).tied()
                            || (end == at + 1
                                    && word.text().length() > 1
                                    && passage.token(end).joins()))) {
                written.append(passage.token(end++).text());
            }
            long figures = written.chars().filter(Character::isDigit).count();
            boolean digits = figures >= SHORTEST_UNKNOWN || (figures > 0 && passage.cutAt(end));
            boolean otherwise = digits
                    && Vocabulary.isInvoice(word.text())
                    && finder.at(at + 1, true).isPresent();
            if (!digits || otherwise) {
                return Optional.empty();
            }
            unknown.add(word.text() + written);
            return Optional.of(end);
        }
    }

    /// The last digits of numbers, where nothing more of any stands.
    private static void tails(
            Passage passage, InvoiceNumbers numbers, Collection<OpenInvoice> owed, List<Mention> mentions) {
        for (int i = 0; i < passage.size() && mentions.size() < MOST; i++) {
            var token = passage.token(i);
            if (!token.digits() || passage.taken(i) || passage.ofMonth(i) || !passage.isolated(i, i + 1)) {
                continue;
            }
            var invoices = numbers.of(Keys.TAIL.of(token.plain()), owed).stream()
                    .filter(invoice -> widthFits(token, InvoiceNumber.of(invoice.number())))
                    .toList();
            if (!invoices.isEmpty()) {
                boolean telling = passage.introduced(i) && token.text().length() > SHORTEST_UNKNOWN && !token.isYear();
                mentions.add(new Mention(
                        invoices, telling ? Mention.Level.PART : Mention.Level.TAIL, false, false, token.text()));
            }
        }
    }

    private static boolean widthFits(Token token, InvoiceNumber number) {
        return !token.text().startsWith("0")
                || number.hasPart(token.text())
                || number.run().endsWith(token.text());
    }
}
