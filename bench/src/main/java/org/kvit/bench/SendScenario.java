package org.kvit.bench;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.kvit.customer.CustomerId;
import org.kvit.document.PdfRenderer;
import org.kvit.mail.MailWorker;
import org.kvit.reminder.Dispatcher;
import org.kvit.reminder.ReminderRuns;
import org.kvit.reminder.RunId;
import org.kvit.reminder.SamplePage;

/// A run is sent: each letter is recomputed, written as PDF, recorded and handed to the mail server.
final class SendScenario implements Scenario {
    private static final String ANCHOR = "PDFs and raw SMTP only";
    private static final String SENT = "sent";
    private static final int LEVEL = 3;
    private static final int ROWS = 12;
    private static final int PAGES = 200;
    private static final int THREADS = 2;
    private static final Duration LONGEST = Duration.ofMinutes(30);

    private final Server server;
    private final Program program;
    private final Sink sink;

    SendScenario(Server server, Program program, Sink sink) {
        this.server = server;
        this.program = program;
        this.sink = sink;
    }

    @Override
    public List<Figure> figures() {
        return List.of(new Figure("send", SENT, ANCHOR, 1.3));
    }

    /// Letters.
    @Override
    public List<Integer> sizes(boolean quick) {
        return quick ? List.of(20, 40) : List.of(1_000, 3_000, 10_000);
    }

    @Override
    public void prepare(int size) throws Exception {
        var books = books(size);
        server.books(books.kind(), books::fill);
    }

    @Override
    public void once(int size, Steps steps) throws Exception {
        var books = books(size);
        program.leaves();
        program.worksOn(server.copyOf(server.books(books.kind(), books::fill)));
        var customers = LongStream.rangeClosed(1, books.customers())
                .mapToObj(CustomerId::new)
                .collect(Collectors.toSet());
        var run = program.as(
                Books.COMPANY,
                () -> program.the(ReminderRuns.class).propose(SampleInvoice.LAST_DAY, Optional.of(customers)));
        var pages = program.as(Books.COMPANY, () -> SamplePage.of(program.beans(), run, LEVEL, PAGES));
        long before = sink.taken();
        steps.time(SENT, () -> program.as(Books.COMPANY, () -> sent(run)));
        int letters = (int) (sink.taken() - before);
        if (letters < size * 0.95) {
            throw new IllegalStateException("%d letters were sent, not %d".formatted(letters, size));
        }
        steps.time(ANCHOR, () -> bare(pages, letters));
    }

    /// Customers with twelve invoices overdue each, give or take a few.
    private static Books books(int letters) {
        return new Books(20_261_127, letters * ROWS * 5, letters);
    }

    private Void sent(RunId run) {
        var worker = program.the(MailWorker.class);
        worker.start();
        try {
            program.the(Dispatcher.class).sendNow(run, Optional.of(Set.of(LEVEL)));
            worker.drain(LONGEST);
            return null;
        } finally {
            worker.stop();
        }
    }

    /// As many pages rendered, then as many messages handed over, by two threads.
    private Void bare(List<SamplePage> pages, int letters) throws Exception {
        var renderer = new PdfRenderer();
        together(n -> {
            for (int i = n; i < letters; i += THREADS) {
                var page = pages.get(i % pages.size());
                renderer.render(page.xhtml(), page.properties());
            }
        });
        together(n -> sink.handOver((letters - n + THREADS - 1) / THREADS));
        return null;
    }

    private interface Share {
        void of(int thread) throws Exception;
    }

    private static void together(Share share) throws Exception {
        try (var threads = Executors.newFixedThreadPool(THREADS)) {
            var work = IntStream.range(0, THREADS)
                    .<Callable<Void>>mapToObj(n -> () -> {
                        share.of(n);
                        return null;
                    })
                    .toList();
            for (var done : threads.invokeAll(work)) {
                done.get();
            }
        }
    }
}
