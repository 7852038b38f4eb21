package org.kvit.settings;

import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Looks up how far the bound company is set up.
@Component
class Overviews {
    private final JdbcClient jdbc;
    private final boolean serverOfInstallation;

    Overviews(JdbcClient jdbc, @Value("${kvit.smtp.url:}") String serverOfInstallation) {
        this.jdbc = jdbc;
        this.serverOfInstallation = !serverOfInstallation.isBlank();
    }

    @Transactional(readOnly = true)
    public Overview own() {
        return jdbc.sql("""
                SELECT c.name, coalesce(c.street <> '' AND c.city <> '', false) AS address,
                       (SELECT count(*) FROM bank_account a WHERE a.company_id = c.id) AS accounts,
                       (SELECT count(*) FROM reminder_level l
                          JOIN reminder_policy p ON p.company_id = l.company_id AND p.id = l.policy_id
                         WHERE l.company_id = c.id AND p.is_default) AS levels,
                       (SELECT host FROM mail_server s WHERE s.company_id = c.id) AS mail_server,
                       (SELECT count(*) FROM membership m WHERE m.company_id = c.id AND m.removed_at IS NULL) AS people,
                       (SELECT count(*) FROM api_token t WHERE t.company_id = c.id AND t.revoked_at IS NULL) AS tokens,
                       (SELECT count(*) FROM bank_link b WHERE b.company_id = c.id AND b.active) AS bank_links,
                       coalesce((SELECT r.mode FROM reminder_schedule r WHERE r.company_id = c.id), 'off') AS schedule
                  FROM company c
                 WHERE c.id = current_company()
                """)
                .query((row, n) -> new Overview(
                        row.getString("name"),
                        row.getBoolean("address"),
                        row.getInt("accounts"),
                        row.getInt("levels"),
                        Optional.ofNullable(row.getString("mail_server")),
                        serverOfInstallation,
                        row.getInt("people"),
                        row.getInt("tokens"),
                        row.getInt("bank_links"),
                        row.getString("schedule")))
                .single();
    }
}
