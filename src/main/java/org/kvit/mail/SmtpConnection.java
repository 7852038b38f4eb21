package org.kvit.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/// One open connection to a mail server, on which mails are handed over one after the other.
///
/// Opening it (greeting, encryption, sign-in) is the library's. The dialogue of each mail is ours: only who
/// speaks the lines knows whether the end of the message was out when it broke off, and on that hangs whether
/// it may be sent again.
final class SmtpConnection extends SMTPTransport {
    private static final int CLOSING = 421;
    private static final String CLOSED = "connection closed";

    private boolean alive = true;
    private boolean used;
    /// The server's answer to what was said last; what the library then asks and hears by itself doesn't count.
    private Answer answer = Answer.NONE;
    /// Whether the end of the message is on its way, so that the server may have taken it.
    private boolean ended;

    /// @param session carries encryption, timeouts and the socket's settings ([SmtpConnections])
    SmtpConnection(Session session) {
        super(session, null);
    }

    /// Who a mail comes from and goes to, as the server is told: checked ASCII addresses.
    record Envelope(String sender, List<String> recipients) {}

    /// @param code three digits; 0: none came
    private record Answer(int code, String words) {
        static final Answer NONE = new Answer(0, "");

        boolean isYes() {
            return code / 100 == 2;
        }

        boolean isNotNow() {
            return code / 100 == 4;
        }

        boolean isNo() {
            return code / 100 == 5;
        }
    }

    /// False once the connection is broken or closed; it is of no more use then.
    boolean isAlive() {
        return alive;
    }

    /// Whether a mail was handed over on it before: the server may have closed it since.
    boolean wasUsed() {
        return used;
    }

    /// What the server said last, as a line.
    String words() {
        return ServerWords.line(getLastServerResponse());
    }

    /// Hands one mail over. Never throws: whatever happens is one of the outcomes.
    synchronized Handover hand(Envelope envelope, MimeMessage message) {
        ended = false;
        try {
            return converse(envelope, message);
        } catch (MessagingException | IOException e) {
            return brokenOff(e);
        } finally {
            used = true;
        }
    }

    /// Says good-bye without waiting for an answer.
    @Override
    public synchronized void close() {
        alive = false;
        try {
            super.close();
        } catch (MessagingException e) {
            // It is gone already, as wanted.
        }
    }

    private Handover converse(Envelope envelope, MimeMessage message) throws MessagingException, IOException {
        if (!ask("MAIL FROM:<" + envelope.sender() + ">").isYes()) {
            return no();
        }
        var refusals = new ArrayList<String>();
        for (var recipient : envelope.recipients()) {
            if (ask("RCPT TO:<" + recipient + ">").isNo()) {
                refusals.add(recipient + ": " + answer.words());
            } else if (!answer.isYes()) {
                return startOver(no()); // all or nobody: whoever was accepted now would get it twice after the pause
            }
        }
        if (refusals.size() == envelope.recipients().size()) {
            return startOver(new Handover.Refused(String.join("; ", refusals)));
        }
        return give(message, refusals);
    }

    private Handover give(MimeMessage message, List<String> refusals) throws MessagingException, IOException {
        answer = Answer.NONE;
        var body = data();
        message.writeTo(body);
        answer = Answer.NONE;
        ended = true;
        finishData();
        return new Handover.Taken(answer.words(), refusals);
    }

    private Answer ask(String command) throws MessagingException {
        answer = Answer.NONE;
        if (simpleCommand(command) <= 0) {
            throw new MessagingException(CLOSED);
        }
        return answer;
    }

    @Override
    protected int readServerResponse() throws MessagingException {
        int code = super.readServerResponse();
        if (answer.code() == 0 && code > 0) {
            answer = new Answer(code, words());
        }
        return code;
    }

    private Handover no() {
        var said = answer;
        if (said.code() == CLOSING || !(said.isNo() || said.isNotNow())) {
            close();
        }
        return said.isNo() ? new Handover.Refused(said.words()) : new Handover.Deferred(said.words());
    }

    private Handover brokenOff(Exception e) {
        if (answer.isNo() || answer.isNotNow()) {
            return no();
        }
        if (ended && answer.isYes()) {
            return new Handover.Taken(answer.words(), List.of());
        }
        close();
        var reason = ServerWords.of(e).replace("[EOF]", CLOSED);
        return ended ? new Handover.Unknown(reason) : new Handover.Deferred(reason);
    }

    private Handover startOver(Handover outcome) {
        try {
            if (alive) {
                simpleCommand("RSET");
            }
        } catch (MessagingException e) {
            close();
        }
        return outcome;
    }
}
