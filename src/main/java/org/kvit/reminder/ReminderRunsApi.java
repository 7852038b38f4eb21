package org.kvit.reminder;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kvit.base.Money;
import org.kvit.base.Refusal;
import org.kvit.company.Companies;
import org.kvit.company.Needs;
import org.kvit.company.Right;
import org.kvit.customer.CustomerId;
import org.kvit.invoice.InvoiceId;
import org.kvit.ui.Page;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// `/api/v1/reminder-runs`: plans, and the letters that come of them.
@RestController
@RequestMapping("/api/v1/reminder-runs")
class ReminderRunsApi {
    private final ReminderRuns runs;
    private final RunReadings readings;
    private final Dispatcher dispatcher;
    private final Companies companies;

    ReminderRunsApi(ReminderRuns runs, RunReadings readings, Dispatcher dispatcher, Companies companies) {
        this.runs = runs;
        this.readings = readings;
        this.dispatcher = dispatcher;
        this.companies = companies;
    }

    /// @param date days overdue are counted to it; today if it is left out
    /// @param customerIds whom to plan for; all if it is left out
    /// @param send send what was planned
    record RunBody(
            @Nullable LocalDate date,
            @Nullable List<Long> customerIds,
            @Nullable Boolean send) {}

    record ExcludeBody(@Nullable List<Long> exclude) {}

    record DispatchBody(@Nullable List<Integer> levels) {}

    record LineBody(
            long invoiceId,
            String invoiceNumber,
            LocalDate dueDate,
            int daysOverdue,
            String amount,
            String currency,
            boolean excluded,
            @Nullable String leftOut) {}

    record SumBody(String amount, String currency) {
        static SumBody of(Money money) {
            return new SumBody(money.amount().toPlainString(), money.currency());
        }
    }

    /// @param state `proposed`, `ordered`, `dropped`; after that the e-mail's: `queued`, `sent`, `failed`, `uncertain`,
    /// …
    record LetterBody(
            long id,
            long customerId,
            String customerName,
            int level,
            String language,
            List<String> recipients,
            String state,
            @Nullable String reason,
            @Nullable Long emailId,
            List<SumBody> totals,
            List<LineBody> lines) {}

    record LeftOutBody(
            String invoiceNumber,
            long invoiceId,
            long customerId,
            String customerName,
            int daysOverdue,
            String amount,
            String currency,
            String reason) {}

    /// @param date days overdue are counted to it
    record Plan(
            long id,
            LocalDate date,
            LocalDate madeOn,
            String state,
            List<LetterBody> letters,
            List<LeftOutBody> leftOut) {}

    @PostMapping
    @Needs(Right.REMINDERS)
    @ResponseStatus(HttpStatus.CREATED)
    Plan propose(@RequestBody RunBody body, Page page) {
        var date = body.date() == null ? companies.today() : body.date();
        var customers = Optional.ofNullable(body.customerIds())
                .map(ids -> ids.stream().map(CustomerId::new).collect(Collectors.toSet()));
        var run = runs.propose(date, customers);
        if (Boolean.TRUE.equals(body.send()) && readings.run(run).state() == ReminderRun.State.PROPOSED) {
            dispatcher.send(run, Optional.empty());
        }
        return plan(run, page);
    }

    @GetMapping("/{id}")
    Plan find(@PathVariable long id, Page page) {
        return plan(new RunId(id), page);
    }

    @PatchMapping("/{id}")
    @Needs(Right.REMINDERS)
    Plan exclude(@PathVariable long id, @RequestBody ExcludeBody body, Page page) {
        if (body.exclude() == null) {
            throw Refusal.invalid("exclude", "reminder.run.exclude.missing");
        }
        runs.exclude(new RunId(id), body.exclude().stream().map(InvoiceId::new).collect(Collectors.toSet()));
        return plan(new RunId(id), page);
    }

    @PostMapping("/{id}/dispatches")
    @Needs(Right.REMINDERS)
    @ResponseStatus(HttpStatus.ACCEPTED)
    Plan dispatch(@PathVariable long id, @RequestBody(required = false) @Nullable DispatchBody body, Page page) {
        Optional<Set<Integer>> levels =
                body == null || body.levels() == null ? Optional.empty() : Optional.of(new HashSet<>(body.levels()));
        dispatcher.send(new RunId(id), levels);
        return plan(new RunId(id), page);
    }

    private Plan plan(RunId id, Page page) {
        var run = readings.run(id);
        return new Plan(
                id.value(),
                run.asOf(),
                run.madeOn(),
                run.state().code(),
                readings.letters(id, OptionalInt.empty(), 0, Integer.MAX_VALUE).stream()
                        .map(l -> letter(l, page))
                        .toList(),
                readings.leftOut(id, 0, Integer.MAX_VALUE).stream()
                        .map(o -> leftOut(o, page))
                        .toList());
    }

    private static LetterBody letter(ReminderRun.Letter l, Page page) {
        return new LetterBody(
                l.id(),
                l.customer().value(),
                l.customerName(),
                l.level(),
                l.language(),
                l.recipients(),
                l.state(),
                l.droppedFor().or(l::mailProblem).map(page::words).orElse(null),
                l.mail().orElse(null),
                l.sums().stream().map(SumBody::of).toList(),
                l.lines().stream().map(n -> line(n, page)).toList());
    }

    private static LineBody line(ReminderRun.Line n, Page page) {
        return new LineBody(
                n.invoice().value(),
                n.number(),
                n.dueDate(),
                n.daysOverdue(),
                n.open().amount().toPlainString(),
                n.open().currency(),
                n.excluded(),
                n.leftOut().map(page::words).orElse(null));
    }

    private static LeftOutBody leftOut(ReminderRun.LeftOut o, Page page) {
        return new LeftOutBody(
                o.number(),
                o.invoice().value(),
                o.customer().value(),
                o.customerName(),
                o.daysOverdue(),
                o.open().amount().toPlainString(),
                o.open().currency(),
                page.words(o.reason()));
    }
}
