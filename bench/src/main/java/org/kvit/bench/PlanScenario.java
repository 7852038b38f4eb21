package org.kvit.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.kvit.reminder.ReminderRuns;

/// The reminders of a whole company are planned: what is overdue is read, decided, and kept as a proposal.
final class PlanScenario implements Scenario {
    private static final String ANCHOR = "one INSERT … SELECT";
    private static final String PLANNED = "planned";

    private final Server server;
    private final Program program;

    PlanScenario(Server server, Program program) {
        this.server = server;
        this.program = program;
    }

    @Override
    public List<Figure> figures() {
        return List.of(new Figure("plan", PLANNED, ANCHOR, 4));
    }

    /// Invoices in the books, of which one in five is open.
    @Override
    public List<Integer> sizes(boolean quick) {
        return quick ? List.of(1_000, 2_000) : List.of(100_000, 300_000, 1_000_000);
    }

    @Override
    public void prepare(int size) throws Exception {
        var books = Books.of(size);
        server.books(books.kind(), books::fill);
    }

    @Override
    public void once(int size, Steps steps) throws Exception {
        var books = Books.of(size);
        program.leaves();
        program.worksOn(server.copyOf(server.books(books.kind(), books::fill)));
        try (var connection = server.connectToCopy()) {
            long bare = steps.time(ANCHOR, () -> bare(connection));
            execute(connection, "DROP TABLE bare_line, bare_letter");
            var run = steps.time(
                    PLANNED,
                    () -> program.as(
                            Books.COMPANY,
                            () -> program.the(ReminderRuns.class).propose(SampleInvoice.LAST_DAY, Optional.empty())));
            expect(bare, ask(connection, """
                    SELECT count(*) FROM reminder_letter l WHERE l.company_id = %d AND l.run_id = %d
                    """.formatted(Books.COMPANY.value(), run.value())));
        }
    }

    /// The letters of a policy of three levels and their lines, into two tables without index, key or trigger.
    /// @return how many letters
    private static long bare(Connection connection) throws SQLException {
        execute(connection, """
                CREATE TABLE bare_letter (id bigint, customer_id bigint, level int, recipient text);
                CREATE TABLE bare_line (letter_id bigint, invoice_id bigint, open_amount numeric(19,4), days int);
                WITH due AS (
                  SELECT i.id, i.customer_id, i.open_amount, date '%1$s' - i.due_date AS days,
                         CASE WHEN date '%1$s' - i.due_date < 14 THEN 1 WHEN date '%1$s' - i.due_date < 30 THEN 2 ELSE 3 END AS level
                    FROM invoice i
                   WHERE i.company_id = %2$d AND i.approved AND i.open_amount > 0 AND i.due_date < date '%1$s'),
                letter AS (
                  INSERT INTO bare_letter
                  SELECT row_number() OVER (), d.customer_id, d.level, k.email
                    FROM (SELECT DISTINCT customer_id, level FROM due) d
                    JOIN customer k ON k.company_id = %2$d AND k.id = d.customer_id
                  RETURNING id, customer_id, level)
                INSERT INTO bare_line
                SELECT l.id, d.id, d.open_amount, d.days FROM due d JOIN letter l USING (customer_id, level)
                """.formatted(SampleInvoice.LAST_DAY, Books.COMPANY.value()));
        return ask(connection, "SELECT count(*) FROM bare_letter");
    }

    private static void expect(long letters, long planned) {
        if (letters != planned) {
            throw new IllegalStateException("%d letters were planned, not %d".formatted(planned, letters));
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static long ask(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
