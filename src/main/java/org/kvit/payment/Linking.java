package org.kvit.payment;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Function;
import org.kvit.job.Jobs;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Asks the matcher about payments that something is left of, links what is certain if nothing of them is linked yet,
/// and keeps the rest as proposals.
@Service
public class Linking {
    private static final int MOST_PROPOSALS = 5;

    private final JdbcClient jdbc;
    private final KeptMatches kept;
    private final LastAsked lastAsked;

    Linking(JdbcClient jdbc, KeptMatches kept, LastAsked lastAsked) {
        this.jdbc = jdbc;
        this.kept = kept;
        this.lastAsked = lastAsked;
    }

    /// What came of it. @param linked payments that were linked; @param suggested others that have
    /// proposals now
    public record Tally(int payments, int linked, int suggested) {}

    /// All payments of the company that something is left of.
    @Transactional
    public Tally matchUnlinked() {
        CompanyLock.take(jdbc);
        var run = new Run(OpenBooks.read(jdbc), (done, total) -> {}, count());
        try (var standing = UnlinkedPayments.from(jdbc, 0)) {
            run.link(standing);
        }
        try (var rest = UnlinkedPayments.from(jdbc, 0)) {
            run.propose(rest);
        }
        return run.ended();
    }

    /// The payments of the import that is going on ([Booking]), which are written here, and all others that
    /// something is left of; but those only if they could be answered differently than when they were last asked.
    ///
    /// @param incoming how many payments are imported
    Tally matchIncoming(int incoming, Jobs.Progress progress) {
        var books = OpenBooks.read(jdbc);
        boolean others = lastAsked.hash() != books.hash();
        if (incoming == 0 && !others) {
            return new Tally(0, 0, 0);
        }
        long first = jdbc.sql("SELECT coalesce(min(id), 0) FROM incoming")
                .query(Long.class)
                .single();
        var run = new Run(books, progress::at, incoming + (others ? count() : 0));
        try (var unlinked = UnlinkedPayments.incoming(jdbc, others)) {
            run.link(unlinked);
        }
        try (var rest = UnlinkedPayments.from(jdbc, others || run.linked > 0 ? 0 : first)) {
            run.propose(rest);
        }
        return run.ended();
    }

    /// Makes proposals for what is left of one payment.
    @Transactional
    public void proposeFor(PaymentId id) {
        try (var one = UnlinkedPayments.only(jdbc, id)) {
            new Run(OpenBooks.read(jdbc), (done, total) -> {}, 1).propose(one);
        }
    }

    private long count() {
        return jdbc.sql(
                        "SELECT count(*) FROM payment WHERE company_id = current_company() AND voided_at IS NULL AND unallocated > 0")
                .query(Long.class)
                .single();
    }

    private interface Told {
        void at(long done, long total);
    }

    /// What is certain is linked for all of them first, so that proposals are made of what is left. While a page is
    /// matched, the answers to the one before are written.
    private final class Run {
        private final OpenBooks books;
        private final OpenItems items;
        private final Told told;
        private final long total;
        private long done;
        private int linked;
        private int suggested;
        private boolean more;

        Run(OpenBooks books, Told told, long total) {
            this.books = books;
            this.items = books.items();
            this.told = told;
            this.total = total;
        }

        void link(UnlinkedPayments payments) {
            pageByPage(payments, this::certain, page -> {
                kept.link(page);
                linked +=
                        (int) page.stream().filter(a -> !a.matches().isEmpty()).count();
            });
        }

        void propose(UnlinkedPayments payments) {
            pageByPage(payments, this::proposals, page -> {
                kept.propose(page);
                suggested +=
                        (int) page.stream().filter(a -> !a.matches().isEmpty()).count();
                more |= page.stream().anyMatch(Answer::wouldBeLinked);
            });
        }

        Tally ended() {
            // What has become certain only by what was linked after it is linked the next time.
            lastAsked.keep(more ? 0 : books.hash());
            return new Tally((int) total, linked, suggested);
        }

        private void pageByPage(
                UnlinkedPayments payments,
                Function<List<UnlinkedPayments.Unlinked>, List<Answer>> matching,
                Consumer<List<Answer>> writing) {
            try (var matcher = Executors.newSingleThreadExecutor()) {
                var asked = ask(payments.next(), matcher, matching);
                while (asked.isPresent()) {
                    var next = payments.next();
                    var answers = answers(asked.get());
                    asked = ask(next, matcher, matching);
                    writing.accept(answers);
                    done += answers.size();
                    told.at(done, total * 2);
                }
            }
        }

        private static Optional<Future<List<Answer>>> ask(
                List<UnlinkedPayments.Unlinked> page,
                ExecutorService matcher,
                Function<List<UnlinkedPayments.Unlinked>, List<Answer>> matching) {
            return page.isEmpty() ? Optional.empty() : Optional.of(matcher.submit(() -> matching.apply(page)));
        }

        private static List<Answer> answers(Future<List<Answer>> asked) {
            try {
                return asked.get();
            } catch (ExecutionException e) {
                throw new IllegalStateException("a payment could not be matched", e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("broken off while payments were matched", e);
            }
        }

        private List<Answer> certain(List<UnlinkedPayments.Unlinked> page) {
            var answers = new ArrayList<Answer>();
            for (var unlinked : page) {
                var certain = certain(unlinked);
                certain.ifPresent(this::settle);
                answers.add(new Answer(
                        unlinked,
                        certain.stream().toList(),
                        certain.map(m ->
                                books.invoice(m.links().getFirst().invoice()).customer())));
            }
            return answers;
        }

        private Optional<Match> certain(UnlinkedPayments.Unlinked unlinked) {
            return unlinked.decided()
                    ? Optional.empty()
                    : PaymentMatcher.match(unlinked.payment(), items).stream()
                            .findFirst()
                            .filter(m -> m.certainty() == Match.Certainty.CERTAIN);
        }

        private void settle(Match match) {
            for (var link : match.links()) {
                var invoice = books.invoice(link.invoice());
                books.pays(invoice, items.open(invoice), link.amount());
            }
            items.settle(match);
        }

        private List<Answer> proposals(List<UnlinkedPayments.Unlinked> page) {
            return page.stream()
                    .map(unlinked -> new Answer(
                            unlinked,
                            PaymentMatcher.match(unlinked.payment(), items).stream()
                                    .limit(MOST_PROPOSALS)
                                    .toList(),
                            Optional.empty()))
                    .toList();
        }
    }

    /// What the matcher says of a payment. @param matches one that is certain, or all that are proposed, best first
    /// @param customer whose invoice is linked
    record Answer(UnlinkedPayments.Unlinked asked, List<Match> matches, Optional<Long> customer) {
        boolean wouldBeLinked() {
            return !asked.decided() && !matches.isEmpty() && matches.getFirst().certainty() == Match.Certainty.CERTAIN;
        }
    }
}
