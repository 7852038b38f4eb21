package org.kvit.reminder;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.kvit.base.Refusal;
import org.kvit.company.Companies;
import org.kvit.customer.CustomerId;
import org.kvit.invoice.InvoiceId;
import org.kvit.mail.FaxGateways;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/// Keeps what is proposed, and takes the orders to send it.
@Service
public class ReminderRuns {
    private static final int FARTHEST_YEARS = 5;

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Companies companies;
    private final Policies policies;
    private final OpenItems items;
    private final Addressees addressees;
    private final ReminderStops stops;
    private final FaxGateways faxes;

    ReminderRuns(
            JdbcClient jdbc,
            JsonMapper json,
            Companies companies,
            Policies policies,
            OpenItems items,
            Addressees addressees,
            ReminderStops stops,
            FaxGateways faxes) {
        this.jdbc = jdbc;
        this.json = json;
        this.companies = companies;
        this.policies = policies;
        this.items = items;
        this.addressees = addressees;
        this.stops = stops;
        this.faxes = faxes;
    }

    /// Plans who would be reminded of what, and keeps it. Nothing is sent.
    ///
    /// @param asOf the date to which days overdue are counted, within five years of today
    /// @param customers whom to plan for; empty: all
    /// @throws Refusal for a date too far off, or a customer that isn't there
    @Transactional(isolation = Isolation.REPEATABLE_READ) // customers and invoices of one moment
    public RunId propose(LocalDate asOf, Optional<Set<CustomerId>> customers) {
        var now = planning(asOf);
        var all = policies.all();
        var some = customers.map(List::copyOf);
        some.ifPresent(this::mustBeThere);
        var run = open(now, some);
        var span = span(all, asOf);
        var to = some.map(addressees::of).orElseGet(() -> addressees.owing(span));
        var proposal = new Proposal(run.value(), asOf, jdbc, json);
        items.each(span, some, (customer, owed) -> {
            var addressee = java.util.Objects.requireNonNull(to.get(customer));
            proposal.add(ReminderPlanner.plan(addressee, owed, all.of(addressee), now));
        });
        proposal.write();
        jdbc.sql("""
                UPDATE reminder_run r SET state = 'done'
                 WHERE r.company_id = current_company() AND r.id = :run
                   AND NOT EXISTS (SELECT FROM reminder_letter l WHERE l.company_id = r.company_id AND l.run_id = r.id)
                """).param("run", run.value()).update();
        return run;
    }

    /// Takes invoices off a proposed run's letters, and puts all others back on. They are offered again
    /// next time.
    /// @throws Refusal for an invoice that is on none of its letters
    @Transactional
    public void exclude(RunId run, Set<InvoiceId> invoices) {
        lock(run);
        var ids = invoices.stream().map(InvoiceId::value).toArray(Long[]::new);
        int known = jdbc.sql("""
                UPDATE reminder_letter_line n SET excluded = n.invoice_id = ANY (:invoices)
                  FROM reminder_letter l
                 WHERE l.company_id = current_company() AND l.run_id = :run AND l.state = 'proposed'
                   AND n.company_id = l.company_id AND n.letter_id = l.id
                   AND (n.excluded OR n.invoice_id = ANY (:invoices))
                RETURNING n.excluded
                """).param("run", run.value()).param("invoices", ids).query(Boolean.class).list().stream()
                .mapToInt(excluded -> excluded ? 1 : 0)
                .sum();
        if (known < ids.length) {
            throw Refusal.invalid("exclude", "reminder.run.exclude");
        }
    }

    /// Takes one invoice off its proposed letter, or puts it back on.
    @Transactional
    public void exclude(RunId run, InvoiceId invoice, boolean off) {
        lock(run);
        int changed = jdbc.sql("""
                UPDATE reminder_letter_line n SET excluded = :off
                  FROM reminder_letter l
                 WHERE l.company_id = current_company() AND l.run_id = :run AND l.state = 'proposed'
                   AND n.company_id = l.company_id AND n.letter_id = l.id AND n.invoice_id = :invoice
                """)
                .param("off", off)
                .param("run", run.value())
                .param("invoice", invoice.value())
                .update();
        if (changed == 0) {
            throw Refusal.conflict("reminder.run.exclude");
        }
    }

    /// Orders the letters that wait to be written and sent; [Dispatcher] does it.
    ///
    /// @param levels only these; empty: all
    /// @throws Refusal if none wait, while another run of the company is being sent, or while all are stopped
    @Transactional
    public void order(RunId run, Optional<Set<Integer>> levels) {
        order(run, levels, OptionalLong.empty());
    }

    /// Orders one letter alone, as [#order].
    @Transactional
    public void order(RunId run, long letter) {
        order(run, Optional.empty(), OptionalLong.of(letter));
    }

    private void order(RunId run, Optional<Set<Integer>> levels, OptionalLong letter) {
        if (stops.standing().isPresent()) {
            throw Refusal.conflict("reminder.stop.stands");
        }
        lock(run);
        int ordered = jdbc.sql("""
                UPDATE reminder_letter l SET state = 'ordered'
                 WHERE l.company_id = current_company() AND l.run_id = :run AND l.state = 'proposed'
                   AND (:all OR l.level = ANY (:levels))
                   AND (:letter = 0 OR l.id = :letter)
                   AND EXISTS (SELECT FROM reminder_letter_line n
                                WHERE n.company_id = l.company_id AND n.letter_id = l.id AND NOT n.excluded)
                """)
                .param("run", run.value())
                .param("all", levels.isEmpty())
                .param("levels", levels.orElse(Set.of()).toArray(Integer[]::new))
                .param("letter", letter.orElse(0))
                .update();
        if (ordered == 0) {
            throw Refusal.conflict("reminder.run.nothing");
        }
        try {
            jdbc.sql("UPDATE reminder_run SET state = 'sending' WHERE company_id = current_company() AND id = :run")
                    .param("run", run.value())
                    .update();
        } catch (DuplicateKeyException e) {
            throw Refusal.conflict("reminder.run.other");
        }
    }

