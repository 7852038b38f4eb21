package org.kvit.inbox;

import jakarta.mail.Folder;
import jakarta.mail.FolderNotFoundException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import java.time.Duration;
import java.util.Properties;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.eclipse.angus.mail.imap.IMAPStore;
import org.kvit.mail.SignInTokens;
import org.springframework.stereotype.Component;

/// Opens mailboxes (IMAP4rev1, RFC 3501), for reading only: nothing in them is deleted, moved or marked as seen.
@Component
class ImapConnections {
    private static final Duration TO_CONNECT = Duration.ofSeconds(20);
    private static final Duration TO_ANSWER = Duration.ofSeconds(60);

    private final SignInTokens tokens;

    ImapConnections(SignInTokens tokens) {
        this.tokens = tokens;
    }

    /// A folder that is open, and the way to its server.
    record Open(Store store, IMAPFolder folder) implements AutoCloseable {
        @Override
        public void close() {
            try (store) {
                folder.close(false);
            } catch (MessagingException | RuntimeException e) {
                // it is gone already, as wanted
            }
        }
    }

    /// @throws MessagingException if it can't be reached, can't prove who it is, doesn't let us in, or hasn't the
    /// folder
    Open open(Mailbox mailbox) throws MessagingException {
        var store = mailbox.oauth()
                ? tokens.signIn(token -> connected(mailbox, token))
                : connected(mailbox, mailbox.password());
        try {
            var folder = (IMAPFolder) store.getFolder(mailbox.folder());
            folder.open(Folder.READ_ONLY);
            return new Open(store, folder);
        } catch (FolderNotFoundException e) {
            store.close();
            throw new MessagingException("no folder " + mailbox.folder(), e);
        } catch (MessagingException | RuntimeException e) {
            store.close();
            throw e;
        }
    }

    private static Store connected(Mailbox mailbox, String password) throws MessagingException {
        var store = new IMAPStore(Session.getInstance(properties(mailbox)), null);
        store.connect(mailbox.host(), mailbox.port(), mailbox.user(), password);
        return store;
    }

    private static Properties properties(Mailbox mailbox) {
        boolean starttls = mailbox.security() == Mailbox.Security.STARTTLS;
        var properties = new Properties();
        properties.put("mail.imap.ssl.enable", Boolean.toString(mailbox.security() == Mailbox.Security.TLS));
        properties.put("mail.imap.starttls.enable", Boolean.toString(starttls));
        properties.put("mail.imap.starttls.required", Boolean.toString(starttls));
        properties.put("mail.imap.ssl.checkserveridentity", "true");
        properties.put("mail.imap.connectiontimeout", Long.toString(TO_CONNECT.toMillis()));
        properties.put("mail.imap.timeout", Long.toString(TO_ANSWER.toMillis()));
        properties.put("mail.imap.writetimeout", Long.toString(TO_ANSWER.toMillis()));
        properties.put("mail.imap.peek", "true");
        if (mailbox.oauth()) {
            properties.put("mail.imap.auth.mechanisms", "XOAUTH2");
        }
        return properties;
    }
}
