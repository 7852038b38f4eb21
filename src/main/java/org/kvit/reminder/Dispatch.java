package org.kvit.reminder;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.kvit.base.Words;
import org.kvit.company.Companies;
import org.kvit.company.Company;
import org.kvit.customer.CustomerId;
import org.kvit.invoice.InvoiceId;
import org.kvit.mail.FaxGateway;
import org.kvit.mail.FaxGateways;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Turns ordered letters into e-mails, some at a time. Each batch is one transaction that recomputes the
/// letters,
/// writes
/// them with their log, counters, correspondence and mails, or does nothing at all: whenever the program
/// dies, a letter
/// is
/// either still ordered or wholly written.
@Component
class Dispatch {
    private static final Logger log = LoggerFactory.getLogger(Dispatch.class);
    private static final Words FAULT = Words.of("reminder.leftOut.fault");

    private final JdbcClient jdbc;
    private final Companies companies;
    private final Policies policies;
    private final ReminderRuns runs;
    private final RunReadings readings;
    private final OpenItems items;
    private final Addressees addressees;
    private final LetterTemplates templates;
    private final ReminderLetter letters;
    private final WrittenLetters written;
    private final LetterAdditions additions;
    private final ReminderStops stops;
    private final EditedTexts edited;
    private final FaxGateways faxes;

    Dispatch(
            JdbcClient jdbc,
            Companies companies,
            Policies policies,
            ReminderRuns runs,
            RunReadings readings,
            OpenItems items,
            Addressees addressees,
            LetterTemplates templates,
            ReminderLetter letters,
            WrittenLetters written,
            LetterAdditions additions,
            ReminderStops stops,
            EditedTexts edited,
            FaxGateways faxes) {
        this.jdbc = jdbc;
        this.companies = companies;
        this.policies = policies;
        this.runs = runs;
        this.readings = readings;
        this.items = items;
        this.addressees = addressees;
        this.templates = templates;
        this.letters = letters;
        this.written = written;
        this.additions = additions;
        this.stops = stops;
        this.edited = edited;
        this.faxes = faxes;
    }

    /// Writes up to `size` ordered letters of a run. Several programs may do so at the same time: each
    /// takes letters
    /// that
    /// the others have not.
    ///
    /// @return false when none were left to take, or all reminders are stopped
    @Transactional
    public boolean batch(RunId run, int size) {
        if (!stops.mayWrite()) {
            return false;
        }
        var ordered = claim(run, size);
        if (ordered.isEmpty()) {
            close(run);
            return false;
        }
        var invoices = ordered.stream().flatMap(o -> o.invoices().stream()).toList();
        holdStill(invoices);
        var now = runs.circumstances(readings.run(run).asOf());
        var customers = ordered.stream().map(Ordered::customer).distinct().toList();
        var all = policies.all();
        var left = Recomputation.of(
                ordered, addressees.of(customers), items.of(ReminderRuns.span(all, now.asOf()), customers), all, now);
        var company = companies.own();
        var wordings = templates.wordings();
        var dropped = new ArrayList<>(left.dropped());
        var known = additions.known(left.letters().values(), now.today());
        var setting = new Setting(
                company, wordings, edited.of(ordered.stream().map(Ordered::id).toList()), faxes.own(), known, now);
        // Rendering knows no database: it may use every core.
        var rendered = left.letters().entrySet().parallelStream()
                .map(e -> render(setting, e.getKey(), e.getValue()))
                .toList();
        for (var outcome : rendered) {
            if (outcome.dropped() != null) {
                dropped.add(outcome.dropped());
            }
        }
        written.drop(dropped);
        written.fell(left.fallen());
        written.write(
                rendered.stream()
                        .flatMap(o -> Optional.ofNullable(o.rendered()).stream())
                        .toList(),
                now);
        return true;
    }

    /// What all letters of a batch are written with.
    private record Setting(
            Company company,
            LetterWordings wordings,
            Map<Long, EditedTexts.Edited> edited,
            Optional<FaxGateway> faxes,
            LetterAdditions.Known known,
            Circumstances now) {
        LetterModel model(Ordered ordered, ReminderPlan.Letter letter) {
            var model = LetterModels.of(company, wordings, letter, now.asOf(), now.today());
            return Optional.ofNullable(edited.get(ordered.id()))
                    .map(text -> text.on(model))
                    .orElse(model);
        }
    }

