package org.kvit.mail;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kvit.base.Refusal;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Finds the bound company's [Sender]: what its mail server's settings say, else the company's own address,
/// else the installation's (`kvit.smtp.sender`), else its first administrator's, so that answers always reach
/// somebody.
@Component
class Senders {
    private final JdbcClient jdbc;
    private final String ofInstallation;

    Senders(JdbcClient jdbc, @Value("${kvit.smtp.sender:}") String ofInstallation) {
        this.jdbc = jdbc;
        this.ofInstallation = ofInstallation;
    }

    /// @throws Refusal if there is no address, or none that a mail server takes
    @Transactional(readOnly = true)
    public Sender own() {
        return jdbc.sql("""
                SELECT coalesce(s.sender, nullif(c.email, ''), nullif(:installation, ''), (
                         SELECT u.email
                           FROM membership m
                           JOIN app_user u ON u.id = m.user_id
                          WHERE m.company_id = c.id AND m.role = 'administrator' AND m.removed_at IS NULL AND u.disabled_at IS NULL
                          ORDER BY m.id
                          LIMIT 1)) AS address,
                       coalesce(s.sender_name, c.name) AS name, s.reply_to, s.bcc, coalesce(s.by_manager, false) AS by_manager
                  FROM company c
                  LEFT JOIN mail_server s ON s.company_id = c.id
                 WHERE c.id = current_company()
                """)
                .param("installation", ofInstallation)
                .query(Found.class)
                .single()
                .sender()
                .orElseThrow(() -> Refusal.conflict("mail.sender.missing"));
    }

    private record Found(
            @Nullable String address,
            String name,
            @Nullable String replyTo,
            @Nullable String bcc,
            boolean byManager) {
        Optional<Sender> sender() {
            return Optional.ofNullable(address)
                    .filter(a -> Addresses.ascii(a).isPresent())
                    .map(a -> new Sender(
                            a, Optional.of(name), Optional.ofNullable(replyTo), Optional.ofNullable(bcc), byManager));
        }
    }
}
