package org.kvit.reminder;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.kvit.base.Money;
import org.kvit.base.Words;
import org.springframework.stereotype.Component;

/// A run as the API and `kvit remind --json` write it.
@Component
public class RunReport {
    private final RunReadings readings;

    RunReport(RunReadings readings) {
        this.readings = readings;
    }

    /// An invoice on a letter. @param amount what it still asks for
    public record Line(
            long invoiceId,
            String invoiceNumber,
            LocalDate dueDate,
            int daysOverdue,
            String amount,
            String currency,
            boolean excluded,
            @Nullable String leftOut) {}

    public record Sum(String amount, String currency) {}

    /// What a letter that was written asked for beside what was open.
    ///
    /// @param interestUntil the last day that late interest is counted to
    public record Charge(
            String currency,
            String principal,
            @Nullable String interest,
            @Nullable LocalDate interestUntil,
            @Nullable String fee,
            String sum) {}

    /// @param notes how it went out: late interest that could not be counted, copies that stayed behind
    /// @param state `proposed`, `ordered`, `dropped`; after that the e-mail's: `queued`, `sent`,
    /// `failed`, `uncertain`, …; of one that goes by post only `to_post`, `posted`
    public record Letter(
            long id,
            long customerId,
            String customerName,
            int level,
            String language,
            List<String> recipients,
            List<String> faxes,
            @Nullable String postTo,
            String state,
            @Nullable String reason,
            @Nullable Long emailId,
            List<Sum> totals,
            List<Charge> charges,
            List<String> notes,
            List<Line> lines) {}

    public record LeftOut(
            String invoiceNumber,
            long invoiceId,
            long customerId,
            String customerName,
            int daysOverdue,
            String amount,
            String currency,
            String reason) {}

    /// @param date days overdue are counted to it
    public record Plan(
            long id, LocalDate date, LocalDate madeOn, String state, List<Letter> letters, List<LeftOut> leftOut) {}

    /// @param words puts reasons into the reader's language
    public Plan of(RunId id, Function<Words, String> words) {
        var run = readings.run(id);
        var charges = readings.charges(id);
        return new Plan(
                id.value(),
                run.asOf(),
                run.madeOn(),
                run.state().code(),
                readings.letters(id, OptionalInt.empty(), 0, Integer.MAX_VALUE).stream()
                        .map(l -> letter(l, charges.getOrDefault(l.id(), List.of()), words))
                        .toList(),
                readings.leftOut(id, 0, Integer.MAX_VALUE).stream()
                        .map(o -> leftOut(o, words))
                        .toList());
    }

    private static Letter letter(
            ReminderRun.Letter l, List<LetterModel.Charge> charges, Function<Words, String> words) {
        return new Letter(
                l.id(),
                l.customer().value(),
                l.customerName(),
                l.level(),
                l.language(),
                l.recipients(),
                l.faxNumbers(),
                l.postTo().orElse(null),
                l.state(),
                l.droppedFor().or(l::mailProblem).map(words).orElse(null),
                l.mail().orElse(null),
                l.sums().stream().map(m -> new Sum(plain(m), m.currency())).toList(),
                charges.stream().map(RunReport::charge).toList(),
                l.notes().stream().map(words).toList(),
                l.lines().stream().map(n -> line(n, words)).toList());
    }

    private static Charge charge(LetterModel.Charge charge) {
        return new Charge(
                charge.principal().currency(),
                plain(charge.principal()),
                charge.interest().map(i -> plain(i.amount())).orElse(null),
                charge.interest().map(LetterModel.Interest::until).orElse(null),
                charge.fee().map(RunReport::plain).orElse(null),
                plain(charge.sum()));
    }

    private static Line line(ReminderRun.Line n, Function<Words, String> words) {
        Optional<String> leftOut = n.leftOut().map(words);
        return new Line(
                n.invoice().value(),
                n.number(),
                n.dueDate(),
                n.daysOverdue(),
                plain(n.open()),
                n.open().currency(),
                n.excluded(),
                leftOut.orElse(null));
    }

    private static LeftOut leftOut(ReminderRun.LeftOut o, Function<Words, String> words) {
        return new LeftOut(
                o.number(),
                o.invoice().value(),
                o.customer().value(),
                o.customerName(),
                o.daysOverdue(),
                plain(o.open()),
                o.open().currency(),
                words.apply(o.reason()));
    }

    private static String plain(Money money) {
        return money.amount().toPlainString();
    }
}
