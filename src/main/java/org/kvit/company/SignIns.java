package org.kvit.company;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.kvit.base.Actor;
import org.kvit.base.CompanyId;
import org.kvit.base.Refusal;
import org.kvit.base.UserId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/// Who is signed in. A sign-in is a random token in a cookie; the database holds its hash, so it
/// outlives a restart, is
/// shared by all
/// nodes, and ends at once when it is removed. It ends after 12 hours without a request, and after 7
/// days in any case.
@Service
public class SignIns {
    /// How long one waits after too many failed attempts.
    public static final Duration PAUSE = Duration.ofMinutes(15);

    private static final String ALIVE =
            "last_seen_at > now() - interval '12 hours' AND created_at > now() - interval '7 days'";

    private final SecureRandom random = new SecureRandom();
    private final JdbcClient jdbc;
    private final Passwords passwords;
    private final People people;
    private final Profiles profiles;
    private final SignInAttempts attempts;
    private final TransactionTemplate transaction;

    SignIns(
            JdbcClient jdbc,
            Passwords passwords,
            People people,
            Profiles profiles,
            SignInAttempts attempts,
            TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.passwords = passwords;
        this.people = people;
        this.profiles = profiles;
        this.attempts = attempts;
        this.transaction = transaction;
    }

    /// Where somebody signs in from. @param origin network address @param agent what the browser calls itself
    public record From(String origin, String agent) {
        static final From UNKNOWN = new From("", "");
        private static final int LONGEST = 300;

        public From {
            agent = agent.substring(0, Math.min(agent.length(), LONGEST));
        }
    }

    /// @return the token for the cookie
    /// @throws Refusal if the address or password is wrong (without saying which), or after too many attempts
    public String begin(String email, String password, From from) {
        var address = email.strip().toLowerCase(Locale.ROOT);
        var attempt = attempts.begin(address, from.origin());
        record Known(long id, String passwordHash, boolean disabled) {}
        var known = in(() -> jdbc.sql("SELECT * FROM user_for_sign_in(:email)")
                .param("email", address)
                .query(Known.class)
                .optional());
        if (!passwords.matches(password, known.filter(k -> !k.disabled()).map(Known::passwordHash))) {
            throw Refusal.invalid("password", "company.signIn.wrong");
        }
        attempts.succeeded(attempt);
        return begin(new UserId(known.orElseThrow().id()), from);
    }

    /// Signs a person in whose identity is certain: who has just made the company.
    public String begin(UserId user) {
        return begin(user, From.UNKNOWN);
    }

    public String begin(UserId user, From from) {
        var token = randomToken();
        new Actor(Optional.empty(), Optional.of(user), "screen")
                .run(() -> in(() -> {
                    jdbc.sql("DELETE FROM sign_in WHERE NOT (" + ALIVE + ")").update();
                    var place = people.placesOf(user).stream().findFirst();
                    return jdbc.sql("""
                            INSERT INTO sign_in (token_hash, user_id, company_id, origin, agent) VALUES (:hash, :user, :company, :origin, :agent)
                            """)
                            .param("hash", Tokens.sha256(token))
                            .param("user", user.value())
                            .param("company", place.map(p -> p.id().value()).orElse(null))
                            .param("origin", from.origin())
                            .param("agent", from.agent())
                            .update();
                }));
        return token;
    }

    /// Ends all sign-ins of the person and begins a new one. Wrong old passwords count as attempts to sign in.
    /// @return the token for the cookie
    /// @throws Refusal if the old password is wrong, the new one too weak, or after too many attempts
    public String changePassword(SignedIn who, String old, String password, From from) {
        var attempt = attempts.begin(who.email(), from.origin());
        try {
            profiles.changePassword(who.user(), old, password);
        } catch (Refusal refusal) {
            if (refusal.faults().stream().noneMatch(f -> f.field().equals("oldPassword"))) {
                attempts.succeeded(attempt);
            }
            throw refusal;
        }
        attempts.succeeded(attempt);
        return begin(who.user(), from);
    }

