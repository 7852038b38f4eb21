package org.kvit.mail;

import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// The mail server's settings as typed. @param port, perMinute, perHour as typed
public record MailServerForm(
        String host,
        String port,
        String security,
        @Nullable String signIn,
        String user,
        @Nullable String password,
        String sender,
        String senderName,
        String replyTo,
        String archive,
        @Nullable String byManager,
        @Nullable String perMinute,
        @Nullable String perHour) {
    private static final int SUBMISSION = 587;
    static final MailServerForm EMPTY = new MailServerForm(
            "",
            Integer.toString(SUBMISSION),
            SmtpServer.Security.STARTTLS.code(),
            "password",
            "",
            "",
            "",
            "",
            "",
            "",
            null,
            "",
            "");

    /// Without the password: forms end up in logs.
    @Override
    public String toString() {
        return user + "@" + host + ":" + port;
    }

    public boolean oauth() {
        return "oauth".equals(signIn);
    }

    public boolean inManagersName() {
        return byManager != null;
    }

    public String minute() {
        return text(perMinute);
    }

    public String hour() {
        return text(perHour);
    }

    static MailServerForm of(MailServers.Setup s) {
        return new MailServerForm(
                s.host(),
                Integer.toString(s.port()),
                s.security().code(),
                s.oauth() ? "oauth" : "password",
                s.user(),
                "",
                s.sender(),
                s.senderName(),
                s.replyTo(),
                s.archive(),
                s.byManager() ? "true" : null,
                text(s.perMinute()),
                text(s.perHour()));
    }

    MailServers.Setup setup() {
        return new MailServers.Setup(
                host.strip(),
                port.strip().matches("\\d{1,5}") ? Integer.parseInt(port.strip()) : 0,
                SmtpServer.Security.of(security),
                oauth(),
                user.strip(),
                text(password),
                sender.strip(),
                senderName.strip(),
                replyTo.strip(),
                archive.strip(),
                inManagersName(),
                limit(perMinute),
                limit(perHour));
    }

    /// Nothing typed is no limit; what is no number is 0, which is refused.
    private static OptionalInt limit(@Nullable String typed) {
        var text = text(typed).strip();
        if (text.isEmpty()) {
            return OptionalInt.empty();
        }
        return OptionalInt.of(text.matches("\\d{1,8}") ? Integer.parseInt(text) : 0);
    }

    private static String text(@Nullable String typed) {
        return Optional.ofNullable(typed).orElse("");
    }

    private static String text(OptionalInt limit) {
        return limit.isPresent() ? Integer.toString(limit.getAsInt()) : "";
    }
}
