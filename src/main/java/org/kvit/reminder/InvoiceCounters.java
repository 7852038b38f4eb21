package org.kvit.reminder;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.kvit.base.Refusal;
import org.kvit.invoice.InvoiceId;
import org.kvit.invoice.ReminderCounters;
import org.kvit.invoice.ReminderLog;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// The counters of the reminders, as an invoice shows and sets them.
@Component
class InvoiceCounters implements ReminderCounters {
    static final int MOST = 1000;

    private final JdbcClient jdbc;

    InvoiceCounters(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    @Transactional(readOnly = true)
    public Map<InvoiceId, Map<Integer, Integer>> of(List<InvoiceId> invoices) {
        var counts = new HashMap<InvoiceId, Map<Integer, Integer>>();
        jdbc.sql("""
                SELECT invoice_id, level, count
                  FROM reminder_counter
                 WHERE company_id = current_company() AND invoice_id = ANY (:invoices)
                """)
                .param("invoices", invoices.stream().map(InvoiceId::value).toArray(Long[]::new))
                .query(row -> {
                    counts.computeIfAbsent(new InvoiceId(row.getLong("invoice_id")), _ -> new TreeMap<>())
                            .put(row.getInt("level"), row.getInt("count"));
                });
        return counts;
    }

    @Override
    @Transactional(readOnly = true)
    public Map<InvoiceId, ReminderLog> logs(List<InvoiceId> invoices) {
        var sent = new HashMap<InvoiceId, List<ReminderLog.Sent>>();
        jdbc.sql("""
                SELECT invoice_id, level, reminded_on
                  FROM reminded
                 WHERE company_id = current_company() AND invoice_id = ANY (:invoices)
                 ORDER BY invoice_id, reminded_on
                """)
                .param("invoices", invoices.stream().map(InvoiceId::value).toArray(Long[]::new))
                .query(row -> {
                    sent.computeIfAbsent(new InvoiceId(row.getLong("invoice_id")), _ -> new ArrayList<>())
                            .add(new ReminderLog.Sent(
                                    row.getInt("level"), row.getObject("reminded_on", LocalDate.class)));
                });
        var logs = new HashMap<InvoiceId, ReminderLog>();
        of(invoices).forEach((invoice, counts) -> {
            var counted = new TreeMap<>(counts);
            counted.values().removeIf(count -> count == 0);
            logs.put(invoice, new ReminderLog(counted, sent.getOrDefault(invoice, List.of())));
        });
        sent.forEach((invoice, entries) -> logs.putIfAbsent(invoice, new ReminderLog(new TreeMap<>(), entries)));
        return logs;
    }

    /// When the level was last sent stays known: it is what happened, whatever is counted.
    @Override
    @Transactional
    public void set(InvoiceId invoice, Map<Integer, Integer> counts) {
        counts.forEach((level, count) -> {
            check("reminderCounters", level, count);
        });
        var levels = List.copyOf(counts.keySet());
        jdbc.sql("""
                INSERT INTO reminder_counter (company_id, invoice_id, level, count)
                SELECT current_company(), :invoice, c.level, c.count
                  FROM unnest(:levels::int[], :counts::int[]) AS c (level, count)
                    ON CONFLICT (company_id, invoice_id, level) DO UPDATE SET count = excluded.count
                """)
                .param("invoice", invoice.value())
                .param("levels", levels.toArray(Integer[]::new))
                .param("counts", levels.stream().map(counts::get).toArray(Integer[]::new))
                .update();
    }

    /// Sets the counter of one level for many invoices, by one statement.
    /// @return for how many it became another
    @Transactional
    public int set(long[] invoices, int level, int count) {
        check("count", level, count);
        // In the order of the invoices, as a dispatch writes them: the two wait and never deadlock.
        return jdbc.sql("""
                INSERT INTO reminder_counter (company_id, invoice_id, level, count)
                SELECT current_company(), i.id, :level, :count
                  FROM unnest(:invoices::bigint[]) AS i (id)
                 WHERE :count > 0
                    OR EXISTS (SELECT FROM reminder_counter n
                                WHERE n.company_id = current_company() AND n.invoice_id = i.id AND n.level = :level)
                 ORDER BY i.id
                    ON CONFLICT (company_id, invoice_id, level) DO UPDATE SET count = excluded.count
                 WHERE reminder_counter.count <> excluded.count
                """)
                .param("invoices", invoices)
                .param("level", level)
                .param("count", count)
                .update();
    }

    private static void check(String field, int level, int count) {
        if (level < 1 || level > ReminderPolicy.MOST_LEVELS || count < 0 || count > MOST) {
            throw Refusal.invalid(field, "invoice.counters.range", ReminderPolicy.MOST_LEVELS, MOST);
        }
    }
}
