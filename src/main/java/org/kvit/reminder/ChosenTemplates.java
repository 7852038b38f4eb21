package org.kvit.reminder;

import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.kvit.base.Refusal;
import org.kvit.base.Words;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The letter templates that levels choose.
final class ChosenTemplates {
    private ChosenTemplates() {}

    /// Holds the company's own ones still, so that none is deleted while a level takes it.
    /// @throws Refusal naming each level whose template isn't there
    static void check(JdbcClient jdbc, List<ReminderLevel> levels) {
        var there = new HashSet<>(ReminderLevel.TEMPLATES);
        there.addAll(jdbc.sql("""
                SELECT key FROM letter_template
                 WHERE company_id = current_company() AND name IS NOT NULL AND key = ANY (:keys)
                   FOR KEY SHARE
                """)
                .param("keys", levels.stream().map(ReminderLevel::template).toArray(String[]::new))
                .query((row, n) -> row.getString(1))
                .list());
        var faults = IntStream.range(0, levels.size())
                .filter(i -> !there.contains(levels.get(i).template()))
                .mapToObj(i -> new Refusal.Fault("levels[" + i + "].template", Words.of("reminder.policy.template")))
                .toList();
        if (!faults.isEmpty()) {
            throw Refusal.invalid(faults);
        }
    }

    /// @throws Refusal naming the levels that have chosen a template
    static void checkUnused(JdbcClient jdbc, String key) {
        var levels = jdbc.sql("""
                SELECT DISTINCT p.name || ': ' || l.name AS used
                  FROM reminder_level l
                  JOIN reminder_policy p ON p.company_id = l.company_id AND p.id = l.policy_id
                 WHERE l.company_id = current_company() AND l.template = :key
                 ORDER BY used LIMIT 10
                """)
                .param("key", key)
                .query((row, n) -> row.getString(1))
                .list();
        if (!levels.isEmpty()) {
            throw Refusal.conflict("reminder.template.inUse", String.join("; ", levels));
        }
    }
}
