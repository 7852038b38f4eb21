package org.kvit.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.kvit.base.Words;
import org.kvit.document.DocumentId;
import org.kvit.document.Documents;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Hands one batch of claimed mails over, one after the other on one connection. Before each, the database
/// knows that it is being handed over; after each, what came of it.
final class Delivery {
    private static final Logger log = LoggerFactory.getLogger(Delivery.class);
    /// So many bytes of attachments are in memory at once, or those of one mail.
    private static final long MOST_BYTES = 8 << 20;

    private final Custody custody;
    private final Documents documents;
    private final Lane lane;
    private final long worker;
    private final BooleanSupplier stopping;
    private final ArrayDeque<Mail> left;
    private Map<DocumentId, Documents.Content> files = Map.of();
    private Optional<Custody.Result> last = Optional.empty();
    private @Nullable SmtpConnection connection;

    Delivery(Custody custody, Documents documents, Lane lane, long worker, List<Mail> batch, BooleanSupplier stopping) {
        this.custody = custody;
        this.documents = documents;
        this.lane = lane;
        this.worker = worker;
        this.left = new ArrayDeque<>(batch);
        this.stopping = stopping;
    }

    /// @return whether the server is there: otherwise the mails wait, all of them
    boolean run() {
        try {
            while (!left.isEmpty() && !stopping.getAsBoolean() && lane.rest().isNegative()) {
                lane.pace(stopping);
                deliver(left.getFirst(), connected());
            }
            return true;
        } catch (SignInRefused e) {
            custody.release(worker, List.copyOf(left));
            left.clear();
            custody.awaitServer(e.words());
            return false;
        } catch (MessagingException e) {
            custody.postpone(worker, List.copyOf(left), Words.of("mail.problem.server", ServerWords.of(e)));
            left.clear();
            return false;
        } finally {
            finish();
        }
    }

    private SmtpConnection connected() throws MessagingException {
        var open = connection;
        if (open == null || !open.isAlive()) {
            open = lane.connection();
            connection = open;
        }
        return open;
    }

    private void deliver(Mail mail, SmtpConnection open) {
        var files = files(mail);
        var addressed = Addressed.of(mail);
        Optional<MimeMessage> message = addressed.recipients().isEmpty() ? Optional.empty() : composed(mail, files);
        if (message.isEmpty()) {
            left.removeFirst();
            custody.settle(worker, new Custody.Result(mail, addressed.impossible()));
            return;
        }
        boolean ours = custody.handOver(worker, last, mail);
        last = Optional.empty();
        left.removeFirst();
        if (ours) {
            var handover = addressed.tell(hand(open, addressed.envelope(mail), message.get()));
            lane.note(handover);
            last = Optional.of(new Custody.Result(mail, handover));
        }
    }

    /// A server closes a connection that it finds idle for too long, or busy for too long. If a kept one turns
    /// out to be gone, the mail surely did not leave on it, and goes on a new one at once.
    private Handover hand(SmtpConnection open, SmtpConnection.Envelope envelope, MimeMessage message) {
        boolean kept = open.wasUsed();
        var handover = open.hand(envelope, message);
        if (!(handover instanceof Handover.Deferred) || open.isAlive() || !kept) {
            return handover;
        }
        try {
            var fresh = lane.fresh();
            connection = fresh;
            return fresh.hand(envelope, message);
        } catch (MessagingException e) {
            return handover;
        }
    }

    private Optional<MimeMessage> composed(Mail mail, Map<DocumentId, Documents.Content> files) {
        try {
            return Optional.of(Composer.message(mail, files));
        } catch (MessagingException e) {
            log.error("mail {} can't be put into a message", mail.id().value(), e);
            return Optional.empty();
        }
    }

    /// The bytes of a mail's attachments; when they aren't there yet, those of the next mails are fetched
    /// along, as far as the bound allows.
    private Map<DocumentId, Documents.Content> files(Mail mail) {
        if (!mail.attachments().stream().allMatch(a -> files.containsKey(a.document()))) {
            var wanted = new HashSet<DocumentId>();
            long bytes = 0;
            for (var next : left) {
                bytes += next.attachments().stream()
                        .mapToLong(Mail.Attachment::size)
                        .sum();
                if (bytes > MOST_BYTES && !next.id().equals(mail.id())) {
                    break;
                }
                next.attachments().forEach(a -> wanted.add(a.document()));
            }
            files = Map.of();
            files = documents.get(wanted);
        }
        return files;
    }

    private void finish() {
        var rest = List.copyOf(left);
        var result = last;
        Perseverance.until(stopping, () -> {
            result.ifPresent(r -> custody.settle(worker, r));
            custody.release(worker, rest);
        });
        if (connection != null) {
            lane.keep(connection);
        }
    }
}
