package org.kvit.reminder;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.kvit.base.Money;
import org.kvit.base.Refusal;
import org.kvit.base.Words;
import org.kvit.company.OwnCustomers;
import org.kvit.customer.CustomerId;
import org.kvit.document.DocumentId;
import org.kvit.invoice.InvoiceId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/// How runs are read. Everybody sees the runs; whoever sees only their own customers sees of them what is about these.
@Component
public class RunReadings {
    /// Of a letter `l`.
    private static final String VISIBLE = OwnCustomers.seenOf("l");
    /// Of a letter `l`: something is left on it.
    private static final String INCLUDED = """
            EXISTS (SELECT FROM reminder_letter_line n WHERE n.company_id = l.company_id AND n.letter_id = l.id AND NOT n.excluded)
            """;
    private static final String RUN = """
            SELECT r.id, r.as_of, r.made_on, r.state, u.name AS by, r.created_at
              FROM reminder_run r
              LEFT JOIN app_user u ON u.id = r.created_by
             WHERE r.company_id = current_company()
            """;

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Policies policies;

    RunReadings(JdbcClient jdbc, JsonMapper json, Policies policies) {
        this.jdbc = jdbc;
        this.json = json;
        this.policies = policies;
    }

    @Transactional(readOnly = true)
    public ReminderRun run(RunId id) {
        return jdbc.sql(RUN + " AND r.id = :id")
                .param("id", id.value())
                .query(RunReadings::run)
                .optional()
                .orElseThrow(() -> Refusal.notFound("reminder.run.notFound"));
    }

    /// Newest first. @param before 0: from the newest
    @Transactional(readOnly = true)
    public List<ReminderRun.Tally> tallies(long before, int limit) {
        return jdbc.sql("""
                SELECT r.*, t.letters, t.waiting, t.written
                  FROM (%s AND (:before = 0 OR r.id < :before) ORDER BY r.id DESC LIMIT :limit) r
                 CROSS JOIN LATERAL (
                       SELECT count(*)::int AS letters, (count(*) FILTER (WHERE l.state = 'proposed' AND %s))::int AS waiting,
                              (count(*) FILTER (WHERE l.state = 'written'))::int AS written
                         FROM reminder_letter l
                        WHERE l.company_id = current_company() AND l.run_id = r.id AND %s) t
                 ORDER BY r.id DESC
                """.formatted(RUN, INCLUDED, VISIBLE))
                .param("before", before)
                .param("limit", limit)
                .query((row, n) -> new ReminderRun.Tally(
                        run(row, n), row.getInt("letters"), row.getInt("waiting"), row.getInt("written")))
                .list();
    }

    @Transactional(readOnly = true)
    public List<ReminderRun.Section> sections(RunId run) {
        record Sum(int level, String currency, java.math.BigDecimal amount, int invoices) {}
        var sums = jdbc.sql("""
                SELECT l.level, i.currency, sum(n.open_amount) AS amount, count(*)::int AS invoices
                  FROM reminder_letter l
                  JOIN reminder_letter_line n ON n.company_id = l.company_id AND n.letter_id = l.id
                  JOIN invoice i ON i.company_id = n.company_id AND i.id = n.invoice_id
                 WHERE l.company_id = current_company() AND l.run_id = :run AND l.state <> 'dropped'
                   AND NOT n.excluded AND n.left_out IS NULL AND %s
                 GROUP BY l.level, i.currency
                 ORDER BY l.level, i.currency
                """.formatted(VISIBLE))
                .param("run", run.value())
                .query((row, n) -> new Sum(
                        row.getInt("level"),
                        row.getString("currency"),
                        row.getBigDecimal("amount"),
                        row.getInt("invoices")))
                .list();
        var policy = policies.own();
        return jdbc.sql("""
                SELECT l.level, array_agg(DISTINCT l.level_name) FILTER (WHERE l.level_name IS NOT NULL) AS names, count(*) AS letters, count(*) FILTER (WHERE l.state = 'proposed' AND %1$s) AS waiting,
                       count(*) FILTER (WHERE l.state = 'ordered') AS in_work, count(*) FILTER (WHERE l.state = 'written') AS written,
                       count(*) FILTER (WHERE l.state = 'dropped') AS dropped
                  FROM reminder_letter l
                 WHERE l.company_id = current_company() AND l.run_id = :run AND %2$s
                 GROUP BY l.level
                 ORDER BY l.level
                """.formatted(INCLUDED, VISIBLE))
                .param("run", run.value())
                .query((row, n) -> {
                    int level = row.getInt("level");
                    var own = sums.stream().filter(s -> s.level() == level).toList();
                    return new ReminderRun.Section(
                            level,
                            names(row.getArray("names"), policy, level),
                            row.getInt("letters"),
                            row.getInt("waiting"),
                            row.getInt("in_work"),
                            row.getInt("written"),
                            row.getInt("dropped"),
                            own.stream().mapToInt(Sum::invoices).sum(),
                            own.stream()
                                    .map(s -> new Money(s.amount(), s.currency()))
                                    .toList());
                })
                .list();
    }

