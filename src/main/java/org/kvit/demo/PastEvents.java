package org.kvit.demo;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.kvit.correspondence.Correspondence;
import org.kvit.correspondence.Note;
import org.kvit.customer.CustomerId;
import org.kvit.demo.SampleNotes.Written;
import org.kvit.invoice.InvoiceId;
import org.kvit.reminder.Dispatcher;
import org.kvit.reminder.ReminderRuns;
import org.kvit.ui.Texts;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What passed between the demo's forwarder and its debtors in the last weeks: reminder letters and notes, each
/// on its day, through the services that write them on any day.
@Component
@ConditionalOnBooleanProperty("kvit.demo")
class PastEvents {
    private static final List<Integer> RUNS = List.of(16, 9, 2); // days ago
    private static final int CUSTOMERS_A_RUN = 3;

    private final TimeTravel clock;
    private final ReminderRuns runs;
    private final Dispatcher dispatcher;
    private final Correspondence correspondence;
    private final SampleLedger ledger;
    private final Texts texts;
    private final JdbcClient jdbc;

    PastEvents(
            TimeTravel clock,
            ReminderRuns runs,
            Dispatcher dispatcher,
            Correspondence correspondence,
            SampleLedger ledger,
            Texts texts,
            JdbcClient jdbc) {
        this.clock = clock;
        this.runs = runs;
        this.dispatcher = dispatcher;
        this.correspondence = correspondence;
        this.ledger = ledger;
        this.texts = texts;
        this.jdbc = jdbc;
    }

    private record Event(int daysAgo, Runnable work) {}

    /// In the caller's transaction.
    void happen(SampleTrade trade, LocalDate today, String language) {
        var ids = new Ids(customerIds(), invoiceIds(), contactIds());
        var locale = Locale.of(language);
        var events = new ArrayList<Event>();
        for (int run = 0; run < RUNS.size(); run++) {
            int daysAgo = onWorkingDay(today, RUNS.get(run));
            var to = toRemind(trade, today.minusDays(daysAgo), run);
            events.add(new Event(daysAgo, () -> remind(today.minusDays(daysAgo), ids, to)));
        }
        SampleNotes.of(trade, today)
                .forEach(note -> events.add(new Event(note.daysAgo(), () -> write(note, ids, locale, today))));
        events.sort(Comparator.comparingInt(Event::daysAgo).reversed());
        events.forEach(event -> clock.daysAgo(event.daysAgo(), event.work()));
        backdate(today);
    }

    private static int onWorkingDay(LocalDate today, int daysAgo) {
        var day = today.minusDays(daysAgo).getDayOfWeek();
        return daysAgo + (day == DayOfWeek.SATURDAY ? 1 : day == DayOfWeek.SUNDAY ? 2 : 0);
    }

    /// Some of those that were overdue then and are so today; each run takes others, so that most are left for
    /// today.
    private static List<SampleCustomer> toRemind(SampleTrade trade, LocalDate on, int run) {
        var owing = trade.openByCustomer().values().stream()
                .filter(open -> open.stream().anyMatch(i -> i.due().isBefore(on)))
                .map(open -> open.getFirst().customer())
                .filter(c -> c.reachable() && !c.remindersOff())
                .toList();
        return owing.stream().skip((long) run * 3).limit(CUSTOMERS_A_RUN).toList();
    }

    private void remind(LocalDate on, Ids ids, List<SampleCustomer> customers) {
        var to = customers.stream().map(ids::customer).collect(Collectors.toSet());
        dispatcher.sendNow(runs.propose(on, Optional.of(to)), Optional.empty());
        jdbc.sql("""
                UPDATE mail SET state = 'sent', attempts = 1, sent_at = created_at + interval '4 seconds'
                 WHERE company_id = current_company() AND state = 'queued'
                """).update();
    }

    private void write(Written written, Ids ids, Locale locale, LocalDate today) {
        var half = written.invoices().stream()
                .map(SampleInvoice::total)
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .divide(BigDecimal.TWO, 0, RoundingMode.DOWN);
        correspondence.write(
                ids.customer(written.customer()),
                new Note(
                        Optional.ofNullable(
                                ids.contacts().get(written.customer().externalId())),
                        written.invoices().stream().map(ids::invoice).toList(),
                        texts.text(locale, "demo.note." + written.text()),
                        written.promisedIn().map(today::plusDays),
                        Optional.of(half).filter(_ -> written.halfOnly()),
                        written.nextActionIn().map(today::plusDays)));
    }

    private record Ids(Map<String, Long> customers, Map<String, Long> invoices, Map<String, Long> contacts) {
        CustomerId customer(SampleCustomer customer) {
            return new CustomerId(Objects.requireNonNull(customers.get(customer.externalId())));
        }

        InvoiceId invoice(SampleInvoice invoice) {
            return new InvoiceId(Objects.requireNonNull(invoices.get(invoice.number())));
        }
    }

    private Map<String, Long> customerIds() {
        return ids("SELECT external_id, id FROM customer WHERE company_id = current_company()");
    }

    private Map<String, Long> invoiceIds() {
        return ids("SELECT number, id FROM invoice WHERE company_id = current_company()");
    }

    /// The first contact of each customer.
    private Map<String, Long> contactIds() {
        return ids("""
                SELECT c.external_id, min(p.id)
                  FROM contact p
                  JOIN customer c ON c.company_id = p.company_id AND c.id = p.customer_id
                 WHERE p.company_id = current_company()
                 GROUP BY c.external_id
                """);
    }

    private Map<String, Long> ids(String sql) {
        var ids = new HashMap<String, Long>();
        jdbc.sql(sql).query(row -> {
            ids.put(row.getString(1), row.getLong(2));
        });
        return ids;
    }

    /// What the database stamped with its own clock becomes as old as it claims to be, and notes are their
    /// managers'.
    private void backdate(LocalDate today) {
        for (var update : List.of("""
                UPDATE reminder_run r SET created_at = created_at - (date '%1$s' - made_on) * interval '1 day'
                 WHERE company_id = current_company()
                """, """
                UPDATE reminder_letter l SET written_at = l.written_at - (date '%1$s' - r.made_on) * interval '1 day'
                  FROM reminder_run r
                 WHERE l.company_id = current_company() AND r.company_id = l.company_id AND r.id = l.run_id
                """, """
                UPDATE document d SET created_at = l.written_at
                  FROM reminder_letter l
                 WHERE d.company_id = current_company() AND l.company_id = d.company_id AND l.document_id = d.id
                """, """
                UPDATE correspondence e
                   SET created_at = e.created_at - (date '%1$s' - e.happened_on) * interval '1 day',
                       created_by = CASE e.kind WHEN 'note' THEN c.account_manager_id ELSE e.created_by END
                  FROM customer c
                 WHERE e.company_id = current_company() AND c.company_id = e.company_id AND c.id = e.customer_id
                """)) {
            ledger.quietly(update.formatted(today));
        }
    }
}
