package org.kvit.mail;

/// The mail server's settings as typed. @param port as typed
public record MailServerForm(
        String host,
        String port,
        String security,
        String user,
        String password,
        String sender,
        String senderName,
        String replyTo,
        String archive) {
    private static final int SUBMISSION = 587;
    static final MailServerForm EMPTY = new MailServerForm(
            "", Integer.toString(SUBMISSION), SmtpServer.Security.STARTTLS.code(), "", "", "", "", "", "");

    /// Without the password: forms end up in logs.
    @Override
    public String toString() {
        return user + "@" + host + ":" + port;
    }

    static MailServerForm of(MailServers.Setup s) {
        return new MailServerForm(
                s.host(),
                Integer.toString(s.port()),
                s.security().code(),
                s.user(),
                "",
                s.sender(),
                s.senderName(),
                s.replyTo(),
                s.archive());
    }

    MailServers.Setup setup() {
        return new MailServers.Setup(
                host.strip(),
                port.strip().matches("\\d{1,5}") ? Integer.parseInt(port.strip()) : 0,
                SmtpServer.Security.of(security),
                user.strip(),
                password,
                sender.strip(),
                senderName.strip(),
                replyTo.strip(),
                archive.strip());
    }
}
