package org.kvit.mail;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.kvit.base.Actor;
import org.kvit.base.CompanyId;
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
    static final int MOST_PER_MINUTE = 10_000;
    static final int MOST_PER_HOUR = 1_000_000;

    private final JdbcClient jdbc;
    private final Secrets secrets;
    private final Optional<SmtpServer> ofInstallation;

    MailServers(
            JdbcClient jdbc,
            Secrets secrets,
            @Value("${kvit.smtp.url:}") String url,
            @Value("${kvit.smtp.rate:0}") int rate) {
        this.jdbc = jdbc;
        this.secrets = secrets;
        this.ofInstallation = Optional.of(url)
                .filter(u -> !u.isBlank())
                .map(SmtpServer::parse)
                .map(s -> s.atMost(rate));
    }

    /// As the company set it up.
    ///
    /// @param oauth it is signed in to by the company's [Consents], not by the password
    /// @param password empty: the one that is kept already
    /// @param byManager mail to a customer leaves in its account manager's name
    /// @param perMinute how many mails at most, each program on its own
    /// @param perHour how many mails at most, of all programs together
    record Setup(
            String host,
            int port,
            SmtpServer.Security security,
            boolean oauth,
            String user,
            String password,
            String sender,
            String senderName,
            String replyTo,
            String archive,
            boolean byManager,
            OptionalInt perMinute,
            OptionalInt perHour) {
        @Override
        public String toString() {
            return user + "@" + host + ":" + port;
        }
    }

    @Transactional(readOnly = true)
    public Optional<SmtpServer> own() {
        return jdbc.sql("""
                SELECT host, port, security, sign_in, username, password, per_minute FROM mail_server WHERE company_id = current_company()
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
                        row.getString("sign_in").equals("oauth"),
                        text(row, "username"),
                        "",
                        row.getString("sender"),
                        text(row, "sender_name"),
                        text(row, "reply_to"),
                        text(row, "bcc"),
                        row.getBoolean("by_manager"),
                        number(row, "per_minute"),
                        number(row, "per_hour")))
                .optional();
    }

    /// @throws Refusal naming each field that won't do
    @Transactional
    public void save(Setup setup) {
        check(setup);
        jdbc.sql("""
                INSERT INTO mail_server (company_id, host, port, security, sign_in, username, password, sender, sender_name, reply_to, bcc,
                                         by_manager, per_minute, per_hour)
                VALUES (current_company(), :host, :port, :security, :signIn, nullif(:user, ''), :password, :sender, nullif(:senderName, ''),
                        nullif(:replyTo, ''), nullif(:bcc, ''), :byManager, :perMinute, :perHour)
                    ON CONFLICT (company_id) DO UPDATE
                   SET host = EXCLUDED.host, port = EXCLUDED.port, security = EXCLUDED.security, username = EXCLUDED.username,
                       sign_in = EXCLUDED.sign_in, by_manager = EXCLUDED.by_manager, per_minute = EXCLUDED.per_minute, per_hour = EXCLUDED.per_hour,
                       password = CASE WHEN EXCLUDED.username IS NULL OR EXCLUDED.sign_in = 'oauth' THEN NULL ELSE coalesce(EXCLUDED.password, mail_server.password) END,
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
                .param("signIn", setup.oauth() ? "oauth" : "password")
                .param("byManager", setup.byManager())
                .param("perMinute", limit(setup.perMinute()))
                .param("perHour", limit(setup.perHour()))
                .update();
        hurry();
    }

    /// What waits for a later attempt is due now: whoever changed something wants to see whether it helps.
    @Transactional
    public void hurry() {
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
        if (setup.oauth() && setup.user().isEmpty()) {
            faults.add(new Refusal.Fault("user", Words.of("mail.server.user.missing")));
        }
        between(faults, "perMinute", setup.perMinute(), MOST_PER_MINUTE);
        between(faults, "perHour", setup.perHour(), MOST_PER_HOUR);
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

    private static void between(List<Refusal.Fault> faults, String field, OptionalInt limit, int most) {
        if (limit.isPresent() && (limit.getAsInt() < 1 || limit.getAsInt() > most)) {
            faults.add(new Refusal.Fault(field, Words.of("mail.server.limit.bad", most)));
        }
    }

    private static @Nullable Integer limit(OptionalInt limit) {
        return limit.isPresent() ? limit.getAsInt() : null;
    }

    private static OptionalInt number(ResultSet row, String column) throws SQLException {
        int value = row.getInt(column);
        return row.wasNull() ? OptionalInt.empty() : OptionalInt.of(value);
    }

    private static void address(List<Refusal.Fault> faults, String field, String address, boolean needed) {
        if (address.isEmpty() ? needed : !address.matches("[^\\s@<>]{1,64}@[^\\s@<>]{1,253}")) {
            faults.add(new Refusal.Fault(field, Words.of("mail.server.address.bad")));
        }
    }

    private SmtpServer server(ResultSet row) throws SQLException {
        var user = Optional.ofNullable(row.getString("username"));
        var consent = row.getString("sign_in").equals("oauth")
                ? Optional.of(Actor.currentCompany())
                : Optional.<CompanyId>empty();
        var sealed = Optional.ofNullable(row.getBytes("password"));
        return new SmtpServer(
                row.getString("host"),
                row.getInt("port"),
                SmtpServer.Security.of(row.getString("security")),
                user.map(u ->
                        new SmtpServer.Login(u, sealed.map(secrets::decrypt).orElse(""), consent)),
                number(row, "per_minute"));
    }

    private static String text(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getString(column)).orElse("");
    }
}
