package org.kvit.reminder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kvit.reminder.CountedRun.awaiting;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.kvit.KvitTest;
import org.kvit.ScreenClient;
import org.kvit.TestCompany;
import org.kvit.mail.MailWorker;
import org.kvit.mail.SmtpSink;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The database's disk is full while a letter's PDF is kept.
@KvitTest
class FullDiskTest {
    private static final int LETTERS = 70;
    private static final int WRITTEN_AT_ONCE = 50;
    private static final int ROOM = 60;

    @Autowired
    private ApplicationContext kvit;

    @Autowired
    private Dispatcher dispatcher;

    @Autowired
    private MailWorker worker;

    @LocalServerPort
    private int port;

    private final JdbcClient owner = JdbcClient.create(KvitTest.Database.owner());
    private final SmtpSink server = SmtpSink.open();

    @AfterEach
    void close() {
        emptyDisk();
        server.close();
    }

    @Test
    void letters_that_there_is_no_room_for_wait_as_a_whole_say_so_and_go_once_there_is() {
        var run = CountedRun.propose(kvit, LETTERS).mailedThrough(server.port());
        fillDisk(run.company());
        run.company().actor().run(() -> dispatcher.send(run.id(), Optional.empty()));

        awaiting().until(() -> dispatcher.trouble(run.id()).isPresent());
        run.mustHaveWritten(WRITTEN_AT_ONCE);
        assertThat(run.letters("ordered")).isEqualTo(LETTERS - WRITTEN_AT_ONCE);
        var person = ScreenClient.signedIn(port, run.company().email(), TestCompany.PASSWORD);
        assertThat(person.get("/reminder-runs/" + run.id().value() + "/progress?was=sending")
                        .text())
                .contains("no space left to keep them", "50 of 70");
        drain(run);
        assertThat(server.deliveredTo())
                .as("what was written goes out meanwhile")
                .hasSize(WRITTEN_AT_ONCE);

        emptyDisk();
        run.awaitWritten();
        drain(run);
        run.mustHaveArrivedOnce(server);
        assertThat(run.mails("sent")).isEqualTo(LETTERS);
        assertThat(dispatcher.trouble(run.id())).isEmpty();
    }

    private void drain(CountedRun run) {
        run.company()
                .actor()
                .run(() ->
                        assertThat(worker.drain(Duration.ofSeconds(20)).now()).isZero());
    }

    /// As PostgreSQL says it: from the [#ROOM]th file of this company on.
    private void fillDisk(TestCompany company) {
        owner.sql("""
                CREATE FUNCTION disk_full() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                  IF (SELECT count(*) FROM document WHERE company_id = NEW.company_id) >= %d THEN
                    RAISE EXCEPTION 'could not extend file "base/5/16401": No space left on device' USING ERRCODE = 'disk_full';
                  END IF;
                  RETURN NEW;
                END $$
                """.formatted(ROOM)).update();
        owner.sql("""
                CREATE TRIGGER disk_full BEFORE INSERT ON document FOR EACH ROW WHEN (NEW.company_id = %d) EXECUTE FUNCTION disk_full()
                """.formatted(company.id().value())).update();
    }

    private void emptyDisk() {
        owner.sql("DROP FUNCTION IF EXISTS disk_full() CASCADE").update();
    }
}
