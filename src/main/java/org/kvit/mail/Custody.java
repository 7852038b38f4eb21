package org.kvit.mail;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.kvit.base.CompanyId;
import org.kvit.base.Words;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/// Who has which mail in hands: each step of a mail's way out, for the bound company, committed before the next
/// is made.
///
/// A step is taken only from the state that it leads on from and by the worker that holds the mail. So whatever
/// a second worker, a sweep or a person did meanwhile, no mail is handed over twice.
@Component
class Custody {
    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Clock clock;
    private final Mails mails;
    private final HourlyLimit limit;
    private final TransactionTemplate transaction;

    Custody(
            JdbcClient jdbc,
            JsonMapper json,
            Clock clock,
            Mails mails,
            HourlyLimit limit,
            TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
        this.mails = mails;
        this.limit = limit;
        this.transaction = transaction;
    }

    /// What came of a mail.
    record Result(Mail mail, Handover handover) {}

    /// The companies, of all, that have something to send now.
    List<CompanyId> companiesWithDueMail() {
        return run(() -> jdbc.sql("SELECT companies_with_due_mail()")
                        .query(Long.class)
                        .list())
                .stream()
                .map(id -> new CompanyId(Objects.requireNonNull(id)))
                .toList();
    }

    /// Takes up to so many mails that are due and may go ([HourlyLimit]), oldest first, past those that somebody else
    /// is
    /// taking.
    List<Mail> claim(long worker, int most) {
        return run(() -> {
            int room = limit.room(most);
            if (room == 0) {
                return List.<Mail>of();
            }
            // Materialized: within the plan of the update it could be run more than once, each time with other rows.
            var ids = jdbc.sql("""
                    WITH due AS MATERIALIZED (
                      SELECT id FROM mail
                       WHERE company_id = current_company() AND state = 'queued' AND next_attempt_at <= now()
                       ORDER BY next_attempt_at, id
                       LIMIT :most
                         FOR UPDATE SKIP LOCKED)
                    UPDATE mail m SET state = 'claimed', claimed_by = :worker
                      FROM due d
                     WHERE m.company_id = current_company() AND m.id = d.id
                    RETURNING m.id
                    """)
                    .param("worker", worker)
                    .param("most", room)
                    .query((row, n) -> new MailId(row.getLong("id")))
                    .list();
            return ids.isEmpty() ? List.of() : mails.load(ids);
        });
    }

    /// Notes, in one transaction, what came of the mail before, and that the next one is about to be handed
    /// over.
    /// @return whether the next one is still ours to hand over
    boolean handOver(long worker, Optional<Result> before, Mail next) {
        return run(() -> {
            before.ifPresent(result -> note(worker, result));
            return jdbc.sql("""
                    UPDATE mail SET state = 'handing_over', handed_at = now()
                     WHERE company_id = current_company() AND id = :id AND state = 'claimed' AND claimed_by = :worker
                    """)
                            .param("id", next.id().value())
                            .param("worker", worker)
                            .update()
                    == 1;
        });
    }

    /// Notes what came of a mail.
    void settle(long worker, Result result) {
        transaction.executeWithoutResult(_ -> note(worker, result));
    }

    /// Puts mails back that their worker surely did not hand over, though it may have said that it is about to:
    /// they are due at once.
    void release(long worker, List<Mail> rest) {
        if (rest.isEmpty()) {
            return;
        }
        run(() -> jdbc.sql("""
                UPDATE mail SET state = 'queued'
                 WHERE company_id = current_company() AND id = ANY (:ids) AND claimed_by = :worker AND state IN ('claimed', 'handing_over')
                """).param("ids", ids(rest)).param("worker", worker).update());
    }

    /// The mail server can't be used: these mails and all others that are due wait together, so that a server
    /// that is down is tried once and not once per mail. It counts as an attempt of each.
    void postpone(long worker, List<Mail> rest, Words why) {
        run(() -> jdbc.sql("""
                UPDATE mail
                   SET state = CASE WHEN attempts + 1 >= :most THEN 'failed' ELSE 'queued' END,
                       attempts = attempts + 1,
                       problem = :problem::jsonb,
                       next_attempt_at = now() + (:pauses::int[])[least(attempts + 1, :most)] * interval '1 second'
                 WHERE company_id = current_company()
                   AND (id = ANY (:ids) AND state = 'claimed' AND claimed_by = :worker OR state = 'queued' AND next_attempt_at <= now())
                """)
                .param("most", Retries.MOST)
                .param(
                        "pauses",
                        IntStream.rangeClosed(1, Retries.MOST)
                                .map(n -> (int) Retries.pauseAfter(n).toSeconds())
                                .boxed()
                                .toArray(Integer[]::new))
                .param("problem", json.writeValueAsString(why))
                .param("ids", ids(rest))
                .param("worker", worker)
                .update());
    }

