package org.kvit.bank;

import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads SWIFT MT940 customer statements as a stream: any number of messages, with or without their
/// envelopes (`{1:…}{4:` … `-}`). A statement that goes on in a further message (`:62M:`, `:60M:`) is
/// told as one.
final class Mt940Reader {
    private static final Pattern FIELD = Pattern.compile("^:(\\d{2}[A-Z]?|NS):(.*)$");
    private static final Pattern ENVELOPE = Pattern.compile("^.*\\{4:");
    private static final Pattern END = Pattern.compile("^-(\\}.*)?$");
    private static final Pattern BALANCE = Pattern.compile("([CD])(\\d{6})([A-Z]{3})(\\d{1,15}[,.]?\\d*)\\s*");
    /// Far more lines than the standard's six: some banks go on.
    private static final int LINES = 60;

    private final TextLines lines;
    private final AccountHolder holder;
    private final Limits limits;
    private final StatementSink sink;
    private final List<String> content = new ArrayList<>();
    private String tag = "";
    private int begun;
    private int messageAt = 1;
    private String reference = "";
    private String account = "";
    private String sequence = "";
    private Optional<OneStatement> open = Optional.empty();
    private int entries;
    private boolean any;

    private Mt940Reader(TextLines lines, AccountHolder holder, Limits limits, StatementSink sink) {
        this.lines = lines;
        this.holder = holder;
        this.limits = limits;
        this.sink = sink;
    }

    /// @throws org.kvit.base.Refusal naming the line and the field that can't be read
    static void read(BoundedInput in, AccountHolder holder, Limits limits, StatementSink sink) throws IOException {
        new Mt940Reader(new TextLines(in, holder.codePage(), limits.text()), holder, limits, sink).all();
    }

    private void all() throws IOException {
        for (var next = lines.next(); next.isPresent(); next = lines.next()) {
            line(ENVELOPE.matcher(next.get()).replaceFirst(""));
        }
        field();
        if (open.isPresent() && !open.get().ended()) {
            throw new XmlCursor.Place(lines.line(), ":62F:").refuse("bank.bad.truncated");
        }
        closeStatement();
        if (!any) {
            throw new XmlCursor.Place(Math.max(1, lines.line()), ":60F:").refuse("bank.bad.truncated");
        }
    }

    private void line(String line) {
        var field = FIELD.matcher(line);
        if (field.matches()) {
            field();
            tag = field.group(1);
            begun = lines.line();
            content.add(field.group(2));
        } else if (END.matcher(line).matches()) {
            field();
        } else if (!tag.isEmpty()) {
            if (content.size() == LINES) {
                throw place(":" + tag + ":").refuse("bank.bad.text", LINES * 65);
            }
            content.add(line);
        }
    }

    /// A field has ended.
    private void field() {
        if (!tag.isEmpty()) {
            switch (tag) {
                case "20" -> message();
                case "25", "25P" -> account = holder.account(content.getFirst());
                case "28", "28C" -> sequence = content.getFirst().strip();
                case "60F", "60M" -> opening();
                case "61" -> entry();
                case "86" -> open.ifPresent(s -> s.details(content));
                case "62F", "62M" -> closing();
                case "64" -> open.ifPresent(s -> s.more(balance("CLAV", "")));
                case "65" -> open.ifPresent(s -> s.more(balance("FWAV", "")));
                default -> {}
            }
        }
        tag = "";
        content.clear();
    }

    private void message() {
        if (open.isPresent() && !open.get().ended()) {
            throw place(":62F:").refuse("bank.bad.field", ":62F:");
        }
        messageAt = begun;
        reference = content.getFirst().strip();
        account = "";
        sequence = "";
    }

    private void opening() {
        if (account.isEmpty()) {
            throw place(":" + tag + ":").refuse("bank.bad.field", ":25:");
        }
        var balance = balance("OPBD", tag.endsWith("M") ? "INTM" : "");
        if (open.isPresent() && tag.equals("60M") && open.get().goesOnWith(account, balance)) {
            open.get().goOn();
            return;
        }
        closeStatement();
        open = Optional.of(new OneStatement(balance));
        any = true;
    }