    /// Takes all of a letter's invoices off it, or puts them back on: a letter that is skipped is offered again next
    /// time.
    /// @throws Refusal while the run is being sent; for a letter that doesn't wait any more
    @Transactional
    public void skip(RunId run, long letter, boolean off) {
        lock(run);
        int lines = jdbc.sql("""
                UPDATE reminder_letter_line n SET excluded = :off
                  FROM reminder_letter l
                 WHERE l.company_id = current_company() AND l.run_id = :run AND l.id = :letter AND l.state = 'proposed'
                   AND n.company_id = l.company_id AND n.letter_id = l.id
                """)
                .param("off", off)
                .param("run", run.value())
                .param("letter", letter)
                .update();
        if (lines == 0) {
            throw Refusal.conflict("reminder.card.gone");
        }
    }

    /// A run of which nothing waits any more is done. Its row is locked.
    void closeIfEmpty(RunId run) {
        jdbc.sql("""
                UPDATE reminder_run r SET state = 'done'
                 WHERE r.company_id = current_company() AND r.id = :run AND r.state = 'proposed'
                   AND NOT EXISTS (SELECT FROM reminder_letter l
                                    WHERE l.company_id = r.company_id AND l.run_id = r.id AND l.state IN ('proposed', 'ordered'))
                """).param("run", run.value()).update();
    }

    /// A person has the run before them. The first time is kept.
    @Transactional
    public void seen(RunId run) {
        jdbc.sql("""
                UPDATE reminder_run SET seen_at = now(), seen_by = current_actor()
                 WHERE company_id = current_company() AND id = :run AND seen_at IS NULL
                """).param("run", run.value()).update();
    }

    Circumstances circumstances(LocalDate asOf) {
        var company = companies.own();
        var today = companies.today();
        var ways = EnumSet.of(Channel.EMAIL, Channel.PRINT);
        if (faxes.own().isPresent()) {
            ways.add(Channel.FAX);
        }
        return new Circumstances(asOf, today, company.daysAfterSending(), company.currency(), ways, calledOn(today));
    }

    /// Invoices that customers were called about.
    private Set<InvoiceId> calledOn(LocalDate day) {
        return Set.copyOf(jdbc.sql("""
                SELECT DISTINCT i.invoice_id
                  FROM correspondence c
                  JOIN correspondence_invoice i ON i.company_id = c.company_id AND i.correspondence_id = c.id
                 WHERE c.company_id = current_company() AND c.kind = 'call' AND c.happened_on = :day
                """)
                .param("day", day)
                .query((row, n) -> new InvoiceId(row.getLong(1)))
                .list());
    }

    /// [#circumstances] of a plan that is made anew.
    /// @throws Refusal for a date too far off
    Circumstances planning(LocalDate asOf) {
        var now = circumstances(asOf);
        if (asOf.isBefore(now.today().minusYears(FARTHEST_YEARS))
                || asOf.isAfter(now.today().plusYears(FARTHEST_YEARS))) {
            throw Refusal.invalid("date", "reminder.run.date", FARTHEST_YEARS);
        }
        return now;
    }

    static OpenItems.Span span(PolicySet policies, LocalDate asOf) {
        return span(policies.firstDay(), asOf);
    }

    /// @param firstDay overdue on which any level applies
    static OpenItems.Span span(int firstDay, LocalDate asOf) {
        return new OpenItems.Span(asOf, asOf.minusDays(Math.min(1, firstDay)));
    }

    /// So that a dispatch, a change and another dispatch of one run come one after the other.
    /// @throws Refusal while it is being sent: what is ordered is ordered
    void lock(RunId run) {
        var state = jdbc.sql(
                        "SELECT state FROM reminder_run WHERE company_id = current_company() AND id = :run FOR UPDATE")
                .param("run", run.value())
                .query(String.class)
                .optional()
                .orElseThrow(() -> Refusal.notFound("reminder.run.notFound"));
        if (state.equals("sending")) {
            throw Refusal.conflict("reminder.run.sending");
        }
    }

    private void mustBeThere(List<CustomerId> customers) {
        var there = jdbc.sql("SELECT count(*) FROM customer WHERE company_id = current_company() AND id = ANY (:ids)")
                .param("ids", customers.stream().map(CustomerId::value).toArray(Long[]::new))
                .query(Long.class)
                .single();
        if (there < customers.size()) {
            throw Refusal.invalid("customerIds", "reminder.run.customer");
        }
    }

    private RunId open(Circumstances now, Optional<List<CustomerId>> customers) {
        return new RunId(jdbc.sql("""
                INSERT INTO reminder_run (company_id, as_of, made_on, customers, created_by)
                VALUES (current_company(), :asOf, :today, :customers::bigint[], current_actor()) RETURNING id
                """)
                .param("asOf", now.asOf())
                .param("today", now.today())
                .param(
                        "customers",
                        customers
                                .map(c -> c.stream().map(CustomerId::value).toArray(Long[]::new))
                                .orElse(null))
                .query(Long.class)
                .single());
    }
}
