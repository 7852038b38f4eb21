package org.kvit.invoice;

import java.util.List;
import java.util.Optional;
import org.kvit.base.Refusal;
import org.kvit.company.Companies;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Changes what may be changed about an invoice.
@Service
public class InvoiceChanges {
    private static final int LONGEST_REASON = 200;

    private final JdbcClient jdbc;
    private final Invoices invoices;
    private final Companies companies;
    private final ReminderCounters counters;

    InvoiceChanges(JdbcClient jdbc, Invoices invoices, Companies companies, ReminderCounters counters) {
        this.jdbc = jdbc;
        this.invoices = invoices;
        this.companies = companies;
        this.counters = counters;
    }

    /// All of them or none.
    /// @throws Refusal if there is no such invoice, or a change can't be
    @Transactional
    public void make(InvoiceId id, List<InvoiceChange> changes) {
        var invoice = invoices.find(id);
        for (var change : changes) {
            switch (change) {
                case InvoiceChange.Reminders reminders -> switchReminders(invoice, reminders.off());
                case InvoiceChange.Posted posted -> post(invoice, posted);
                case InvoiceChange.Counters set -> counters.set(id, set.counts());
            }
        }
    }

    private void switchReminders(Invoice invoice, Optional<RemindersOff> off) {
        off.flatMap(RemindersOff::reason)
                .filter(r -> r.length() > LONGEST_REASON)
                .ifPresent(_ -> {
                    throw Refusal.invalid("reason", "invoice.remindersOff.reason", LONGEST_REASON);
                });
        off.flatMap(RemindersOff::until)
                .filter(until -> until.isBefore(invoice.asOf()) || until.getYear() > 2100)
                .ifPresent(_ -> {
                    throw Refusal.invalid("until", "invoice.remindersOff.until");
                });
        jdbc.sql("""
                UPDATE invoice SET reminders_off = :off, reminders_off_reason = nullif(:reason, ''), reminders_off_until = :until
                 WHERE company_id = current_company() AND id = :id
                """)
                .param("off", off.isPresent())
                .param("reason", off.flatMap(RemindersOff::reason).orElse(""))
                .param("until", off.flatMap(RemindersOff::until).orElse(null), java.sql.Types.DATE)
                .param("id", invoice.id().value())
                .update();
    }

    private void post(Invoice invoice, InvoiceChange.Posted posted) {
        posted.on()
                .filter(day -> day.isAfter(companies.today()) || day.isBefore(invoice.issueDate()))
                .ifPresent(_ -> {
                    throw Refusal.invalid("postedOn", "invoice.postedOn.range", invoice.issueDate());
                });
        jdbc.sql("UPDATE invoice SET posted_on = :on WHERE company_id = current_company() AND id = :id")
                .param("on", posted.on().orElse(null), java.sql.Types.DATE)
                .param("id", invoice.id().value())
                .update();
    }
}
