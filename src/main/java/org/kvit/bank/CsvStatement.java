package org.kvit.bank;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The statement that the rows of one account in a CSV file are, while they are read. Its balances are
/// those that stand in rows of their own, else follow from the balance behind each row, whichever way
/// the rows are ordered.
final class CsvStatement {
    private final int line;
    private final String bank;
    private final String account;
    private final StatementSink sink;
    private String currency = "";
    private boolean mixed;
    private Optional<LocalDate> from = Optional.empty();
    private Optional<LocalDate> to = Optional.empty();
    private Optional<Balance> opening = Optional.empty();
    private Optional<Balance> closing = Optional.empty();
    private Optional<Step> first = Optional.empty();
    private Optional<Step> last = Optional.empty();
    private boolean oldestFirst = true;
    private boolean newestFirst = true;
    private boolean allStated = true;

    CsvStatement(int line, String bank, String account, StatementSink sink) {
        this.line = line;
        this.bank = bank;
        this.account = account;
        this.sink = sink;
        sink.opened(told());
    }

    /// A row's amount and the balance after it.
    private record Step(LocalDate on, BigDecimal amount, Optional<BigDecimal> balance) {}

    String account() {
        return account;
    }

    void entry(PlainEntry entry, Optional<BigDecimal> balance) {
        seen(entry.bookedOn, entry.currency);
        step(new Step(entry.bookedOn, entry.credit ? entry.amount : entry.amount.negate(), balance));
        sink.entry(entry.entry());
    }

    void stated(CsvRows.Stated stated) {
        seen(stated.date(), stated.currency());
        var balance = new Balance(
                stated.opening() ? "OPBD" : "CLBD", "", stated.amount(), stated.currency(), Optional.of(stated.date()));
        if (stated.opening()) {
            opening = opening.or(() -> Optional.of(balance));
        } else {
            closing = Optional.of(balance);
        }
    }

    void close() {
        sink.closed(told());
    }

    private void seen(LocalDate on, String in) {
        mixed |= !currency.isEmpty() && !currency.equals(in);
        currency = in;
        from = from.filter(f -> !f.isAfter(on)).or(() -> Optional.of(on));
        to = to.filter(t -> !t.isBefore(on)).or(() -> Optional.of(on));
    }

    private void step(Step step) {
        allStated &= step.balance().isPresent();
        if (allStated && last.isPresent()) {
            var before = last.get();
            oldestFirst &= before.balance()
                            .orElseThrow()
                            .add(step.amount())
                            .compareTo(step.balance().orElseThrow())
                    == 0;
            newestFirst &= before.balance()
                            .orElseThrow()
                            .subtract(before.amount())
                            .compareTo(step.balance().orElseThrow())
                    == 0;
        }
        first = first.or(() -> Optional.of(step));
        last = Optional.of(step);
    }

    private Statement told() {
        return new Statement(
                line,
                "CSV",
                bank,
                "",
                account,
                mixed ? "" : currency,
                from,
                to,
                Optional.empty(),
                mixed ? List.of() : balances());
    }

    private List<Balance> balances() {
        var all = new ArrayList<Balance>();
        opening.or(() -> followed(true)).ifPresent(all::add);
        closing.or(() -> followed(false)).ifPresent(all::add);
        return all;
    }

    /// Where the balances don't say in which order the rows are, their dates do.
    private Optional<Balance> followed(boolean open) {
        if (first.isEmpty() || last.isEmpty() || !allStated) {
            return Optional.empty();
        }
        boolean forwards = oldestFirst == newestFirst
                ? !first.get().on().isAfter(last.get().on())
                : oldestFirst;
        var oldest = forwards ? first.get() : last.get();
        var newest = forwards ? last.get() : first.get();
        return Optional.of(
                open
                        ? new Balance(
                                "OPBD",
                                "",
                                oldest.balance().orElseThrow().subtract(oldest.amount()),
                                currency,
                                Optional.of(oldest.on()))
                        : new Balance("CLBD", "", newest.balance().orElseThrow(), currency, Optional.of(newest.on())));
    }
}
