package org.kvit.reminder;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.kvit.company.Companies;
import org.kvit.ui.Texts;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The reminder policy of the bound company. Until it makes its own it has the standard one, in its own
/// language.
@Service
public class Policies {
    private final JdbcClient jdbc;
    private final Companies companies;
    private final Texts texts;

    Policies(JdbcClient jdbc, Companies companies, Texts texts) {
        this.jdbc = jdbc;
        this.companies = companies;
        this.texts = texts;
    }

    @Transactional(readOnly = true)
    public ReminderPolicy own() {
        var levels = jdbc.sql("""
                SELECT l.level, l.name, l.from_days, l.to_days, l.every_days, l.max_repeats, l.min_amount
                  FROM reminder_level l
                  JOIN reminder_policy p ON p.company_id = l.company_id AND p.id = l.policy_id
                 WHERE l.company_id = current_company() AND p.is_default
                 ORDER BY l.level
                """).query(Policies::level).list();
        return levels.isEmpty() ? standard() : new ReminderPolicy(levels);
    }

    /// Takes the place of the policy there was; what was sent under that one stays counted by level.
    @Transactional
    public void save(ReminderPolicy policy) {
        var id = jdbc.sql("""
                INSERT INTO reminder_policy (company_id, name, is_default) VALUES (current_company(), :name, true)
                    ON CONFLICT (company_id) WHERE is_default DO UPDATE SET name = reminder_policy.name
                RETURNING id
                """)
                .param("name", texts.text(language(), "reminder.policy.standard"))
                .query(Long.class)
                .single();
        jdbc.sql("DELETE FROM reminder_level WHERE company_id = current_company() AND policy_id = :policy")
                .param("policy", id)
                .update();
        var levels = policy.levels();
        jdbc.sql("""
                INSERT INTO reminder_level (company_id, policy_id, level, name, from_days, to_days, every_days, max_repeats, min_amount)
                SELECT current_company(), :policy, l.*
                  FROM unnest(:levels::int[], :names::text[], :from::int[], :to::int[], :every::int[], :max::int[], :min::numeric[]) l
                """)
                .param("policy", id)
                .param("levels", column(levels, Integer[]::new, ReminderLevel::level))
                .param("names", column(levels, String[]::new, ReminderLevel::name))
                .param("from", column(levels, Integer[]::new, ReminderLevel::fromDays))
                .param("to", column(levels, Integer[]::new, l -> boxed(l.toDays())))
                .param(
                        "every",
                        column(levels, Integer[]::new, l -> l.repeat() instanceof Repeat.Every e ? e.days() : null))
                .param(
                        "max",
                        column(
                                levels,
                                Integer[]::new,
                                l -> l.repeat() instanceof Repeat.Every e ? boxed(e.atMost()) : null))
                .param("min", column(levels, BigDecimal[]::new, ReminderLevel::minAmount))
                .update();
    }

    private ReminderPolicy standard() {
        var language = language();
        return ReminderPolicy.standard(
                number -> texts.text(language, "reminder.policy.level", Integer.toString(number)));
    }

    private Locale language() {
        return Locale.of(companies.own().language());
    }

    private static ReminderLevel level(ResultSet row, int n) throws SQLException {
        return new ReminderLevel(
                row.getInt("level"),
                row.getString("name"),
                row.getInt("from_days"),
                number(row, "to_days"),
                number(row, "every_days").isEmpty()
                        ? new Repeat.Once()
                        : new Repeat.Every(row.getInt("every_days"), number(row, "max_repeats")),
                row.getBigDecimal("min_amount"));
    }

    private static OptionalInt number(ResultSet row, String column) throws SQLException {
        int number = row.getInt(column);
        return row.wasNull() ? OptionalInt.empty() : OptionalInt.of(number);
    }

    private static @Nullable Integer boxed(OptionalInt number) {
        return number.isPresent() ? number.getAsInt() : null;
    }

    private static <T> @Nullable T[] column(
            List<ReminderLevel> levels,
            java.util.function.IntFunction<@Nullable T[]> array,
            java.util.function.Function<ReminderLevel, @Nullable T> value) {
        return levels.stream().map(value).toArray(array);
    }
}