    /// What the letters of a level are called: by several names where customers go by several policies.
    private static String names(@Nullable Array ofLetters, ReminderPolicy policy, int level) throws SQLException {
        var own = policy.level(level).map(ReminderLevel::name);
        var names = ofLetters == null ? new String[0] : (String[]) ofLetters.getArray();
        return names.length == 0
                ? own.orElse(Integer.toString(level))
                : Stream.of(names)
                        .sorted(Comparator.comparing((String name) -> !own.equals(Optional.of(name))))
                        .collect(Collectors.joining(" / "));
    }

    /// In the customers' order. @param level empty: all @param after only letters of later numbers
    @Transactional(readOnly = true)
    public List<ReminderRun.Letter> letters(RunId run, OptionalInt level, long after, int limit) {
        return letters(
                "l.run_id = :run AND (:level = 0 OR l.level = :level) AND l.id > :after ORDER BY l.id LIMIT :limit",
                s -> s.param("run", run.value())
                        .param("level", level.orElse(0))
                        .param("after", after)
                        .param("limit", limit));
    }

    @Transactional(readOnly = true)
    public ReminderRun.Letter letter(long id) {
        return letters("l.id = :id", s -> s.param("id", id)).stream()
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("reminder.letter.notFound"));
    }

    /// @throws Refusal if it is no letter of this run, or the actor may not see its customer
    @Transactional(readOnly = true)
    public ReminderRun.Letter letter(RunId run, long id) {
        return letters("l.id = :id AND l.run_id = :run", s -> s.param("id", id).param("run", run.value())).stream()
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("reminder.letter.notFound"));
    }

    @Transactional(readOnly = true)
    public List<ReminderRun.LeftOut> leftOut(RunId run, long after, int limit) {
        return jdbc.sql("""
                SELECT o.invoice_id, i.number, i.customer_id, k.name, o.days_overdue, o.open_amount, i.currency, o.reason
                  FROM reminder_left_out o
                  JOIN invoice i ON i.company_id = o.company_id AND i.id = o.invoice_id
                  JOIN customer k ON k.company_id = i.company_id AND k.id = i.customer_id
                 WHERE o.company_id = current_company() AND o.run_id = :run AND o.invoice_id > :after
                   AND %s
                 ORDER BY o.invoice_id
                 LIMIT :limit
                """.formatted(OwnCustomers.seen("k")))
                .param("run", run.value())
                .param("after", after)
                .param("limit", limit)
                .query((row, n) -> new ReminderRun.LeftOut(
                        new InvoiceId(row.getLong("invoice_id")),
                        row.getString("number"),
                        new CustomerId(row.getLong("customer_id")),
                        row.getString("name"),
                        row.getInt("days_overdue"),
                        new Money(row.getBigDecimal("open_amount"), row.getString("currency")),
                        words(row.getString("reason"))))
                .list();
    }

    /// How many invoices are left out for reasons of one kind, the most frequent first.
    /// @param example the words of one of them
    public record Reason(String key, int invoices, Words example) {}

    @Transactional(readOnly = true)
    public List<Reason> reasons(RunId run) {
        return jdbc.sql("""
                SELECT o.reason ->> 'key' AS key, count(*)::int AS invoices, min(o.reason::text) AS example
                  FROM reminder_left_out o
                 WHERE o.company_id = current_company() AND o.run_id = :run
                   AND (NOT (SELECT own_customers_only())
                        OR EXISTS (SELECT FROM invoice i
                                     JOIN customer k ON k.company_id = i.company_id AND k.id = i.customer_id
                                    WHERE i.company_id = o.company_id AND i.id = o.invoice_id AND k.account_manager_id = current_actor()))
                 GROUP BY 1
                 ORDER BY 2 DESC, 1
                """)
                .param("run", run.value())
                .query((row, n) ->
                        new Reason(row.getString("key"), row.getInt("invoices"), words(row.getString("example"))))
                .list();
    }

    /// How many of a run's e-mails are in each state: `queued`, `sent`, `failed`, `uncertain`, …
    @Transactional(readOnly = true)
    public Map<String, Integer> mails(RunId run) {
        var states = new HashMap<String, Integer>();
        jdbc.sql("""
                SELECT m.state, count(*)::int AS mails
                  FROM reminder_letter l
                 CROSS JOIN LATERAL (
                       SELECT l.mail_id AS id
                        UNION ALL
                       SELECT f.mail_id FROM reminder_letter_fax f WHERE f.company_id = l.company_id AND f.letter_id = l.id) x
                  JOIN mail m ON m.company_id = l.company_id AND m.id = x.id
                 WHERE l.company_id = current_company() AND l.run_id = :run AND %s
                 GROUP BY m.state
                """.formatted(VISIBLE)).param("run", run.value()).query(row -> {
            states.put(row.getString("state"), row.getInt("mails"));
        });
        return states;
    }

    /// What the letters that were written asked for beside what was open, by letter.
    @Transactional(readOnly = true)
    public Map<Long, List<LetterModel.Charge>> charges(RunId run) {
        var charges = new HashMap<Long, List<LetterModel.Charge>>();
        jdbc.sql("""
                SELECT c.letter_id, c.currency, c.principal, c.interest, c.interest_until, c.fee
                  FROM reminder_letter l
                  JOIN reminder_letter_charge c ON c.company_id = l.company_id AND c.letter_id = l.id
                 WHERE l.company_id = current_company() AND l.run_id = :run AND %s
                 ORDER BY c.letter_id, c.currency
                """.formatted(VISIBLE)).param("run", run.value()).query(row -> {
            charges.computeIfAbsent(row.getLong("letter_id"), _ -> new ArrayList<>())
                    .add(charge(row));
        });
        return charges;
    }

    private static LetterModel.Charge charge(ResultSet row) throws SQLException {
        var currency = row.getString("currency");
        var interest = Optional.ofNullable(row.getBigDecimal("interest")).map(amount -> new Money(amount, currency));
        var until = Optional.ofNullable(row.getObject("interest_until", LocalDate.class));
        return new LetterModel.Charge(
                new Money(row.getBigDecimal("principal"), currency),
                interest.flatMap(amount -> until.map(day -> new LetterModel.Interest(amount, day))),
                Optional.ofNullable(row.getBigDecimal("fee")).map(amount -> new Money(amount, currency)));
    }

    /// The letter's PDF as it was sent; empty before that.
    @Transactional(readOnly = true)
    public Optional<DocumentId> pdf(long letter) {
        return jdbc.sql("""
                SELECT l.document_id FROM reminder_letter l
                 WHERE l.company_id = current_company() AND l.id = :id AND l.document_id IS NOT NULL AND %s
                """.formatted(VISIBLE))
                .param("id", letter)
                .query((row, n) -> new DocumentId(row.getLong(1)))
                .optional();
    }

    private List<ReminderRun.Letter> letters(
            String condition, java.util.function.UnaryOperator<JdbcClient.StatementSpec> params) {
        var letters = new LinkedHashMap<Long, ReminderRun.Letter>();
        params.apply(jdbc.sql("""
                SELECT l.id, l.customer_id, k.name, k.registration_number, l.level, l.recipients, l.faxes, l.post_to, l.language, l.dropped_for, l.mail_id,
                       l.notes, letter_state(l.id, l.state, l.mail_id) AS state, m.problem, p.letter_id IS NOT NULL AS by_post, p.posted_on, u.name AS posted_by,
                       f.numbers, f.mails, f.states, f.problems,
                       EXISTS (SELECT FROM reminder_letter_text t WHERE t.company_id = l.company_id AND t.letter_id = l.id) AS edited,
                       n.invoice_id, i.number, i.due_date, n.days_overdue, n.open_amount, i.currency, n.excluded, n.left_out
                  FROM (SELECT * FROM reminder_letter l WHERE l.company_id = current_company() AND %s AND %s) l
                  JOIN customer k ON k.company_id = l.company_id AND k.id = l.customer_id
                  JOIN reminder_letter_line n ON n.company_id = l.company_id AND n.letter_id = l.id
                  JOIN invoice i ON i.company_id = n.company_id AND i.id = n.invoice_id
                  LEFT JOIN mail m ON m.company_id = l.company_id AND m.id = l.mail_id
                  LEFT JOIN postal_letter p ON p.company_id = l.company_id AND p.letter_id = l.id
                  LEFT JOIN app_user u ON u.id = p.posted_by
                  LEFT JOIN LATERAL (
                       SELECT array_agg(f.number ORDER BY f.number) AS numbers, array_agg(f.mail_id ORDER BY f.number) AS mails,
                              array_agg(x.state ORDER BY f.number) AS states, array_agg(x.problem::text ORDER BY f.number) AS problems
                         FROM reminder_letter_fax f
                         JOIN mail x ON x.company_id = f.company_id AND x.id = f.mail_id
                        WHERE f.company_id = l.company_id AND f.letter_id = l.id) f ON true
                 ORDER BY l.id, i.due_date, i.number
                """.formatted(VISIBLE, condition))).query(row -> {
            var line = line(row);
            letters.computeIfAbsent(row.getLong("id"), _ -> letter(row)).lines().add(line);
        });
        return List.copyOf(letters.values());
    }

    private ReminderRun.Letter letter(ResultSet row) {
        try {
            long mail = row.getLong("mail_id");
            return new ReminderRun.Letter(
                    row.getLong("id"),
                    new CustomerId(row.getLong("customer_id")),
                    row.getString("name"),
                    Optional.ofNullable(row.getString("registration_number")),
                    row.getInt("level"),
                    List.of((String[]) row.getArray("recipients").getArray()),
                    List.of((String[]) row.getArray("faxes").getArray()),
                    Optional.ofNullable(row.getString("post_to")),
                    row.getString("language"),
                    row.getBoolean("edited"),
                    row.getString("state"),
                    Optional.ofNullable(row.getString("dropped_for")).map(this::words),
                    mail == 0 ? Optional.empty() : Optional.of(mail),
                    Optional.ofNullable(row.getString("problem")).map(this::words),
                    Optional.ofNullable(row.getString("notes"))
                            .map(notes -> List.of(json.readValue(notes, Words[].class)))
                            .orElse(List.of()),
                    faxes(row),
                    row.getBoolean("by_post")
                            ? Optional.of(new ReminderRun.Post(
                                    Optional.ofNullable(row.getObject("posted_on", LocalDate.class)),
                                    Optional.ofNullable(row.getString("posted_by"))))
                            : Optional.empty(),
                    new ArrayList<>());
        } catch (SQLException e) {
            throw new IllegalStateException("a letter could not be read", e);
        }
    }

    private List<ReminderRun.Fax> faxes(ResultSet row) throws SQLException {
        if (row.getArray("numbers") == null) {
            return List.of();
        }
        var numbers = (String[]) row.getArray("numbers").getArray();
        var mails = (Long[]) row.getArray("mails").getArray();
        var states = (String[]) row.getArray("states").getArray();
        @Nullable String[] problems = (String[]) row.getArray("problems").getArray();
        var faxes = new ArrayList<ReminderRun.Fax>();
        for (int i = 0; i < numbers.length; i++) {
            faxes.add(new ReminderRun.Fax(
                    numbers[i],
                    mails[i],
                    states[i],
                    Optional.ofNullable(problems[i]).map(this::words)));
        }
        return faxes;
    }

    private ReminderRun.Line line(ResultSet row) throws SQLException {
        return new ReminderRun.Line(
                new InvoiceId(row.getLong("invoice_id")),
                row.getString("number"),
                row.getObject("due_date", LocalDate.class),
                row.getInt("days_overdue"),
                new Money(row.getBigDecimal("open_amount"), row.getString("currency")),
                row.getBoolean("excluded"),
                Optional.ofNullable(row.getString("left_out")).map(this::words));
    }

    private static ReminderRun run(ResultSet row, int n) throws SQLException {
        return new ReminderRun(
                new RunId(row.getLong("id")),
                row.getObject("as_of", LocalDate.class),
                row.getObject("made_on", LocalDate.class),
                ReminderRun.State.valueOf(row.getString("state").toUpperCase(java.util.Locale.ROOT)),
                Optional.ofNullable(row.getString("by")),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }

    private Words words(String written) {
        return json.readValue(written, Words.class);
    }
}
