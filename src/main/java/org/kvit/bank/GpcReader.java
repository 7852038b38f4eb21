package org.kvit.bank;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.kvit.base.Refusal;

/// Reads Czech and Slovak ABO statements (`.gpc`) as a stream. Lines have 128 signs at fixed places:
/// `074` begins a statement, `075` an entry, and `076`, `078` and `079` add to it what the bank and the
/// payer say. By the format's description that KB, ČSOB, ČS, Fio and Raiffeisenbank publish.
final class GpcReader {
    private static final Charset WINDOWS = Charset.forName("windows-1250");
    private static final int WIDTH = 128;

    private final TextLines lines;
    private final AccountHolder holder;
    private final Limits limits;
    private final StatementSink sink;
    private Optional<OneStatement> open = Optional.empty();
    private int entries;

    private GpcReader(TextLines lines, AccountHolder holder, Limits limits, StatementSink sink) {
        this.lines = lines;
        this.holder = holder;
        this.limits = limits;
        this.sink = sink;
    }

    /// @throws Refusal naming the line, the record and what can't be read of it
    static void read(BoundedInput in, AccountHolder holder, Limits limits, StatementSink sink) throws IOException {
        new GpcReader(new TextLines(in, WINDOWS, limits.text()), holder, limits, sink).all();
    }

    private void all() throws IOException {
        for (var next = lines.next(); next.isPresent(); next = lines.next()) {
            if (!next.get().isBlank()) {
                var record = new GpcRecord(lines.line(), next.get());
                if (lines.brokenOff() && record.isCut()) {
                    throw record.refuse("bank.bad.truncated");
                }
                record(record);
            }
        }
        close();
    }

    private void record(GpcRecord record) {
        switch (record.kind()) {
            case "074" -> {
                close();
                open = Optional.of(new OneStatement(record));
            }
            case "075" -> statement(record).entry(record);
            case "076" -> statement(record).identified(record);
            case "078", "079" -> statement(record).message(record);
            default -> throw record.refuse("bank.bad.record", record.kind());
        }
    }

    private OneStatement statement(GpcRecord record) {
        return open.orElseThrow(() -> record.refuse("bank.bad.record", record.kind()));
    }

    private void close() {
        open.ifPresent(OneStatement::close);
        open = Optional.empty();
    }

    /// A statement while its entries are read. It is told of once its first entry tells the currency.
    private final class OneStatement {
        private final GpcRecord head;
        private final GpcAccounts accounts;
        private final LocalDate to;
        private final Optional<LocalDate> opened;
        private final BigDecimal before;
        private final BigDecimal after;
        private String currency = "";
        private Optional<PlainEntry> pending = Optional.empty();
        private Optional<LocalDate> first = Optional.empty();

        OneStatement(GpcRecord head) {
            this.head = head;
            accounts = new GpcAccounts(head.account(), holder);
            opened = head.date(39);
            before = head.signed(45);
            after = head.signed(60);
            to = head.date(108).orElseThrow(() -> head.refuse("bank.bad.date", head.at(108, 6)));
        }

        void entry(GpcRecord record) {
            if (++entries > limits.entries()) {
                throw record.refuse("bank.bad.entries", limits.entries());
            }
            flush();
            if (currency.isEmpty()) {
                currency = record.currency().orElseGet(() -> holder.currencyOf(accounts.own()));
                sink.opened(told());
            }
            pending = Optional.of(read(record));
        }

        private PlainEntry read(GpcRecord record) {
            int code = record.code();
            // ČS counts the reversals 3 and 4, all others 4 and 5.
            boolean undone = code > 2;
            boolean undoesCredit = code == 5 || (code == 4 && accounts.countsReversalsFromThree());
            var entry = new PlainEntry(
                    record.line(),
                    accounts.own(),
                    record.date(122).or(() -> record.date(91)).orElse(to),
                    record.amount(48, 12),
                    record.currency().orElse(currency),
                    undone ? !undoesCredit : code == 2);
            entry.reversal = undone;
            entry.valueOn = record.date(91);
            entry.name = record.at(97, 20);
            entry.code = Integer.toString(code);
            entry.otherAccount = accounts.other(record.at(19, 16), record.at(73, 4));
            entry.symbols(record.at(61, 10), record.at(81, 10), record.at(77, 4));
            // A document's number need not be the bank's, and may come again on another day.
            entry.runningReference = record.at(35, 13).replaceFirst("^0+", "");
            return entry;
        }

