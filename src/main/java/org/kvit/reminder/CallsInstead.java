package org.kvit.reminder;

import java.util.List;
import org.kvit.base.Refusal;
import org.kvit.base.Words;
import org.kvit.company.Companies;
import org.kvit.correspondence.Correspondence;
import org.kvit.correspondence.Note;
import org.kvit.invoice.InvoiceId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/// A customer is called instead of being written to. A call counts as contact, not as a reminder: it
/// is written into the correspondence, the letter leaves its run, no counter moves, and its invoices
/// are not reminded that day.
@Component
class CallsInstead {
    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Companies companies;
    private final Correspondence correspondence;
    private final ReminderRuns runs;
    private final RunReadings readings;

    CallsInstead(
            JdbcClient jdbc,
            JsonMapper json,
            Companies companies,
            Correspondence correspondence,
            ReminderRuns runs,
            RunReadings readings) {
        this.jdbc = jdbc;
        this.json = json;
        this.companies = companies;
        this.correspondence = correspondence;
        this.runs = runs;
        this.readings = readings;
    }

    /// @param said who was reached, what was said, what is next; its invoices are the letter's
    /// @throws Refusal while the run is being sent; for a letter that doesn't wait any more; as
    /// [Correspondence#call]
    @Transactional
    public void note(RunId run, long id, Note said) {
        runs.lock(run);
        var letter = readings.letter(id);
        if (!letter.waits()) {
            throw Refusal.conflict("reminder.card.gone");
        }
        var invoices = letter.lines().stream()
                .filter(ReminderRun.Line::counts)
                .map(ReminderRun.Line::invoice)
                .toList();
        holdStill(invoices);
        correspondence.call(
                letter.customer(),
                new Note(
                        said.contactId(),
                        invoices,
                        said.text(),
                        said.promisedOn(),
                        said.promisedAmount(),
                        said.nextActionOn()));
        jdbc.sql("""
                UPDATE reminder_letter SET state = 'dropped', dropped_for = :reason::jsonb
                 WHERE company_id = current_company() AND id = :id AND run_id = :run AND state = 'proposed'
                """)
                .param("reason", json.writeValueAsString(Words.of("reminder.leftOut.called", companies.today())))
                .param("id", id)
                .param("run", run.value())
                .update();
        runs.closeIfEmpty(run);
    }

    /// Another run may be writing to the same customer: it is waited for, or it waits and then sees
    /// the call.
    private void holdStill(List<InvoiceId> invoices) {
        jdbc.sql("""
                SELECT id FROM invoice
                 WHERE company_id = current_company() AND id = ANY (:invoices)
                 ORDER BY id
                   FOR NO KEY UPDATE
                """)
                .param("invoices", invoices.stream().map(InvoiceId::value).toArray(Long[]::new))
                .query(Long.class)
                .list();
    }
}
