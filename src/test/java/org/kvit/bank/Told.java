package org.kvit.bank;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.kvit.base.Money;

/// A sink that keeps what it is told, and writes it down line by line for tests that compare all of it.
final class Told implements StatementSink {
    final List<Statement> statements = new ArrayList<>();
    final List<Entry> entries = new ArrayList<>();
    /// What names each of them, counted where several of a statement are alike.
    final List<String> identities = new ArrayList<>();
    private final Map<String, Integer> alike = new HashMap<>();
    /// How many entries there were when each statement had ended.
    final List<Integer> ends = new ArrayList<>();
    private final List<String> lines = new ArrayList<>();

    static Told of(String xml) {
        return of(xml.getBytes(StandardCharsets.UTF_8), Limits.USUAL);
    }

    static Told of(byte[] file, Limits limits) {
        return of(file, limits, AccountHolder.UNKNOWN);
    }

    static Told of(byte[] file, Limits limits, AccountHolder holder) {
        var told = new Told();
        try {
            StatementFiles.read(new ByteArrayInputStream(file), limits, holder, told);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return told;
    }

    static byte[] resource(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(Told.class.getResourceAsStream("/camt/" + name), name)) {
            return in.readAllBytes();
        }
    }

    @Override
    public void opened(Statement statement) {
        alike.clear();
    }

    @Override
    public void entry(Entry e) {
        entries.add(e);
        var name = EntryIdentities.key(e).orElseGet(() -> EntryIdentities.fingerprint(e));
        identities.add(name + "#" + alike.merge(name, 1, Integer::sum));
        lines.add(line(
                "entry",
                e.bookedOn() + e.valueOn().map(v -> "/" + v).orElse(""),
                e.signedAmount().toPlainString() + " " + e.currency(),
                e.status() + (e.reversal() ? " reversal" : ""),
                "ref " + e.bankReference(),
                "e2e " + e.endToEndId(),
                "party " + e.counterpartyName(),
                "account " + e.counterpartyAccount(),
                "ultimate " + e.ultimateName(),
                "strd " + String.join(" & ", e.references()),
                "text " + String.join(" & ", e.remittance()),
                "more " + e.additional().replace("\n", " & "),
                "code " + e.transactionCode(),
                e.flag(),
                "running " + e.details().runningReference(),
                "charges " + e.details().charges().map(Object::toString).orElse(""),
                "ordered " + e.details().instructed().map(Told::plain).orElse(""),
                "rate "
                        + e.details()
                                .exchangeRate()
                                .map(BigDecimal::toPlainString)
                                .orElse(""),
                e.details()
                        .returned()
                        .map(r -> "returned " + r.reason() + " " + r.text().replace("\n", " & "))
                        .orElse(""),
                "ids " + String.join("/", ids(e.details().ids())),
                e.batch().map(b -> "part of " + plain(b.amount())).orElse("")));
    }

    @Override
    public void closed(Statement s) {
        statements.add(s);
        ends.add(entries.size());
        lines.add(line(
                s.message(),
                s.id(),
                "no " + s.sequence(),
                s.account() + " " + s.currency(),
                period(s.from()) + ".." + period(s.to()),
                "made " + period(s.createdOn())));
        s.balances()
                .forEach(b -> lines.add(line(
                        "balance",
                        b.code() + b.subType(),
                        b.amount().toPlainString() + " " + b.currency(),
                        period(b.date()))));
    }

    /// What was told, a line each; what is empty is left out.
    String written() {
        return String.join("\n", lines) + "\n";
    }

    private static String period(Optional<?> date) {
        return date.map(Object::toString).orElse("");
    }

    private static List<String> ids(Entry.PaymentIds ids) {
        return List.of(ids.instruction(), ids.transaction(), ids.mandate(), ids.uetr());
    }

    private static String plain(Money money) {
        return plain(money.amount()) + " " + money.currency();
    }

    private static String plain(BigDecimal number) {
        var stripped = number.stripTrailingZeros();
        return stripped.setScale(Math.max(2, stripped.scale())).toPlainString();
    }

    /// Its parts but those that say nothing.
    static String line(String... parts) {
        return java.util.Arrays.stream(parts)
                .map(String::strip)
                .filter(
                        p -> !p.isEmpty()
                                && !p.matches(
                                        "ref|e2e|party|account|ultimate|strd|text|more|code|no|made|running|charges|ordered|rate|ids ///|\\.\\."))
                .collect(Collectors.joining(" | "));
    }
}
