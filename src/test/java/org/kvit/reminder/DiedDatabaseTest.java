package org.kvit.reminder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kvit.reminder.CountedRun.awaiting;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kvit.Kvit;
import org.kvit.database.ReadyPrograms;
import org.kvit.mail.SmtpSink;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;

/// The program goes on while its own database, durable as its users have it, dies at once in the middle of a run.
class DiedDatabaseTest {
    private static final int LETTERS = 80;
    private static final int HELD_UP = 70;
    private static final int DELIVERED_BEFORE = 30;

    private final SmtpSink server = SmtpSink.open().countingOnly();
    private Path home;
    private ConfigurableApplicationContext kvit;

    @BeforeEach
    void open() throws IOException {
        home = Files.createTempDirectory("kvit-died-database");
        ReadyPrograms.into(home);
        kvit = new SpringApplicationBuilder(Kvit.class)
                .run(
                        "--server.port=0",
                        "--kvit.data=" + home,
                        "--kvit.smtp.url=" + server.url(),
                        "--kvit.smtp.connections=1",
                        "--kvit.bank.worker=false",
                        "--kvit.schedule.worker=false",
                        "--kvit.inbox.worker=false");
    }

    @AfterEach
    void close() throws IOException {
        kvit.close();
        server.close();
        FileSystemUtils.deleteRecursively(home);
    }

    /// The second batch of letters stands in the middle of its transaction, and a mail that the server has taken isn't
    /// noted yet. Who took part lives: so there is nothing that nobody knows.
    @Test
    void a_run_whose_database_dies_comes_to_its_end_and_each_letter_arrives_once() throws Exception {
        var run = CountedRun.propose(kvit, LETTERS);
        try (var held = connect()) {
            holdUpLetter(held);
            var taken = new AtomicInteger();
            server.atEnd(_ -> {
                if (taken.incrementAndGet() == DELIVERED_BEFORE) {
                    awaiting().until(() -> isHeldUp());
                    die();
                }
                return SmtpSink.Reply.OK;
            });
            run.company().actor().run(() -> kvit.getBean(Dispatcher.class).send(run.id(), Optional.empty()));
            server.await(LETTERS);
            assertThat(held.isValid(1)).as("the database has died").isFalse();
        }
        run.awaitWritten();
        run.awaitGone();
        run.mustHaveArrivedOnce(server);
        assertThat(run.mails("sent")).isEqualTo(LETTERS);
    }

    private static void holdUpLetter(Connection held) throws SQLException {
        held.setAutoCommit(false);
        try (var statement = held.createStatement()) {
            statement.execute("""
                    INSERT INTO reminder_counter (company_id, invoice_id, level, count, last_on)
                    SELECT l.company_id, n.invoice_id, l.level, 1, current_date
                      FROM reminder_letter l
                      JOIN reminder_letter_line n ON n.company_id = l.company_id AND n.letter_id = l.id
                     ORDER BY l.id
                    OFFSET %d LIMIT 1
                    """.formatted(HELD_UP - 1));
        }
    }

    private boolean isHeldUp() throws SQLException {
        try (var connection = connect();
                var rows = connection
                        .createStatement()
                        .executeQuery("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'")) {
            rows.next();
            return rows.getLong(1) == 1;
        }
    }

    /// As `pg_ctl stop -m immediate`: without a word to anybody.
    private void die() {
        try {
            var pid = Files.readAllLines(home.resolve("db/postmaster.pid"))
                    .getFirst()
                    .strip();
            var postmaster = ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
            assertThat(new ProcessBuilder("kill", "-QUIT", pid).start().waitFor())
                    .isZero();
            postmaster.onExit().join();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Connection connect() throws SQLException {
        try {
            var port = Files.readString(home.resolve("postgres.port")).strip();
            var password = Files.readString(home.resolve("secrets/kvit_admin")).strip();
            return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/kvit", "kvit_admin", password);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
