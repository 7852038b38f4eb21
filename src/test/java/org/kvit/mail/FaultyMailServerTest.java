package org.kvit.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kvit.reminder.CountedRun.address;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.net.ssl.SSLSocketFactory;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.kvit.KvitTest;
import org.kvit.TestCompany;
import org.kvit.base.Words;
import org.kvit.company.Companies;
import org.kvit.document.Documents;
import org.kvit.reminder.CountedRun;
import org.kvit.reminder.Dispatcher;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.support.TransactionTemplate;

/// A whole reminder run through a mail server that does all that mail servers do, counted at the mail server.
@KvitTest
class FaultyMailServerTest {
    private static final int LETTERS = 40;
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    /// So long an answer may take here; what is late by it is taken for one that never comes.
    private static final Duration TIMEOUT = Duration.ofSeconds(3);

    private static final String GONE = address(5);
    private static final String GREYLISTED = address(8);
    private static final String CUT_BEFORE = address(11);
    private static final String STALLED_BEFORE = address(14);
    private static final String STALLED_AFTER = address(18);
    private static final String CUT_AFTER = address(22);
    private static final String BUSY = address(26);
    private static final String JUNK = address(30);

    @Autowired
    private ApplicationContext kvit;

    @Autowired
    private DataSource database;

    @Autowired
    private Custody custody;

    @Autowired
    private Documents documents;

    @Autowired
    private MailServers servers;

    @Autowired
    private Bell bell;

    @Autowired
    private Companies companies;

    @Autowired
    private Outbox outbox;

    @Autowired
    private Mails mails;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private Dispatcher dispatcher;

    private final SmtpConnections connections =
            new SmtpConnections(TIMEOUT, (SSLSocketFactory) SSLSocketFactory.getDefault());
    private final Set<String> met = ConcurrentHashMap.newKeySet();
    private SmtpSink server = SmtpSink.open();

    @AfterEach
    void close() {
        server.close();
        connections.destroy();
    }

    @Test
    void whatever_the_mail_server_does_each_letter_arrives_once_or_a_person_is_asked() {
        var run = CountedRun.propose(kvit, LETTERS).mailedThrough(server.port());
        server.close();
        run.company().actor().run(() -> {
            dispatcher.sendNow(run.id(), Optional.empty());
            drain();
        });
        assertWaiting(run, 1, "mail.problem.server");

        server = SmtpSink.openAt(server.port())
                .atCommand(line -> line.matches("(?i)(EHLO|HELO) .*")
                        ? SmtpSink.Reply.of("554 5.3.2 closed for today")
                        : SmtpSink.Reply.OK);
        later(run);
        assertWaiting(run, 2, "mail.problem.server");
        assertThat(server.connections())
                .as("a server that lets nobody in is asked once, and not once a letter")
                .isEqualTo(1);

        server.atCommand(this::answer).atEnd(this::answerAtEnd);
        later(run);
        assertThat(states(run))
                .isEqualTo(Map.of(
                        GONE, "failed",
                        GREYLISTED, "queued",
                        STALLED_AFTER, "uncertain",
                        CUT_AFTER, "uncertain",
                        BUSY, "queued",
                        JUNK, "failed"));
        assertThat(run.problems().get(GONE)).contains("550 5.1.1 no such user");
        assertThat(run.problems().get(GREYLISTED)).contains("450 4.2.1 greylisted");
        assertThat(run.problems().get(BUSY)).contains("451 4.3.0 come back");
        assertThat(run.problems().get(JUNK)).contains("554 5.6.0 looks like junk");

        later(run);
        assertThat(states(run).keySet()).containsExactlyInAnyOrder(GONE, STALLED_AFTER, CUT_AFTER, JUNK);
        assertThat(server.deliveredTo())
                .as("the worst that a server may do: to take it, and not to say so")
                .containsEntry(STALLED_AFTER, 1)
                .containsEntry(CUT_AFTER, 1);

        later(run);
        run.mustHaveArrivedOnce(server);
        assertThat(states(run).keySet())
                .as("what is uncertain or failed stays so, whoever looks after the mail next")
                .containsExactlyInAnyOrder(GONE, STALLED_AFTER, CUT_AFTER, JUNK);
    }