    /// The person behind a cookie's token, with the company that they have before them.
    public Optional<SignedIn> find(String token) {
        record Row(long userId, Optional<Long> companyId) {}
        var found = in(() -> jdbc.sql("""
                WITH found AS (SELECT id, user_id, company_id, last_seen_at FROM sign_in WHERE token_hash = :hash AND %s),
                     seen AS (  -- once a minute is often enough: a page shouldn't cost a write
                     UPDATE sign_in s SET last_seen_at = now() FROM found f WHERE s.id = f.id AND f.last_seen_at < now() - interval '1 minute')
                SELECT user_id, company_id FROM found
                """.formatted(ALIVE))
                .param("hash", Tokens.sha256(token))
                .query((row, n) ->
                        new Row(row.getLong("user_id"), Optional.ofNullable(row.getObject("company_id", Long.class))))
                .optional());
        return found.flatMap(row -> person(new UserId(row.userId()), row.companyId(), "screen"));
    }

    /// A place where a person is signed in. @param current whether it is the one that asks
    public record Open(Instant since, Instant lastSeen, From from, boolean current) {}

    /// Where a person is signed in, the last used first.
    public List<Open> of(UserId user, String token) {
        return in(() -> jdbc.sql("""
                SELECT created_at, last_seen_at, origin, agent, token_hash = :hash AS current
                  FROM sign_in
                 WHERE user_id = :user AND %s
                 ORDER BY current DESC, last_seen_at DESC
                 LIMIT 100
                """.formatted(ALIVE))
                .param("hash", Tokens.sha256(token))
                .param("user", user.value())
                .query((row, n) -> new Open(
                        row.getTimestamp("created_at").toInstant(),
                        row.getTimestamp("last_seen_at").toInstant(),
                        new From(row.getString("origin"), row.getString("agent")),
                        row.getBoolean("current")))
                .list());
    }

    /// Whom a person or token is, and where; empty if they were disabled or left the company meanwhile.
    Optional<SignedIn> person(UserId user, Optional<Long> company, String via) {
        record Row(String name, String email, String language, String theme) {}
        return new Actor(Optional.empty(), Optional.of(user), via)
                .get(() -> in(() -> {
                    var places = people.placesOf(user);
                    var place = places.stream()
                            .filter(p -> company.map(c -> c == p.id().value()).orElse(false))
                            .findFirst();
                    return jdbc.sql(
                                    "SELECT name, email, language, theme FROM app_user WHERE id = :user AND disabled_at IS NULL")
                            .param("user", user.value())
                            .query(Row.class)
                            .optional()
                            .map(u -> new SignedIn(
                                    user,
                                    u.name(),
                                    u.email(),
                                    u.language(),
                                    u.theme(),
                                    via.equals("screen")
                                            ? place.or(() -> places.stream().findFirst())
                                            : place,
                                    via));
                }));
    }

    /// @throws Refusal if the person doesn't work there
    public void choose(String token, SignedIn who, CompanyId company) {
        new Actor(Optional.empty(), Optional.of(who.user()), "screen")
                .run(() -> in(() -> {
                    if (people.placesOf(who.user()).stream().noneMatch(p -> p.id().equals(company))) {
                        throw Refusal.notFound("company.notFound");
                    }
                    return jdbc.sql("UPDATE sign_in SET company_id = :company WHERE token_hash = :hash")
                            .param("company", company.value())
                            .param("hash", Tokens.sha256(token))
                            .update();
                }));
    }

    public void end(String token) {
        in(() -> jdbc.sql("DELETE FROM sign_in WHERE token_hash = :hash")
                .param("hash", Tokens.sha256(token))
                .update());
    }

    /// Ends all sign-ins of a person but the one that asks.
    public void endOthers(UserId user, String token) {
        in(() -> jdbc.sql("DELETE FROM sign_in WHERE user_id = :user AND token_hash <> :hash")
                .param("user", user.value())
                .param("hash", Tokens.sha256(token))
                .update());
    }

    private String randomToken() {
        var bytes = new byte[32];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private <T> T in(java.util.function.Supplier<T> work) {
        return java.util.Objects.requireNonNull(transaction.execute(_ -> work.get()));
    }
}
