package org.kvit.company;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.kvit.base.Actor;
import org.kvit.base.CompanyId;
import org.kvit.base.Refusal;
import org.kvit.base.UserId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/// API tokens: each acts for one user in one company. Shown once; what is kept is a hash.
@Service
public class Tokens {
    private final SecureRandom random = new SecureRandom();
    private final JdbcClient jdbc;
    private final SignIns signIns;
    private final TransactionTemplate transaction;

    Tokens(JdbcClient jdbc, SignIns signIns, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.signIns = signIns;
        this.transaction = transaction;
    }

    /// @param hint its first characters, to recognise it by
    /// @param revokedAt since when it isn't taken any more
    public record Token(
            long id,
            String name,
            String hint,
            String userName,
            LocalDate createdOn,
            Optional<LocalDate> lastUsedOn,
            Optional<Instant> revokedAt) {}

    /// @return the token, which nobody can be shown again
    /// @throws Refusal if the user doesn't work in the bound company
    @Transactional
    public String create(UserId user, String name) {
        if (name.isBlank() || name.length() > 100 || name.chars().anyMatch(Character::isISOControl)) {
            throw Refusal.invalid("name", "company.token.name");
        }
        var bytes = new byte[32];
        random.nextBytes(bytes);
        var token = "kvit_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        int made = jdbc.sql("""
                INSERT INTO api_token (company_id, user_id, name, token_hash, hint)
                SELECT company_id, user_id, :name, :hash, :hint FROM membership
                 WHERE company_id = current_company() AND user_id = :user AND removed_at IS NULL
                """)
                .param("name", name.strip())
                .param("hash", sha256(token))
                .param("hint", token.substring(0, 10))
                .param("user", user.value())
                .update();
        if (made == 0) {
            throw Refusal.notFound("company.person.notFound");
        }
        return token;
    }

    /// Those that are taken, the newest first.
    @Transactional(readOnly = true)
    public List<Token> all() {
        return list(false);
    }

    /// Those that are not taken any more, the newest 200.
    @Transactional(readOnly = true)
    public List<Token> revoked() {
        return list(true);
    }

    private List<Token> list(boolean revoked) {
        return jdbc.sql("""
                SELECT t.id, t.name, t.hint, u.name AS user_name, t.created_at::date AS created_on, t.last_used_on, t.revoked_at
                  FROM api_token t
                  JOIN app_user u ON u.id = t.user_id
                 WHERE t.company_id = current_company() AND (t.revoked_at IS NOT NULL) = :revoked
                 ORDER BY t.id DESC
                 LIMIT CASE WHEN :revoked THEN 200 END
                """)
                .param("revoked", revoked)
                .query((row, n) -> new Token(
                        row.getLong("id"),
                        row.getString("name"),
                        row.getString("hint"),
                        row.getString("user_name"),
                        row.getObject("created_on", LocalDate.class),
                        Optional.ofNullable(row.getObject("last_used_on", LocalDate.class)),
                        Optional.ofNullable(row.getTimestamp("revoked_at")).map(java.sql.Timestamp::toInstant)))
                .list();
    }

    /// At once and for good; again changes nothing.
    /// @throws Refusal if the bound company has no such token
    @Transactional
    public void revoke(long id) {
        int found = jdbc.sql("""
                UPDATE api_token SET revoked_at = coalesce(revoked_at, now()) WHERE company_id = current_company() AND id = :id
                """).param("id", id).update();
        if (found == 0) {
            throw Refusal.notFound("company.token.notFound");
        }
    }

    /// Whom a request's token speaks for.
    public Optional<SignedIn> bearer(String token) {
        record Bearer(long companyId, long id, long userId, Optional<LocalDate> lastUsedOn) {}
        var bearer = transaction.execute(_ -> jdbc.sql(
                        "SELECT company_id, id, user_id, last_used_on FROM token_bearer(:hash)")
                .param("hash", sha256(token))
                .query((row, n) -> new Bearer(
                        row.getLong("company_id"),
                        row.getLong("id"),
                        row.getLong("user_id"),
                        Optional.ofNullable(row.getObject("last_used_on", LocalDate.class))))
                .optional());
        return Optional.ofNullable(bearer).flatMap(b -> b).flatMap(b -> {
            noteUse(b.companyId(), b.id());
            return signIns.person(new UserId(b.userId()), Optional.of(b.companyId()), "api")
                    .filter(s -> s.company().isPresent());
        });
    }

    /// Once a day at most: a token that is used a thousand times an hour shouldn't write a thousand rows.
    private void noteUse(long company, long id) {
        Actor.job(new CompanyId(company))
                .run(() -> transaction.executeWithoutResult(
                        _ -> jdbc.sql("""
                UPDATE api_token SET last_used_on = current_date
                 WHERE company_id = current_company() AND id = :id AND last_used_on IS DISTINCT FROM current_date
                """).param("id", id).update()));
    }

    static byte[] sha256(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
