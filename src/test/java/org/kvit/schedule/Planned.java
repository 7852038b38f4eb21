package org.kvit.schedule;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.kvit.TestCompany;
import org.kvit.receivable.Ledger;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// A company with a schedule, and days that are played to it.
final class Planned {
    static final ReminderSchedule DAILY = Calendars.schedule("aaaaaaa", "00:00", false);

    private final TestCompany company;
    private final Firings firings;
    private final ReminderSchedules schedules;
    private final Ledger ledger;
    private final LocalDate today;
    private int invoices;

    Planned(
            TestCompany company,
            Firings firings,
            ReminderSchedules schedules,
            JdbcClient jdbc,
            TransactionTemplate transaction,
            LocalDate today) {
        this.company = company;
        this.firings = firings;
        this.schedules = schedules;
        this.ledger = new Ledger(jdbc, transaction);
        this.today = today;
    }

    Ledger ledger() {
        return ledger;
    }

    void set(ReminderSchedule schedule) {
        company.actor().run(() -> schedules.save(schedule));
    }

    /// So many customers who owe an invoice that is overdue.
    void overdue(int customers) {
        for (int i = 0; i < customers; i++) {
            int number = ++invoices;
            company.actor().run(() -> {
                var customer = ledger.customer("Customer " + number);
                ledger.invoice(customer, "K-" + number, today.minusDays(30), today.minusDays(5), "100.00");
            });
        }
    }

    /// The moment at which the schedule is due, so many days from today.
    Instant in(int days) {
        return company.actor().get(() -> schedules.calendar().moment(today.plusDays(days)));
    }

    /// What is done when that day's moment comes; empty: nothing.
    List<Firing> look(int days) {
        return look(in(days));
    }

    List<Firing> look(Instant at) {
        return org.kvit.base.Actor.job(company.id()).get(() -> firings.look(at)).stream()
                .toList();
    }

    Firing fires(int days) {
        return look(days).getFirst();
    }

    /// All that must be in order before reminders may go by themselves.
    void isSetUp() {
        company.actor().run(() -> {
            ledger.change(
                    "INSERT INTO reminder_policy (company_id, name, is_default) VALUES (current_company(), 'p', true)"
                            + " ON CONFLICT DO NOTHING");
            ledger.change("""
                    INSERT INTO mail (company_id, message_id, kind, sender, recipients, subject, body_text, language, state, sent_at)
                    VALUES (current_company(), '<test@b>', 'test', 'a@b', '{c@d}', 's', 't', 'en', 'sent', now())""");
            ledger.change("""
                    INSERT INTO template_reading (company_id, language, read_at)
                    SELECT DISTINCT current_company(), language, now() FROM customer WHERE company_id = current_company()
                        ON CONFLICT DO NOTHING""");
            ledger.change("""
                    INSERT INTO reminder_run (company_id, as_of, made_on, state, seen_at)
                    VALUES (current_company(), '%1$s', '%1$s', 'done', now())""".formatted(today));
            statement(today);
        });
    }

    void statement(LocalDate until) {
        ledger.change("""
                WITH f AS (INSERT INTO statement_file (company_id, name, sha256, size) VALUES (current_company(), 'f', '\\x00', 1) RETURNING id)
                INSERT INTO statement (company_id, file_id, message, account, currency, to_date, entries, credits, new_entries)
                SELECT current_company(), f.id, 'camt.053', 'LV80BANK0000435195001', 'EUR', '%s', 0, 0, 0 FROM f
                """.formatted(until));
    }
}