        /// `076`: the bank's identification, and a comment that may be the counterparty's name in full.
        void identified(GpcRecord record) {
            pending.ifPresent(entry -> {
                entry.bankReference = record.at(3, 26).replaceFirst("^0+", "");
                var comment = record.at(35, 92);
                if (entry.name.length() > 10 && comment.startsWith(entry.name)) {
                    entry.name = comment;
                } else {
                    entry.text(comment);
                }
            });
        }

        void message(GpcRecord record) {
            pending.ifPresent(entry -> entry.text(record.rest(3)));
        }

        void close() {
            flush();
            if (currency.isEmpty()) {
                currency = holder.currencyOf(accounts.own());
                sink.opened(told());
            }
            sink.closed(told());
        }

        private void flush() {
            pending.ifPresent(e -> {
                first = first.filter(f -> !f.isAfter(e.bookedOn)).or(() -> Optional.of(e.bookedOn));
                sink.entry(e.entry());
            });
            pending = Optional.empty();
        }

        private Statement told() {
            return new Statement(
                    head.line(),
                    "GPC",
                    "",
                    head.at(105, 3).replaceFirst("^0+(?=.)", ""),
                    accounts.own(),
                    currency,
                    Optional.of(Mt940Reader.from(opened, first, to)),
                    Optional.of(to),
                    Optional.empty(),
                    List.of(
                            new Balance("OPBD", "", before, currency, opened),
                            new Balance("CLBD", "", after, currency, Optional.of(to))));
        }
    }

    /// One line, whose parts stand at fixed places.
    private record GpcRecord(int line, String text) {
        String kind() {
            return at(0, 3);
        }

        /// Whether its last date is not all there. Blanks at the end some banks leave out.
        boolean isCut() {
            return (kind().equals("074") && text.length() < 114) || (kind().equals("075") && text.length() < WIDTH);
        }

        String at(int from, int length) {
            int to = Math.min(text.length(), from + length);
            return from >= to ? "" : text.substring(from, to).strip();
        }

        String rest(int from) {
            return at(from, WIDTH - from);
        }

        String account() {
            var digits = at(3, 16);
            if (!digits.matches("\\d{16}")) {
                throw refuse("bank.bad.accountDigits", digits);
            }
            return digits;
        }

        BigDecimal amount(int from, int length) {
            var digits = at(from, length);
            return WrittenAmount.hundredths(digits)
                    .filter(_ -> digits.length() == length)
                    .orElseThrow(() -> refuse("bank.bad.amount", digits));
        }

        /// Fourteen digits and the sign behind them.
        BigDecimal signed(int from) {
            var amount = amount(from, 14);
            return switch (at(from + 14, 1)) {
                case "-" -> amount.negate();
                case "+", "", "0" -> amount;
                case String other -> throw refuse("bank.bad.amount", at(from, 14) + other);
            };
        }

        /// DDMMYY; zeros are none.
        Optional<LocalDate> date(int from) {
            var digits = at(from, 6);
            if (digits.isEmpty() || digits.matches("0+")) {
                return Optional.empty();
            }
            if (!digits.matches("\\d{6}")) {
                throw refuse("bank.bad.date", digits);
            }
            try {
                return Optional.of(LocalDate.of(
                        2000 + Integer.parseInt(digits.substring(4)),
                        Integer.parseInt(digits.substring(2, 4)),
                        Integer.parseInt(digits.substring(0, 2))));
            } catch (DateTimeException _) {
                throw refuse("bank.bad.date", digits);
            }
        }

        int code() {
            var code = at(60, 1);
            if (!code.matches("[1-5]")) {
                throw refuse("bank.bad.code", code);
            }
            return Integer.parseInt(code);
        }

        /// ISO 4217's number behind a zero, such as `0203`; other banks have another code of theirs
        /// here.
        Optional<String> currency() {
            var number = at(118, 4);
            return number.matches("0\\d{3}") ? WrittenAmount.currency(Integer.parseInt(number)) : Optional.empty();
        }

        Refusal refuse(String key, Object... args) {
            return new XmlCursor.Place(line, kind()).refuse(key, args);
        }
    }
}
