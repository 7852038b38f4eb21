package org.kvit.schedule;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.kvit.base.Money;
import org.kvit.base.Words;
import org.kvit.company.OwnCustomers;
import org.kvit.reminder.RunId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/// What the bound company's schedule did, and what of it still waits for a person.
@Component
public class FiringLog {
    private static final int RUNS = 10;

    private final JdbcClient jdbc;
    private final JsonMapper json;

    FiringLog(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /// A run that waits to be sent. @param letters that wait, without those that were unticked
    /// altogether
    /// @param sums what they ask for, one per currency
    public record Offer(Firing firing, RunId run, int letters, List<Money> sums) {}

    void write(Firing firing) {
        jdbc.sql("""
                INSERT INTO reminder_firing (company_id, day, fired_at, mode, outcome, run_id, letters, held)
                VALUES (current_company(), :day, :at, :mode, :outcome, :run::bigint, :letters, :held::jsonb)
                """)
                .param("day", firing.day())
                .param("at", firing.at().atOffset(ZoneOffset.UTC))
                .param("mode", firing.mode().code())
                .param("outcome", firing.outcome().code())
                .param("run", firing.run().map(RunId::value).orElse(null))
                .param("letters", firing.letters())
                .param("held", json.writeValueAsString(firing.reasons()))
                .update();
    }

    /// From that day on, the earliest first.
    @Transactional(readOnly = true)
    public List<Firing> since(LocalDate day) {
        return jdbc.sql(
                        "SELECT * FROM reminder_firing WHERE company_id = current_company() AND day >= :day ORDER BY day")
                .param("day", day)
                .query((row, n) -> firing(row))
                .list();
    }

    /// The last run that the schedule made, as long as some of it waits to be sent: until it is sent or
    /// emptied.
    @Transactional(readOnly = true)
    public Optional<Offer> offer() {
        var firing = jdbc.sql("""
                SELECT f.* FROM reminder_firing f
                  JOIN reminder_run r ON r.company_id = f.company_id AND r.id = f.run_id
                 WHERE f.company_id = current_company() AND r.state = 'proposed'
                   AND f.day = (SELECT max(day) FROM reminder_firing WHERE company_id = current_company() AND outcome <> 'skipped')
                """).query((row, n) -> firing(row)).optional();
        return firing.flatMap(f -> f.run().map(run -> offer(f, run))).filter(o -> o.letters() > 0);
    }

    private Offer offer(Firing firing, RunId run) {
        record Sum(String currency, BigDecimal amount, int letters) {}
        var sums = jdbc.sql("""
                SELECT i.currency, sum(n.open_amount) AS amount,
                       (SELECT count(DISTINCT x.id)::int FROM reminder_letter x
                          JOIN reminder_letter_line y ON y.company_id = x.company_id AND y.letter_id = x.id AND NOT y.excluded
                         WHERE x.company_id = current_company() AND x.run_id = :run AND x.state = 'proposed' AND %s) AS letters
                  FROM reminder_letter l
                  JOIN reminder_letter_line n ON n.company_id = l.company_id AND n.letter_id = l.id AND NOT n.excluded
                  JOIN invoice i ON i.company_id = n.company_id AND i.id = n.invoice_id
                 WHERE l.company_id = current_company() AND l.run_id = :run AND l.state = 'proposed' AND %s
                 GROUP BY i.currency
                 ORDER BY i.currency
                """.formatted(OwnCustomers.seenOf("x"), OwnCustomers.seenOf("l")))
                .param("run", run.value())
                .query((row, n) ->
                        new Sum(row.getString("currency"), row.getBigDecimal("amount"), row.getInt("letters")))
                .list();
        return new Offer(
                firing,
                run,
                sums.stream().mapToInt(Sum::letters).findFirst().orElse(0),
                sums.stream().map(s -> new Money(s.amount(), s.currency())).toList());
    }

    /// How many letters were written in each of the last ten runs for all customers that sent any.
    List<Integer> lettersOfLastRuns() {
        return jdbc.sql("""
                SELECT w.letters
                  FROM reminder_run r
                 CROSS JOIN LATERAL (SELECT count(*)::int AS letters FROM reminder_letter l
                                      WHERE l.company_id = r.company_id AND l.run_id = r.id AND l.state = 'written') w
                 WHERE r.company_id = current_company() AND r.customers IS NULL AND w.letters > 0
                 ORDER BY r.id DESC
                 LIMIT :runs
                """)
                .param("runs", RUNS)
                .query((row, n) -> row.getInt(1))
                .list();
    }

    /// Whether a run that was to go by itself has been sent before, if only by a person.
    boolean everSentAutomatically() {
        return jdbc.sql("""
                SELECT EXISTS (SELECT FROM reminder_firing f
                                 JOIN reminder_letter l ON l.company_id = f.company_id AND l.run_id = f.run_id AND l.state = 'written'
                                WHERE f.company_id = current_company() AND f.mode = 'automatic')
                """).query(Boolean.class).single();
    }

    /// Whether letters of a run for all customers were written on that day.
    boolean sentOn(LocalDate day) {
        return jdbc.sql("""
                SELECT EXISTS (SELECT FROM reminder_run r
                                 JOIN reminder_letter l ON l.company_id = r.company_id AND l.run_id = r.id
                                 JOIN reminded d ON d.company_id = l.company_id AND d.letter_id = l.id
                                WHERE r.company_id = current_company() AND r.customers IS NULL
                                  AND r.made_on > :day::date - 60 AND d.reminded_on = :day)
                """).param("day", day).query(Boolean.class).single();
    }

    private Firing firing(ResultSet row) throws SQLException {
        long run = row.getLong("run_id");
        return new Firing(
                Objects.requireNonNull(row.getObject("day", LocalDate.class)),
                Objects.requireNonNull(row.getObject("fired_at", OffsetDateTime.class))
                        .toInstant(),
                Mode.of(row.getString("mode")).orElseThrow(),
                Firing.Outcome.valueOf(row.getString("outcome").toUpperCase(Locale.ROOT)),
                run == 0 ? Optional.empty() : Optional.of(new RunId(run)),
                row.getInt("letters"),
                List.of(json.readValue(row.getString("held"), Words[].class)));
    }
}
