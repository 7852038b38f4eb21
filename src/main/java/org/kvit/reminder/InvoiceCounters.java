package org.kvit.reminder;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.kvit.base.Refusal;
import org.kvit.invoice.InvoiceId;
import org.kvit.invoice.ReminderCounters;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// The counters of the reminders, as an invoice shows and sets them.
@Component
class InvoiceCounters implements ReminderCounters {
    private static final int MOST = 1000;

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

    /// When the level was last sent stays known: it is what happened, whatever is counted.
    @Override
    @Transactional
    public void set(InvoiceId invoice, Map<Integer, Integer> counts) {
        counts.forEach((level, count) -> {
            if (level < 1 || level > ReminderPolicy.MOST_LEVELS || count < 0 || count > MOST) {
                throw Refusal.invalid("reminderCounters", "invoice.counters.range", ReminderPolicy.MOST_LEVELS, MOST);
            }
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
}
