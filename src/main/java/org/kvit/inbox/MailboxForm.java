package org.kvit.inbox;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A mailbox's settings as typed.
public record MailboxForm(
        @Nullable String active,
        String host,
        String port,
        String security,
        @Nullable String signIn,
        String user,
        @Nullable String password,
        String folder,
        String everyMinutes) {
    static final MailboxForm EMPTY = new MailboxForm("true", "", "993", "tls", "password", "", "", "INBOX", "5");

    /// Without the password: forms end up in logs.
    @Override
    public String toString() {
        return user + "@" + host + ":" + port;
    }

    static MailboxForm of(Mailbox m) {
        return new MailboxForm(
                m.active() ? "true" : null,
                m.host(),
                Integer.toString(m.port()),
                m.security().code(),
                m.oauth() ? "oauth" : "password",
                m.user(),
                "",
                m.folder(),
                Integer.toString(m.everyMinutes()));
    }

    public boolean oauth() {
        return "oauth".equals(signIn);
    }

    public boolean isRead() {
        return active != null;
    }

    Mailbox mailbox() {
        return new Mailbox(
                isRead(),
                host.strip(),
                number(port),
                Mailbox.Security.of(security),
                oauth(),
                user.strip(),
                Optional.ofNullable(password).orElse(""),
                folder.strip(),
                number(everyMinutes));
    }

    private static int number(String typed) {
        return typed.strip().matches("\\d{1,5}") ? Integer.parseInt(typed.strip()) : 0;
    }
}