    /// There is no mail server, or it lets us in no longer until a person sees to it: what is due waits, a minute at a
    /// time, without an attempt being counted.
    void awaitServer(Words why) {
        run(() -> jdbc.sql("""
                UPDATE mail SET problem = :problem::jsonb, next_attempt_at = now() + interval '1 minute'
                 WHERE company_id = current_company() AND state = 'queued' AND next_attempt_at <= now()
                """).param("problem", json.writeValueAsString(why)).update());
    }

    /// The mail server's settings have changed: what waits for a later attempt is due now.
    void hurry() {
        run(() -> jdbc.sql("""
                UPDATE mail SET next_attempt_at = now()
                 WHERE company_id = current_company() AND state = 'queued' AND next_attempt_at > now() AND next_attempt_at < 'infinity'
                """).update());
    }

    /// Whose hands mails are in, over all companies.
    List<Hands> inHands() {
        return run(() -> jdbc.sql("SELECT company_id, claimed_by FROM mail_in_hands()")
                .query((row, n) -> new Hands(new CompanyId(row.getLong("company_id")), row.getLong("claimed_by")))
                .list());
    }

    record Hands(CompanyId company, long worker) {}

    /// Takes the mails out of a worker's hands if it has died (its lock is free, see [WorkerNumber]): what it
    /// hadn't begun to hand over is due again, of the rest nobody knows.
    void sweep(long worker) {
        run(() -> WorkerNumber.isDead(jdbc, worker)
                ? jdbc.sql("""
                        UPDATE mail
                           SET state = CASE state WHEN 'claimed' THEN 'queued' ELSE 'uncertain' END,
                               problem = CASE state WHEN 'claimed' THEN problem ELSE :problem::jsonb END
                         WHERE company_id = current_company() AND claimed_by = :worker AND state IN ('claimed', 'handing_over')
                        """)
                        .param("problem", json.writeValueAsString(Words.of("mail.problem.stopped")))
                        .param("worker", worker)
                        .update()
                : 0);
    }

    /// How much is still to do for the bound company.
    Queue queue() {
        return run(() -> jdbc.sql("""
                SELECT (SELECT count(*) FROM mail WHERE company_id = current_company() AND state = 'queued' AND next_attempt_at <= now())
                     + (SELECT count(*) FROM mail WHERE company_id = current_company() AND state IN ('claimed', 'handing_over')) AS now,
                       (SELECT count(*) FROM mail WHERE company_id = current_company() AND state = 'queued' AND next_attempt_at > now()) AS later
                """).query(Queue.class).single());
    }

    /// An answer counts also if the worker had lost its lock meanwhile and was swept: nobody need be asked.
    /// Only to try again is left to a person then, who may have decided already.
    private void note(long worker, Result result) {
        var step = Step.after(result.handover(), result.mail().attempts() + 1);
        jdbc.sql("""
                UPDATE mail
                   SET state = :state, attempts = attempts + 1, problem = :problem::jsonb, sent_at = :sentAt::timestamptz,
                       next_attempt_at = now() + :pause * interval '1 second'
                 WHERE company_id = current_company() AND id = :id AND claimed_by = :worker
                   AND (state IN ('claimed', 'handing_over') OR state = 'uncertain' AND :state IN ('sent', 'failed'))
                """)
                .param("state", step.state().code())
                .param("problem", step.problem().map(json::writeValueAsString).orElse(null))
                .param(
                        "sentAt",
                        step.state() == MailState.SENT ? OffsetDateTime.now(clock.withZone(ZoneOffset.UTC)) : null)
                .param("pause", Retries.pauseAfter(result.mail().attempts() + 1).toSeconds())
                .param("id", result.mail().id().value())
                .param("worker", worker)
                .update();
    }

    private static Long[] ids(List<Mail> mails) {
        return mails.stream().map(m -> m.id().value()).toArray(Long[]::new);
    }

    private <T> T run(Supplier<T> work) {
        return Objects.requireNonNull(transaction.execute(_ -> work.get()));
    }
}
