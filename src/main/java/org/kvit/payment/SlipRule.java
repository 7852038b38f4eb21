package org.kvit.payment;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// A slip of the pen: a number in the text is an open invoice's but for one sign, or two signs have changed places,
/// and the amount is that invoice's. For a person to decide, first of all if the payer agrees.
final class SlipRule {
    private static final int MOST_TRIED = 24;
    private static final int SHORTEST = 4;
    private static final int TELLING = 7;
    private static final int MOST_TOKENS = 80;
    private static final int MOST_PARTS = 6;

    private final Case payment;
    private final Readings readings;
    private final Proposals proposals;

    SlipRule(Case payment, Readings readings, Proposals proposals) {
        this.payment = payment;
        this.readings = readings;
        this.proposals = proposals;
    }

    void apply() {
        var tried = new LinkedHashSet<OpenInvoice>();
        payment.owed().stream().filter(payment::isExactly).limit(MOST_TRIED).forEach(tried::add);
        payment.items().byAmount(payment.payment().amount()).stream()
                .limit(MOST_TRIED)
                .forEach(tried::add);
        if (tried.isEmpty()) {
            return;
        }
        var written = written();
        for (var invoice : tried) {
            boolean paid = payment.paidBy(List.of(invoice));
            int shortest = paid ? SHORTEST : TELLING;
            written.stream()
                    .filter(text ->
                            text.length() >= shortest && isSlipOf(text, InvoiceNumber.of(invoice.number()), shortest))
                    .findFirst()
                    .ifPresent(text -> proposals.likely(
                            paid ? 90 : 74,
                            "slip",
                            Reasons.of(paid ? "payment.match.slipPayer" : "payment.match.slip", List.of(invoice), text),
                            List.of(invoice)));
        }
    }

    /// All that may be a number, letters and digits alone.
    private Set<String> written() {
        var all = new LinkedHashSet<String>();
        for (var passage : readings.passages()) {
            for (int from = 0; from < Math.min(passage.size(), MOST_TOKENS); from++) {
                var run = new StringBuilder();
                for (int end = from; end < Math.min(passage.size(), from + MOST_PARTS); end++) {
                    if (end > from && !passage.token(end).joins()) {
                        break;
                    }
                    run.append(passage.token(end).text());
                    if (passage.token(end).digits() && !passage.taken(end)) {
                        all.add(run.toString());
                    }
                }
            }
        }
        return all;
    }

    private static boolean isSlipOf(String text, InvoiceNumber number, int shortest) {
        var run = number.run();
        var bare = number.bareRun();
        return text.equals(run) || isSlip(text, run) || (bare.length() >= shortest && isSlip(text, bare));
    }

    /// One sign is another, one is missing, one is too many, or two beside each other have changed places.
    static boolean isSlip(String text, String meant) {
        int more = text.length() - meant.length();
        if (Math.abs(more) > 1 || text.equals(meant)) {
            return false;
        }
        int same = 0;
        while (same < Math.min(text.length(), meant.length()) && text.charAt(same) == meant.charAt(same)) {
            same++;
        }
        if (more > 0) {
            return text.substring(same + 1).equals(meant.substring(same));
        }
        if (more < 0) {
            return text.substring(same).equals(meant.substring(same + 1));
        }
        return text.substring(same + 1).equals(meant.substring(same + 1))
                || (same + 1 < text.length()
                        && text.charAt(same) == meant.charAt(same + 1)
                        && text.charAt(same + 1) == meant.charAt(same)
                        && text.substring(same + 2).equals(meant.substring(same + 2)));
    }
}
