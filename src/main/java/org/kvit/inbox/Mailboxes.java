package org.kvit.inbox;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.kvit.database.Secrets;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The mailbox of the bound company: one, or none.
@Service
class Mailboxes {
    private final JdbcClient jdbc;
    private final Secrets secrets;

    Mailboxes(JdbcClient jdbc, Secrets secrets) {
        this.jdbc = jdbc;
        this.secrets = secrets;
    }

    /// Without the password.
    @Transactional(readOnly = true)
    public Optional<Mailbox> own() {
        return jdbc.sql("SELECT * FROM inbox WHERE company_id = current_company()")
                .query((row, n) -> mailbox(row, ""))
                .optional();
    }

    /// With what it is signed in to.
    @Transactional(readOnly = true)
    public Optional<Mailbox> opened() {
        return jdbc.sql("SELECT * FROM inbox WHERE company_id = current_company()")
                .query((row, n) -> {
                    byte[] sealed = row.getBytes("password");
                    return mailbox(row, sealed == null ? "" : secrets.decrypt(sealed));
                })
                .optional();
    }

    /// The settings with the password that is kept, if none was typed and it belongs to the same server and user.
    @Transactional(readOnly = true)
    public Mailbox complete(Mailbox typed) {
        MailboxRules.check(typed);
        return typed.password().isEmpty()
                ? opened().filter(kept -> isTold(kept, typed))
                        .map(kept -> typed.withPassword(kept.password()))
                        .orElse(typed)
                : typed;
    }

    /// Keeps it, to be read at once.
    /// @throws org.kvit.base.Refusal naming each field that won't do
    @Transactional
    public void save(Mailbox typed) {
        var mailbox = complete(typed);
        boolean same = own().filter(
                        kept -> isTold(kept, mailbox) && kept.folder().equals(mailbox.folder()))
                .isPresent();
        jdbc.sql("""
                INSERT INTO inbox (company_id, active, host, port, security, sign_in, username, password, folder, every_minutes)
                VALUES (current_company(), :active, :host, :port, :security, :signIn, :user, :password, :folder, :every)
                    ON CONFLICT (company_id) DO UPDATE
                   SET active = EXCLUDED.active, host = EXCLUDED.host, port = EXCLUDED.port, security = EXCLUDED.security,
                       sign_in = EXCLUDED.sign_in, username = EXCLUDED.username, password = EXCLUDED.password, folder = EXCLUDED.folder,
                       every_minutes = EXCLUDED.every_minutes
                """)
                .param("active", mailbox.active())
                .param("host", mailbox.host())
                .param("port", mailbox.port())
                .param("security", mailbox.security().code())
                .param("signIn", mailbox.oauth() ? "oauth" : "password")
                .param("user", mailbox.user())
                .param(
                        "password",
                        mailbox.oauth() || mailbox.password().isEmpty() ? null : secrets.encrypt(mailbox.password()))
                .param("folder", mailbox.folder())
                .param("every", mailbox.everyMinutes())
                .update();
        jdbc.sql("""
                INSERT INTO inbox_state AS s (company_id) VALUES (current_company())
                    ON CONFLICT (company_id) DO UPDATE
                   SET next_poll_at = now(), failures = 0, problem = NULL, lease = s.lease + 1, leased_until = NULL,
                       uid_validity = CASE WHEN :same THEN s.uid_validity END, last_uid = CASE WHEN :same THEN s.last_uid ELSE 0 END
                """).param("same", same).update();
    }

    /// It is read no longer. What came stays.
    @Transactional
    public void remove() {
        jdbc.sql("DELETE FROM inbox WHERE company_id = current_company()").update();
    }

    private static boolean isTold(Mailbox kept, Mailbox now) {
        return kept.host().equals(now.host())
                && kept.port() == now.port()
                && kept.user().equals(now.user());
    }

    private static Mailbox mailbox(ResultSet row, String password) throws SQLException {
        return new Mailbox(
                row.getBoolean("active"),
                row.getString("host"),
                row.getInt("port"),
                Mailbox.Security.of(row.getString("security")),
                row.getString("sign_in").equals("oauth"),
                row.getString("username"),
                password,
                row.getString("folder"),
                row.getInt("every_minutes"));
    }
}
