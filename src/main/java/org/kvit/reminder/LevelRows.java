package org.kvit.reminder;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/// How a policy's levels are read from their rows and written to them.
final class LevelRows {
    /// Of a policy `p`, beside whose columns they stand: `l` a level, `a` its amounts by currency.
    static final String JOINED = """
              JOIN reminder_level l ON l.company_id = p.company_id AND l.policy_id = p.id
              LEFT JOIN LATERAL (
                   SELECT array_agg(m.currency::text) AS currencies, array_agg(m.minimum) AS minimums, array_agg(m.fee) AS fees
                     FROM reminder_level_amount m
                    WHERE m.company_id = l.company_id AND m.policy_id = l.policy_id AND m.level = l.level) a ON true
            """;

    static final String COLUMNS = """
            l.level, l.name AS level_name, l.from_days, l.to_days, l.every_days, l.max_repeats, l.min_amount,
            l.channels, l.template, l.attach, l.interest, a.currencies, a.minimums, a.fees""";

    private LevelRows() {}

    static ReminderLevel level(ResultSet row) throws SQLException {
        return new ReminderLevel(
                row.getInt("level"),
                row.getString("level_name"),
                row.getInt("from_days"),
                number(row, "to_days"),
                number(row, "every_days").isEmpty()
                        ? new Repeat.Once()
                        : new Repeat.Every(row.getInt("every_days"), number(row, "max_repeats")),
                row.getBigDecimal("min_amount"),
                amounts(row, "minimums"),
                channels(row),
                row.getString("template"),
                AttachedInvoices.of(row.getString("attach")).orElseThrow(),
                amounts(row, "fees"),
                row.getBoolean("interest"));
    }

    /// Takes the place of the levels there were.
    static void write(JdbcClient jdbc, PolicyId policy, List<ReminderLevel> levels) {
        jdbc.sql("DELETE FROM reminder_level WHERE company_id = current_company() AND policy_id = :policy")
                .param("policy", policy.value())
                .update();
        jdbc.sql("""
                INSERT INTO reminder_level (company_id, policy_id, level, name, from_days, to_days, every_days, max_repeats, min_amount,
                                            channels, template, attach, interest)
                SELECT current_company(), :policy, l.level, l.name, l.from_days, l.to_days, l.every_days, l.max_repeats, l.min_amount,
                       string_to_array(l.channels, ','), l.template, l.attach, l.interest
                  FROM unnest(:levels::int[], :names::text[], :from::int[], :to::int[], :every::int[], :max::int[], :min::numeric[],
                              :channels::text[], :templates::text[], :attach::text[], :interest::boolean[])
                       AS l (level, name, from_days, to_days, every_days, max_repeats, min_amount, channels, template, attach, interest)
                """)
                .param("policy", policy.value())
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
                .param("channels", column(levels, String[]::new, l -> String.join(",", codes(l.channels()))))
                .param("templates", column(levels, String[]::new, ReminderLevel::template))
                .param("attach", column(levels, String[]::new, l -> l.attach().code()))
                .param("interest", column(levels, Boolean[]::new, ReminderLevel::interest))
                .update();
        writeAmounts(jdbc, policy, levels);
    }

    private static void writeAmounts(JdbcClient jdbc, PolicyId policy, List<ReminderLevel> levels) {
        record Amount(
                int level,
                String currency,
                @Nullable BigDecimal minimum,
                @Nullable BigDecimal fee) {}
        var amounts = new ArrayList<Amount>();
        for (var level : levels) {
            var currencies = new TreeSet<>(level.minimums().keySet());
            currencies.addAll(level.fees().keySet());
            currencies.forEach(c -> amounts.add(new Amount(
                    level.level(), c, level.minimums().get(c), level.fees().get(c))));
        }
        jdbc.sql("""
                INSERT INTO reminder_level_amount (company_id, policy_id, level, currency, minimum, fee)
                SELECT current_company(), :policy, m.*
                  FROM unnest(:levels::int[], :currencies::text[], :minimums::numeric[], :fees::numeric[]) m
                """)
                .param("policy", policy.value())
                .param("levels", column(amounts, Integer[]::new, Amount::level))
                .param("currencies", column(amounts, String[]::new, Amount::currency))
                .param("minimums", column(amounts, BigDecimal[]::new, Amount::minimum))
                .param("fees", column(amounts, BigDecimal[]::new, Amount::fee))
                .update();
    }

    static List<String> codes(Set<Channel> channels) {
        return channels.stream().map(Channel::code).toList();
    }

    private static Set<Channel> channels(ResultSet row) throws SQLException {
        var channels = EnumSet.noneOf(Channel.class);
        for (var code : (String[]) row.getArray("channels").getArray()) {
            channels.add(Channel.of(code).orElseThrow());
        }
        return channels;
    }

    private static Map<String, BigDecimal> amounts(ResultSet row, String column) throws SQLException {
        var currencies = row.getArray("currencies");
        if (currencies == null) {
            return Map.of();
        }
        var codes = (String[]) currencies.getArray();
        var amounts = (@Nullable BigDecimal[]) row.getArray(column).getArray();
        var all = new HashMap<String, BigDecimal>();
        for (int i = 0; i < codes.length; i++) {
            var amount = amounts[i];
            if (amount != null) {
                all.put(codes[i], amount);
            }
        }
        return all;
    }

    private static OptionalInt number(ResultSet row, String column) throws SQLException {
        int number = row.getInt(column);
        return row.wasNull() ? OptionalInt.empty() : OptionalInt.of(number);
    }

    private static @Nullable Integer boxed(OptionalInt number) {
        return number.isPresent() ? number.getAsInt() : null;
    }

    private static <R, T> @Nullable T[] column(
            List<R> rows, IntFunction<@Nullable T[]> array, Function<R, @Nullable T> value) {
        return rows.stream().map(value).toArray(array);
    }
}
