package org.kvit.inbox;

import jakarta.mail.Message;
import jakarta.mail.MessageRemovedException;
import jakarta.mail.MessagingException;
import jakarta.mail.UIDFolder;
import jakarta.mail.search.ComparisonTerm;
import jakarta.mail.search.ReceivedDateTerm;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.eclipse.angus.mail.imap.IMAPMessage;
import org.kvit.base.Refusal;
import org.kvit.base.Words;
import org.kvit.mail.SignInRefused;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/// Reads what is new in the bound company's mailbox. Each message is taken in and counted as read in one transaction; a
/// reader that dies begins again where it was, and what it takes in a second time is known by [Intake].
@Service
public class InboxReading {
    /// So many at once; the rest is read right after.
    private static final int MOST = 200;
    /// Of a longer message only the beginning is fetched: what was written stands before the files.
    private static final int MOST_BYTES = 1 << 20;
    /// How far back is looked when nothing has been read yet, or the server has numbered anew.
    private static final Duration BACK = Duration.ofDays(14);

    private final Mailboxes mailboxes;
    private final ImapConnections connections;
    private final InboxState state;
    private final Intake intake;
    private final Clock clock;
    private final TransactionTemplate transaction;

    InboxReading(
            Mailboxes mailboxes,
            ImapConnections connections,
            InboxState state,
            Intake intake,
            Clock clock,
            TransactionTemplate transaction) {
        this.mailboxes = mailboxes;
        this.connections = connections;
        this.state = state;
        this.intake = intake;
        this.clock = clock;
        this.transaction = transaction;
    }

    /// @param fresh messages that were new @param problem why it could not be read to the end
    record Result(int fresh, Optional<Words> problem) {}

    /// Reads it if it is due and nobody else is at it.
    Optional<Result> ifDue() {
        return state.take(false).map(this::read);
    }

    /// @throws Refusal if there is no mailbox, or it is being read
    Result now() {
        return read(state.take(true).orElseThrow(() -> Refusal.conflict("inbox.busy")));
    }

    /// Signs in and looks into the folder, and touches nothing.
    /// @return how many messages lie there, or why it can't be read
    Trial test(Mailbox typed) {
        try (var open = connections.open(mailboxes.complete(typed))) {
            return new Trial(open.folder().getMessageCount(), Optional.empty());
        } catch (MessagingException e) {
            return new Trial(0, Optional.of(problem(e)));
        }
    }

    public record Trial(int messages, Optional<Words> problem) {}

    private Result read(InboxState.Lease lease) {
        int fresh = 0;
        boolean more = false;
        Optional<Words> problem = Optional.empty();
        try (var open = connections.open(mailboxes.opened().orElseThrow(() -> Refusal.conflict("inbox.busy")))) {
            var folder = open.folder();
            var waiting = waiting(folder, lease);
            more = waiting.size() > MOST;
            for (var message : waiting.subList(0, Math.min(waiting.size(), MOST))) {
                fresh += take(folder, message, lease) ? 1 : 0;
            }
        } catch (LeaseLost e) {
            return new Result(fresh, Optional.empty());
        } catch (MessagingException | IOException e) {
            problem = Optional.of(problem(e));
        } catch (Refusal e) {
            problem = Optional.of(e.words());
        }
        state.give(lease, more && problem.isEmpty(), problem);
        return new Result(fresh, problem);
    }

    private record Waiting(long uid, IMAPMessage message) {}

    /// Oldest first.
    private List<Waiting> waiting(IMAPFolder folder, InboxState.Lease lease) throws MessagingException {
        boolean known = lease.uidValidity().isPresent() && lease.uidValidity().getAsLong() == folder.getUIDValidity();
        Message[] found = known
                ? folder.getMessagesByUID(lease.lastUid() + 1, UIDFolder.LASTUID)
                : folder.search(new ReceivedDateTerm(
                        ComparisonTerm.GE, Date.from(clock.instant().minus(BACK))));
        var waiting = new ArrayList<Waiting>();
        for (var message : found) {
            long uid = folder.getUID(message);
            if (!known || uid > lease.lastUid()) { // a range to the last one always holds the last one
                waiting.add(new Waiting(uid, (IMAPMessage) message));
            }
        }
        waiting.sort(Comparator.comparingLong(Waiting::uid));
        return waiting;
    }

    private boolean take(IMAPFolder folder, Waiting waiting, InboxState.Lease lease)
            throws MessagingException, IOException {
        long validity = folder.getUIDValidity();
        var bytes = bytes(waiting.message());
        return Objects.requireNonNull(transaction.execute(_ -> {
            if (!state.reached(lease, validity, waiting.uid())) {
                throw new LeaseLost();
            }
            return bytes.isPresent() && intake.take(IncomingReader.read(bytes.get()));
        }));
    }

    /// Empty: somebody has just removed it.
    private static Optional<byte[]> bytes(IMAPMessage message) throws MessagingException, IOException {
        try (var in = message.getMimeStream()) {
            return Optional.of(in.readNBytes(MOST_BYTES));
        } catch (MessageRemovedException e) {
            return Optional.empty();
        }
    }

    private static Words problem(Exception e) {
        return e instanceof SignInRefused refused
                ? refused.words()
                : Words.of("inbox.problem.server", DeliveryReport.line(said(e)));
    }

    private static String said(Throwable e) {
        var words = new StringBuilder();
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            var said = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
            if (words.indexOf(said) < 0) {
                words.append(words.isEmpty() ? "" : ": ").append(said);
            }
        }
        return words.toString();
    }

    /// Somebody else reads the mailbox by now.
    private static final class LeaseLost extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
