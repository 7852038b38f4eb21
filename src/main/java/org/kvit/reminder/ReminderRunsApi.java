package org.kvit.reminder;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
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
    private final RunReport report;

    ReminderRunsApi(
            ReminderRuns runs, RunReadings readings, Dispatcher dispatcher, Companies companies, RunReport report) {
        this.runs = runs;
        this.readings = readings;
        this.dispatcher = dispatcher;
        this.companies = companies;
        this.report = report;
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

    @PostMapping
    @Needs(Right.REMINDERS)
    @ResponseStatus(HttpStatus.CREATED)
    RunReport.Plan propose(@RequestBody RunBody body, Page page) {
        var date = body.date() == null ? companies.today() : body.date();
        var customers = Optional.ofNullable(body.customerIds())
                .map(ids -> ids.stream().map(CustomerId::new).collect(Collectors.toSet()));
        var run = runs.propose(date, customers);
        if (Boolean.TRUE.equals(body.send()) && readings.run(run).state() == ReminderRun.State.PROPOSED) {
            dispatcher.send(run, Optional.empty());
        }
        return report.of(run, page::words);
    }

    @GetMapping("/{id}")
    RunReport.Plan find(@PathVariable long id, Page page) {
        return report.of(new RunId(id), page::words);
    }

    @PatchMapping("/{id}")
    @Needs(Right.REMINDERS)
    RunReport.Plan exclude(@PathVariable long id, @RequestBody ExcludeBody body, Page page) {
        if (body.exclude() == null) {
            throw Refusal.invalid("exclude", "reminder.run.exclude.missing");
        }
        runs.exclude(new RunId(id), body.exclude().stream().map(InvoiceId::new).collect(Collectors.toSet()));
        return report.of(new RunId(id), page::words);
    }

    @PostMapping("/{id}/dispatches")
    @Needs(Right.REMINDERS)
    @ResponseStatus(HttpStatus.ACCEPTED)
    RunReport.Plan dispatch(
            @PathVariable long id, @RequestBody(required = false) @Nullable DispatchBody body, Page page) {
        Optional<Set<Integer>> levels =
                body == null || body.levels() == null ? Optional.empty() : Optional.of(new HashSet<>(body.levels()));
        dispatcher.send(new RunId(id), levels);
        return report.of(new RunId(id), page::words);
    }
}
