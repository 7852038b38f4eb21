package org.kvit.payment;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;

/// What the words before figures say that they are: an invoice's number (`arve nr`, `fa č.`), or that of something
/// else (`līgums`, `order`, `tel.`). Pure.
final class Announcements {
    private static final int LONGEST_WORD = 24;
    private static final int FARTHEST = 4;

    private final List<Token> tokens;
    private final BitSet invoices = new BitSet();
    private final BitSet others = new BitSet();

    Announcements(List<Token> tokens) {
        this.tokens = tokens;
        var kinds = kinds();
        for (int i = 0; i < tokens.size(); i++) {
            announce(i, kinds);
        }
    }

    boolean ofInvoice(int at) {
        return invoices.get(at);
    }

    boolean ofOther(int at) {
        return others.get(at);
    }

    /// Looks back over `nr.` and one small word for what the digits are the number of.
    private void announce(int at, List<Vocabulary.Kind> kinds) {
        int neutral = 0;
        for (int i = at - 1; i >= 0 && at - i <= FARTHEST && !tokens.get(i).digits(); i--) {
            switch (kinds.get(i)) {
                case INVOICE -> {
                    invoices.set(at);
                    return;
                }
                case OTHER -> {
                    others.set(at);
                    return;
                }
                case NUMBER -> {}
                case NEUTRAL -> neutral++;
            }
            if (neutral > 1) {
                break;
            }
        }
        invoices.set(at, at > 0 && kinds.get(at - 1) == Vocabulary.Kind.NUMBER);
    }

    /// What each word says; one in which letters came as `?` as a whole: `S?SKAITA`.
    private List<Vocabulary.Kind> kinds() {
        var kinds = new ArrayList<Vocabulary.Kind>(tokens.size());
        while (kinds.size() < tokens.size()) {
            int from = kinds.size();
            var word = new StringBuilder(tokens.get(from).text());
            int end = from + 1;
            while (end < tokens.size()
                    && !tokens.get(from).digits()
                    && isMasked(tokens.get(end))
                    && word.length() < LONGEST_WORD) {
                word.append(tokens.get(end).separator()).append(tokens.get(end).text());
                end++;
            }
            var kind = tokens.get(from).digits() ? Vocabulary.Kind.NEUTRAL : Vocabulary.kind(word.toString());
            kinds.addAll(Collections.nCopies(end - from, kind));
        }
        return kinds;
    }

    /// Whether it goes on a word of which a letter came as `?`.
    static boolean isMasked(Token token) {
        return !token.digits()
                && !token.separator().isEmpty()
                && token.separator().chars().allMatch(c -> c == '?');
    }
}