    @Test
    void an_answer_counts_also_if_the_worker_has_lost_its_lock_meanwhile() {
        long nobody = Integer.MAX_VALUE;
        TestCompany.found(companies).actor().run(() -> {
            var ids = Objects.requireNonNull(transaction.execute(_ -> outbox.write(IntStream.range(0, 4)
                    .mapToObj(i -> Draft.note(Draft.Kind.NOTE, address(i), "s", "t", "en"))
                    .toList())));
            var claimed = custody.claim(nobody, 4);
            assertThat(claimed).hasSize(4).allMatch(mail -> custody.handOver(nobody, Optional.empty(), mail));
            custody.sweep(nobody);
            assertThat(ids).allMatch(id -> mails.find(id).state() == MailState.UNCERTAIN);

            settle(nobody, ids.get(0), new Handover.Taken("250 2.0.0 taken", List.of()));
            settle(nobody, ids.get(1), new Handover.Refused("550 5.1.1 no such user"));
            settle(nobody, ids.get(2), new Handover.Deferred("451 4.3.0 come back"));
            settle(nobody, ids.get(3), new Handover.Unknown("connection closed"));
            assertThat(ids.stream().map(id -> mails.find(id).state()))
                    .containsExactly(MailState.SENT, MailState.FAILED, MailState.UNCERTAIN, MailState.UNCERTAIN);
            assertThat(mails.find(ids.get(1)).problem())
                    .contains(Words.of("mail.problem.refused", "550 5.1.1 no such user"));
        });
    }

    private void settle(long worker, MailId id, Handover handover) {
        custody.settle(worker, new Custody.Result(mails.find(id), handover));
    }

    private SmtpSink.Reply answer(String line) {
        if (asks(line, GONE)) {
            return SmtpSink.Reply.of("550 5.1.1 no such user");
        }
        if (asks(line, GREYLISTED) && met.add(GREYLISTED)) {
            return SmtpSink.Reply.of("450 4.2.1 greylisted");
        }
        if (asks(line, CUT_BEFORE) && met.add(CUT_BEFORE)) {
            return SmtpSink.Reply.CUT;
        }
        return asks(line, STALLED_BEFORE) && met.add(STALLED_BEFORE) ? SmtpSink.Reply.HANG : SmtpSink.Reply.OK;
    }

    private static boolean asks(String line, String recipient) {
        return line.startsWith("RCPT TO:<" + recipient + ">");
    }

    private SmtpSink.Reply answerAtEnd(SmtpSink.Received message) {
        var recipient = message.recipients().getFirst();
        if (recipient.equals(STALLED_AFTER)) {
            return SmtpSink.Reply.HANG;
        }
        if (recipient.equals(CUT_AFTER)) {
            return SmtpSink.Reply.CUT;
        }
        if (recipient.equals(JUNK)) {
            return SmtpSink.Reply.of("554 5.6.0 looks like junk");
        }
        return recipient.equals(BUSY) && met.add(BUSY) ? SmtpSink.Reply.of("451 4.3.0 come back") : SmtpSink.Reply.OK;
    }

    /// All letters whose fate isn't simply `sent`.
    private static Map<String, String> states(CountedRun run) {
        return run.fates().entrySet().stream()
                .filter(e -> !e.getValue().equals("sent"))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private void assertWaiting(CountedRun run, int attempts, String problem) {
        assertThat(run.count(
                        "SELECT count(*) FROM mail WHERE company_id = current_company() AND state = 'queued' AND attempts = "
                                + attempts + " AND next_attempt_at > now() AND problem ->> 'key' = '" + problem + "'"))
                .isEqualTo(LETTERS);
        assertThat(server.delivered()).isEmpty();
    }

    /// Every pause is over, and another worker looks after the mail.
    private void later(CountedRun run) {
        run.change("UPDATE mail SET next_attempt_at = now() WHERE company_id = current_company()");
        run.company().actor().run(this::drain);
    }

    private void drain() {
        var tools = new Shift.Tools(database, custody, documents, servers, connections, bell, 1);
        assertThat(new MailWorker(tools, kvit, false).drain(PATIENCE).now()).isZero();
    }
}