    private void entry() {
        var statement =
                open.filter(s -> !s.ended()).orElseThrow(() -> place(":61:").refuse("bank.bad.field", ":60F:"));
        if (++entries > limits.entries()) {
            throw place(":61:").refuse("bank.bad.entries", limits.entries());
        }
        statement.flush();
        statement.pending = Optional.of(Mt940Entry.read(place(":61:"), content, account, statement.opening.currency()));
    }

    private void closing() {
        var statement = open.filter(s -> !s.ended())
                .orElseThrow(() -> place(":" + tag + ":").refuse("bank.bad.field", ":60F:"));
        statement.close(balance("CLBD", tag.endsWith("M") ? "INTM" : ""));
    }

    private void closeStatement() {
        open.ifPresent(s -> sink.closed(s.told()));
        open = Optional.empty();
    }

    private Balance balance(String code, String subType) {
        var parts = BALANCE.matcher(content.getFirst());
        if (!parts.matches()) {
            throw place(":" + tag + ":").refuse("bank.bad.balance", quoted(content.getFirst()));
        }
        var date = Mt940Entry.date(parts.group(2))
                .orElseThrow(() -> place(":" + tag + ":").refuse("bank.bad.date", parts.group(2)));
        if (!WrittenAmount.isCurrency(parts.group(3))) {
            throw place(":" + tag + ":").refuse("bank.bad.currency", parts.group(3));
        }
        var amount = WrittenAmount.unsigned(parts.group(4))
                .orElseThrow(() -> place(":" + tag + ":").refuse("bank.bad.amount", parts.group(4)));
        return new Balance(
                code,
                subType,
                parts.group(1).equals("C") ? amount : amount.negate(),
                parts.group(3),
                Optional.of(date));
    }

    private XmlCursor.Place place(String field) {
        return new XmlCursor.Place(begun == 0 ? Math.max(1, lines.line()) : begun, field);
    }

    static String quoted(String value) {
        return value.length() > 60 ? value.substring(0, 60) + "…" : value;
    }

    /// A statement while its messages are read.
    private final class OneStatement {
        private final int line = messageAt;
        private final String id = reference;
        private final String number = sequence;
        private final String our = account;
        private final Balance opening;
        private final List<Balance> others = new ArrayList<>();
        private Optional<Balance> closing = Optional.empty();
        private Optional<PlainEntry> pending = Optional.empty();
        private Optional<LocalDate> first = Optional.empty();
        private boolean ended;

        OneStatement(Balance opening) {
            this.opening = opening;
            sink.opened(told());
        }

        boolean ended() {
            return ended;
        }

        /// Whether a further message's opening is where this one's last message ended.
        boolean goesOnWith(String account, Balance next) {
            return ended
                    && our.equals(account)
                    && closing.filter(c -> c.subType().equals("INTM")
                                    && c.currency().equals(next.currency())
                                    && c.amount().compareTo(next.amount()) == 0)
                            .isPresent();
        }

        void goOn() {
            ended = false;
            closing = Optional.empty();
        }

        void details(List<String> text) {
            if (!ended) {
                pending.ifPresent(e -> Mt940Details.read(text, holder, e));
            }
        }

        void more(Balance balance) {
            if (others.size() < LINES) {
                others.add(balance);
            }
        }

        void close(Balance balance) {
            flush();
            closing = Optional.of(balance);
            ended = true;
        }

        void flush() {
            pending.ifPresent(e -> {
                first = first.filter(f -> !f.isAfter(e.bookedOn)).or(() -> Optional.of(e.bookedOn));
                sink.entry(e.entry());
            });
            pending = Optional.empty();
        }

        Statement told() {
            var balances = new ArrayList<Balance>();
            balances.add(opening);
            closing.ifPresent(balances::add);
            balances.addAll(others);
            var to = closing.flatMap(Balance::date);
            return new Statement(
                    line,
                    "MT940",
                    id,
                    number,
                    our,
                    opening.currency(),
                    to.map(t -> from(opening.date(), first, t)),
                    to,
                    Optional.empty(),
                    balances);
        }
    }

    /// A statement's first day: the one after its opening balance's, which is the day of the closing
    /// before; unless the bank dates the opening itself on the first day.
    static LocalDate from(Optional<LocalDate> opened, Optional<LocalDate> first, LocalDate to) {
        var day = opened.filter(o -> o.isBefore(to))
                .map(o -> first.filter(o::equals).orElse(o.plusDays(1)))
                .orElse(to);
        return day.isAfter(to) ? to : day;
    }
}
