package org.kvit.demo;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// What the forwarder's people noted down after talking to debtors: promises kept, broken and still open, what
/// is to be done today, and talk. Pure.
final class SampleNotes {
    private final SampleTrade trade;
    private final LocalDate today;
    private final List<Written> notes = new ArrayList<>();

    private SampleNotes(SampleTrade trade, LocalDate today) {
        this.trade = trade;
        this.today = today;
    }

    /// @param text of texts `demo.note.<text>`
    /// @param promisedIn days from today; negative: in the past
    /// @param halfOnly whether half of what is owed was promised, and no more
    record Written(
            int daysAgo,
            SampleCustomer customer,
            List<SampleInvoice> invoices,
            String text,
            Optional<Integer> promisedIn,
            boolean halfOnly,
            Optional<Integer> nextActionIn) {}

    static List<Written> of(SampleTrade trade, LocalDate today) {
        return new SampleNotes(trade, today).all();
    }

    private List<Written> all() {
        var debtors = trade.openByCustomer().values().stream()
                .map(open -> open.stream().filter(i -> i.fate().overdue()).toList())
                .filter(overdue -> !overdue.isEmpty())
                .toList();
        kept();
        IntStream.range(0, 4).forEach(i -> promise(debtors.get(i), 9, -2 - i, "broken" + i));
        IntStream.range(0, 5).forEach(i -> promise(debtors.get(4 + i), 2 + i % 3, 2 + 2 * i, "promise" + i));
        IntStream.range(0, 5).forEach(i -> next(debtors.get(9 + i), 3 + i, 0, "today" + i));
        next(debtors.get(14), 8, -1, "late0");
        next(debtors.get(15), 1, 3, "soon0");
        next(debtors.get(16), 1, 6, "soon1");
        IntStream.range(0, 6).forEach(i -> talk(debtors.get(3 * i), 12 + 5 * i, "talk" + i));
        return List.copyOf(notes);
    }

    /// Promises for invoices that were then paid in time, though after they were due.
    private void kept() {
        var late = trade.receipts().stream()
                .filter(r -> r.of().size() == 1
                        && r.of().getFirst().fate() == SampleInvoice.Fate.PAID
                        && r.on().isAfter(r.of().getFirst().due().plusDays(5))
                        && daysAgo(r.on()) < 40)
                .limit(3)
                .toList();
        for (int i = 0; i < late.size(); i++) {
            var receipt = late.get(i);
            int paid = daysAgo(receipt.on());
            notes.add(new Written(
                    paid + 4, receipt.payer(), receipt.of(), "kept" + i, Optional.of(-paid), false, Optional.empty()));
        }
    }

    private int daysAgo(LocalDate day) {
        return (int) ChronoUnit.DAYS.between(day, today);
    }

    private void promise(List<SampleInvoice> overdue, int daysAgo, int in, String text) {
        notes.add(new Written(
                daysAgo,
                overdue.getFirst().customer(),
                overdue,
                text,
                Optional.of(in),
                text.equals("promise4"),
                Optional.empty()));
    }

    private void next(List<SampleInvoice> overdue, int daysAgo, int in, String text) {
        notes.add(new Written(
                daysAgo,
                overdue.getFirst().customer(),
                overdue.subList(0, 1),
                text,
                Optional.empty(),
                false,
                Optional.of(in)));
    }

    private void talk(List<SampleInvoice> overdue, int daysAgo, String text) {
        notes.add(new Written(
                daysAgo, overdue.getFirst().customer(), List.of(), text, Optional.empty(), false, Optional.empty()));
    }
}