    private record Outcome(
            @org.jspecify.annotations.Nullable Rendered rendered,
            @org.jspecify.annotations.Nullable Dropped dropped) {}

    /// A letter that can't be made must not keep the others from going out; it is dropped, and a person
    /// sees it.
    private Outcome render(Setting setting, Ordered ordered, ReminderPlan.Letter letter) {
        try {
            var known = setting.known();
            var charges = known.charges(letter);
            var plain = setting.model(ordered, letter).charging(charges.charges());
            var pdf = letters.pdf(plain);
            var enclosed = additions.copies(letter, known, pdf.length, plain.language());
            var model = plain.enclosing(!enclosed.copies().isEmpty());
            var email = LetterDrafts.email(letters, model, ordered.customer(), letter.emails());
            var faxes = LetterDrafts.faxes(letters, plain, ordered.customer(), letter.faxes(), setting.faxes());
            return new Outcome(
                    new Rendered(
                            ordered,
                            letter,
                            email,
                            faxes,
                            model.language(),
                            pdf,
                            letters.fileName(model),
                            charges,
                            enclosed),
                    null);
        } catch (RuntimeException e) {
            log.error("The reminder letter {} could not be made", ordered.id(), e);
            return new Outcome(null, new Dropped(ordered, FAULT));
        }
    }

    private List<Ordered> claim(RunId run, int size) {
        record Line(long id, long customer, int level, long invoice) {}
        var lines = jdbc.sql("""
                WITH taken AS (
                  SELECT l.id, l.customer_id, l.level
                    FROM reminder_letter l
                   WHERE l.company_id = current_company() AND l.run_id = :run AND l.state = 'ordered'
                   ORDER BY l.id
                   LIMIT :size
                     FOR UPDATE SKIP LOCKED)
                SELECT t.id, t.customer_id AS customer, t.level, n.invoice_id AS invoice
                  FROM taken t
                  JOIN reminder_letter_line n ON n.company_id = current_company() AND n.letter_id = t.id AND NOT n.excluded
                 ORDER BY t.id
                """)
                .param("run", run.value())
                .param("size", size)
                .query((row, n) -> new Line(
                        row.getLong("id"), row.getLong("customer"), row.getInt("level"), row.getLong("invoice")))
                .list();
        var letters = new java.util.LinkedHashMap<Long, Ordered>();
        for (var line : lines) {
            letters.computeIfAbsent(
                            line.id(),
                            id -> new Ordered(id, new CustomerId(line.customer()), line.level(), new LinkedHashSet<>()))
                    .invoices()
                    .add(new InvoiceId(line.invoice()));
        }
        return List.copyOf(letters.values());
    }

    /// Until the letters are written nobody can pay, credit or hold these invoices: what a letter says
    /// is true when it
    /// leaves. Locked in the order in which allocations lock them, so that the two wait and never deadlock.
    private void holdStill(List<InvoiceId> invoices) {
        jdbc.sql("""
                SELECT id FROM invoice
                 WHERE company_id = current_company() AND id = ANY (:invoices)
                 ORDER BY id
                   FOR SHARE
                """)
                .param("invoices", invoices.stream().map(InvoiceId::value).toArray(Long[]::new))
                .query(Long.class)
                .list();
    }

    private void close(RunId run) {
        jdbc.sql("""
                UPDATE reminder_run r
                   SET state = CASE WHEN EXISTS (SELECT FROM reminder_letter l
                                                  WHERE l.company_id = r.company_id AND l.run_id = r.id AND l.state = 'proposed')
                                    THEN 'proposed' ELSE 'done' END
                 WHERE r.company_id = current_company() AND r.id = :run AND r.state = 'sending'
                   AND NOT EXISTS (SELECT FROM reminder_letter l
                                    WHERE l.company_id = r.company_id AND l.run_id = r.id AND l.state = 'ordered')
                """).param("run", run.value()).update();
    }

    /// Runs of the bound company that are being sent.
    @Transactional(readOnly = true)
    public Set<RunId> beingSent() {
        return Set.copyOf(
                jdbc.sql("SELECT id FROM reminder_run WHERE company_id = current_company() AND state = 'sending'")
                        .query((row, n) -> new RunId(row.getLong(1)))
                        .list());
    }
}
