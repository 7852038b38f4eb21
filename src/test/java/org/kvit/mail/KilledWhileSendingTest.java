package org.kvit.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kvit.reminder.CountedRun.awaiting;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kvit.Kvit;
import org.kvit.KvitProcess;
import org.kvit.TestDatabase;
import org.kvit.reminder.CountedRun;
import org.kvit.reminder.Dispatcher;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;

/// `kill -9` in the middle of a reminder run, counted where it matters: at the mail server.
class KilledWhileSendingTest {
    private static final int LETTERS = 250;
    private static final int WRITTEN = 200;
    private static final int HELD_UP = 240;
    private static final int CONNECTIONS = 3;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final TestDatabase.Fresh database = TestDatabase.fresh();
    private final SmtpSink server = SmtpSink.open().countingOnly();
    private Path home;
    /// Orders and counts, and at last does what is left to do.
    private ConfigurableApplicationContext onlooker;

    @BeforeEach
    void open() throws IOException {
        home = Files.createTempDirectory("kvit-killed");
        onlooker = new SpringApplicationBuilder(Kvit.class)
                .web(WebApplicationType.NONE)
                .lazyInitialization(true)
                .initializers(context -> context.getBeanFactory().registerSingleton("dataSource", database.app()))
                .run("--kvit.database=provided", "--kvit.data=" + home, "--kvit.smtp.url=" + server.url());
    }

    @AfterEach
    void close() throws IOException {
        onlooker.close();
        server.close();
        FileSystemUtils.deleteRecursively(home);
    }

    /// The first death finds, at one moment: letters in the middle of being written; letters that are written,
    /// whose mails nobody has taken; mails that a worker has taken; one that is being given to the server;
    /// one that the server has and hasn't answered; one that it has answered, which isn't noted yet.
    /// The second comes anywhere.
    @Test
    void whenever_it_is_killed_each_letter_arrives_once_or_a_person_is_asked() throws Exception {
        var run = CountedRun.propose(onlooker, LETTERS).order();
        var inHands = killedAtEachStep(run);
        assertThat(run.letters("ordered")).isEqualTo(LETTERS - WRITTEN);
        run.mustHaveWritten(WRITTEN);

        var second = serve();
        second.port();
        server.await(LETTERS / 2);
        second.kill();
        awaitNobody();

        run.company().actor().run(() -> {
            onlooker.getBean(Dispatcher.class).finishOthers();
            assertThat(onlooker.getBean(MailWorker.class).drain(PATIENCE).now()).isZero();
        });
        run.mustHaveArrivedOnce(server);
        assertThat(server.deliveredTo().keySet().stream().filter(inHands::contains))
                .as("of the three in hands the server had two")
                .hasSize(2);
        assertThat(run.fates())
                .as("of those in hands nobody knows")
                .containsAllEntriesOf(inHands.stream().collect(Collectors.toMap(a -> a, _ -> "uncertain")));
        assertThat(run.mails("uncertain"))
                .as("of others only what the second had in hands")
                .isLessThanOrEqualTo(2 * CONNECTIONS);
    }

    /// @return whose mails were being handed over
    private Set<String> killedAtEachStep(CountedRun run) throws SQLException {
        try (var letters = connect();
                var mails = connect()) {
            holdUpLetter(letters);
            stopAtEachStep(mails);
            var first = serve();
            first.port();
            awaiting().until(() -> waiting() == 2 && run.mails("handing_over") == CONNECTIONS);
            assertThat(run.letters("written")).isEqualTo(WRITTEN);
            assertThat(run.mails("queued")).isPositive();
            assertThat(run.mails("claimed")).isPositive();
            first.kill();
        } finally {
            server.atCommand(_ -> SmtpSink.Reply.OK).atEnd(_ -> SmtpSink.Reply.OK);
        }
        awaitNobody();
        return run.fates().entrySet().stream()
                .filter(e -> e.getValue().equals("handing_over"))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /// One of the last letters can't be counted while somebody else counts the same: the transaction that writes it
    /// stands near its end.
    private static void holdUpLetter(Connection held) throws SQLException {
        execute(held, """
                INSERT INTO reminder_counter (company_id, invoice_id, level, count, last_on)
                SELECT l.company_id, n.invoice_id, l.level, 1, current_date
                  FROM reminder_letter l
                  JOIN reminder_letter_line n ON n.company_id = l.company_id AND n.letter_id = l.id
                 ORDER BY l.id
                OFFSET %d LIMIT 1
                """.formatted(HELD_UP - 1));
    }

    /// Each of the connections stands still after some mails, each at another step.
    private void stopAtEachStep(Connection held) {
        var asked = new AtomicInteger();
        var stoppedAtEnd = new AtomicBoolean();
        var stoppedAfter = new AtomicBoolean();
        server.atCommand(
                line -> line.equals("DATA") && asked.incrementAndGet() == 10 ? SmtpSink.Reply.HANG : SmtpSink.Reply.OK);
        server.atEnd(message -> {
            if (asked.get() > 20 && stoppedAtEnd.compareAndSet(false, true)) {
                return SmtpSink.Reply.HANG;
            }
            if (asked.get() > 30 && stoppedAfter.compareAndSet(false, true)) {
                lock(held, message.messageId());
            }
            return SmtpSink.Reply.OK;
        });
    }

    /// What becomes of this mail can't be noted.
    private static void lock(Connection held, String messageId) {
        try {
            execute(held, "SELECT FROM mail WHERE message_id = '" + messageId + "' FOR UPDATE");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private KvitProcess serve() {
        return KvitProcess.serve(
                home,
                Map.of(
                        "KVIT_DB_URL",
                        database.url() + "&user=postgres",
                        "KVIT_SMTP_URL",
                        server.url(),
                        "KVIT_SMTP_CONNECTIONS",
                        Integer.toString(CONNECTIONS)));
    }

    private long waiting() throws SQLException {
        return ask(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'");
    }

    /// Until the database has seen that the program is gone.
    private void awaitNobody() {
        awaiting()
                .until(() -> ask(
                                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'kvit'")
                        == 0);
    }

    private long ask(String sql) throws SQLException {
        try (var connection = connect();
                var rows = connection.createStatement().executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /// Within a transaction, which ends undone when it is closed.
    private Connection connect() throws SQLException {
        var connection = DriverManager.getConnection(database.url(), "postgres", "");
        connection.setAutoCommit(false);
        return connection;
    }
}
