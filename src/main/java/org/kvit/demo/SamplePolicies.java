package org.kvit.demo;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import org.kvit.reminder.Policies;
import org.kvit.reminder.ReminderLevel;
import org.kvit.reminder.ReminderPolicy;
import org.kvit.reminder.Repeat;
import org.kvit.ui.Texts;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// A second reminder policy, slower and more polite, for those customers with whom the forwarder does most.
@Component
@ConditionalOnBooleanProperty("kvit.demo")
class SamplePolicies {
    private static final int CUSTOMERS = 4;

    private final Policies policies;
    private final Texts texts;
    private final JdbcClient jdbc;

    SamplePolicies(Policies policies, Texts texts, JdbcClient jdbc) {
        this.policies = policies;
        this.texts = texts;
        this.jdbc = jdbc;
    }

    /// In the caller's transaction, once there are customers and invoices.
    void write(String language) {
        var locale = Locale.of(language);
        var id = policies.create(
                texts.text(locale, "demo.policy.key"),
                new ReminderPolicy(List.of(
                        level(1, texts.text(locale, "demo.policy.key.first"), 7, OptionalInt.of(27), new Repeat.Once()),
                        level(
                                2,
                                texts.text(locale, "demo.policy.key.second"),
                                28,
                                OptionalInt.empty(),
                                new Repeat.Every(21, OptionalInt.of(3))))));
        jdbc.sql("""
                UPDATE customer k SET reminder_policy_id = :policy
                  FROM (SELECT customer_id FROM invoice
                         WHERE company_id = current_company() AND approved
                         GROUP BY customer_id
                         ORDER BY sum(total) DESC, customer_id
                         LIMIT :most) most
                 WHERE k.company_id = current_company() AND k.id = most.customer_id
                """).param("policy", id.value()).param("most", CUSTOMERS).update();
    }

    private static ReminderLevel level(int number, String name, int from, OptionalInt to, Repeat repeat) {
        return new ReminderLevel(number, name, from, to, repeat, BigDecimal.TEN);
    }
}
