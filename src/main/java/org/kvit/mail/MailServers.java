package org.kvit.mail;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.kvit.base.Refusal;
import org.kvit.base.Words;
import org.kvit.database.Secrets;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// The server that takes the bound company's mail: its own, else the installation's (`kvit.smtp.url`).
@Component
class MailServers {
    private static final int LAST_PORT = 65535;

    private final JdbcClient jdbc;
    private final Secrets secrets;
    private final Optional<SmtpServer> ofInstallation;

    MailServers(JdbcClient jdbc, Secrets secrets, @Value("${kvit.smtp.url:}") String url) {
        this.jdbc = jdbc;
        this.secrets = secrets;
        this.ofInstallation = Optional.of(url).filter(u -> !u.isBlank()).map(SmtpServer::parse);
    }

    /// As the company set it up.
    ///
    /// @param password empty: the one that is kept already
    record Setup(
            String host,
            int port,
            SmtpServer.Security security,
            String user,
            String password,
            String sender,
            String senderName,
            String replyTo,
            String archive) {
        @Override
        public String toString() {
            return user + "@" + host + ":" + port;
        }
    }

    @Transactional(readOnly = true)
    public Optional<SmtpServer> own() {
        return jdbc.sql("""
                SELECT host, port, security, username, password FROM mail_server WHERE company_id = current_company()
                """).query((row, n) -> server(row)).optional().or(() -> ofInstallation);
    }

    boolean installationHasOne() {
        return ofInstallation.isPresent();
    }

    /// What the company set up itself, without the password.
    @Transactional(readOnly = true)
    public Optional<Setup> setup() {
        return jdbc.sql("SELECT * FROM mail_server WHERE company_id = current_company()")
                .query((row, n) -> new Setup(
                        row.getString("host"),
                        row.getInt("port"),
                        SmtpServer.Security.of(row.getString("security")),
                        text(row, "username"),
                        "",
                        row.getString("sender"),
                        text(row, "sender_name"),
                        text(row, "reply_to"),
                        text(row, "bcc")))
                .optional();
    }

    /// @throws Refusal naming each field that won't do
    @Transactional
    public void save(Setup setup) {
        check(setup);
        jdbc.sql("""
                INSERT INTO mail_server (company_id, host, port, security, username, password, sender, sender_name, reply_to, bcc)
                VALUES (current_company(), :host, :port, :security, nullif(:user, ''), :password, :sender, nullif(:senderName, ''),
                        nullif(:replyTo, ''), nullif(:bcc, ''))
                    ON CONFLICT (company_id) DO UPDATE
                   SET host = EXCLUDED.host, port = EXCLUDED.port, security = EXCLUDED.security, username = EXCLUDED.username,
                       password = CASE WHEN EXCLUDED.username IS NULL THEN NULL ELSE coalesce(EXCLUDED.password, mail_server.password) END,
                       sender = EXCLUDED.sender, sender_name = EXCLUDED.sender_name, reply_to = EXCLUDED.reply_to, bcc = EXCLUDED.bcc
                """)
                .param("host", setup.host())
                .param("port", setup.port())
                .param("security", setup.security().code())
                .param("user", setup.user())
                .param("password", setup.password().isEmpty() ? null : secrets.encrypt(setup.password()))
                .param("sender", setup.sender())
                .param("senderName", setup.senderName())
                .param("replyTo", setup.replyTo())
                .param("bcc", setup.archive())
                .update();
        jdbc.sql("""
                UPDATE mail SET next_attempt_at = now()
                 WHERE company_id = current_company() AND state = 'queued' AND next_attempt_at > now() AND next_attempt_at < 'infinity'
                """).update();
    }

    private static void check(Setup setup) {
        var faults = new ArrayList<Refusal.Fault>();
        if (!setup.host().matches("[A-Za-z0-9.:_-]{1,253}")) {
            faults.add(new Refusal.Fault("host", Words.of("mail.server.host.bad")));
        }
        if (setup.port() < 1 || setup.port() > LAST_PORT) {
            faults.add(new Refusal.Fault("port", Words.of("mail.server.port.bad")));
        }
        if (!setup.user().isEmpty()
                && setup.security() == SmtpServer.Security.NONE
                && !SmtpServer.isThisMachine(setup.host())) {
            faults.add(new Refusal.Fault("security", Words.of("mail.server.security.clear")));
        }
        address(faults, "sender", setup.sender(), true);
        address(faults, "replyTo", setup.replyTo(), false);
        address(faults, "archive", setup.archive(), false);
        if (setup.senderName().length() > 200 || setup.senderName().chars().anyMatch(Character::isISOControl)) {
            faults.add(new Refusal.Fault("senderName", Words.of("mail.header.control")));
        }
        if (!faults.isEmpty()) {
            throw Refusal.invalid(faults);
        }
    }

    private static void address(List<Refusal.Fault> faults, String field, String address, boolean needed) {
        if (address.isEmpty() ? needed : !address.matches("[^\\s@<>]{1,64}@[^\\s@<>]{1,253}")) {
            faults.add(new Refusal.Fault(field, Words.of("mail.server.address.bad")));
        }
    }

    private SmtpServer server(ResultSet row) throws SQLException {
        var user = Optional.ofNullable(row.getString("username"));
        var sealed = Optional.ofNullable(row.getBytes("password"));
        return new SmtpServer(
                row.getString("host"),
                row.getInt("port"),
                SmtpServer.Security.of(row.getString("security")),
                user.map(u ->
                        new SmtpServer.Login(u, sealed.map(secrets::decrypt).orElse(""))));
    }

    private static String text(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getString(column)).orElse("");
    }
}
