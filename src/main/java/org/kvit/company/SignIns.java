package org.kvit.company;

import java.security.SecureRandom;
import java.util.Base64;
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
    /// Failed attempts within 15 minutes, after which one must wait: for an address, and for a network address.
    private static final int ATTEMPTS_PER_EMAIL = 8;
    private static final int ATTEMPTS_PER_ORIGIN = 60;

    private final SecureRandom random = new SecureRandom();
    private final JdbcClient jdbc;
    private final Passwords passwords;
    private final People people;
    private final TransactionTemplate transaction;

    SignIns(JdbcClient jdbc, Passwords passwords, People people, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.passwords = passwords;
        this.people = people;
        this.transaction = transaction;
    }

    /// @param origin the asker's network address
    /// @return the token for the cookie
    /// @throws Refusal if the address or password is wrong (without saying which), or after too many attempts
    public String begin(String email, String password, String origin) {
        var address = email.strip().toLowerCase(Locale.ROOT);
        refuseTooMany(address, origin);
        record Known(long id, String passwordHash, boolean disabled) {}
        var known = in(() -> jdbc.sql("SELECT * FROM user_for_sign_in(:email)")
                .param("email", address)
                .query(Known.class)
                .optional());
        if (!passwords.matches(password, known.filter(k -> !k.disabled()).map(Known::passwordHash))) {
            in(() -> jdbc.sql("INSERT INTO failed_sign_in (email, origin) VALUES (left(:email, 254), :origin)")
                    .param("email", address)
                    .param("origin", origin)
                    .update());
            throw Refusal.invalid("password", "company.signIn.wrong");
        }
        return begin(new UserId(known.orElseThrow().id()));
    }

    /// Signs a person in whose identity is certain: who has just made the company.
    public String begin(UserId user) {
        var token = randomToken();
        new Actor(Optional.empty(), Optional.of(user), "screen")
                .run(() -> in(() -> {
                    var place = people.placesOf(user).stream().findFirst();
                    return jdbc.sql(
                                    "INSERT INTO sign_in (token_hash, user_id, company_id) VALUES (:hash, :user, :company)")
                            .param("hash", Tokens.sha256(token))
                            .param("user", user.value())
                            .param("company", place.map(p -> p.id().value()).orElse(null))
                            .update();
                }));
        return token;
    }

    /// The person behind a cookie's token, with the company that they have before them.
    public Optional<SignedIn> find(String token) {
        record Row(long userId, Optional<Long> companyId) {}
        var found = in(() -> jdbc.sql("""
                WITH found AS (
                     SELECT id, user_id, company_id, last_seen_at
                       FROM sign_in
                      WHERE token_hash = :hash AND last_seen_at > now() - interval '12 hours' AND created_at > now() - interval '7 days'),
                     seen AS (  -- once a minute is often enough: a page shouldn't cost a write
                     UPDATE sign_in s SET last_seen_at = now() FROM found f WHERE s.id = f.id AND f.last_seen_at < now() - interval '1 minute')
                SELECT user_id, company_id FROM found
                """)
                .param("hash", Tokens.sha256(token))
                .query((row, n) ->
                        new Row(row.getLong("user_id"), Optional.ofNullable(row.getObject("company_id", Long.class))))
                .optional());
        return found.flatMap(row -> person(new UserId(row.userId()), row.companyId(), "screen"));
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

    private void refuseTooMany(String email, String origin) {
        record Counts(long byEmail, long byOrigin) {}
        var counts = in(() -> {
            jdbc.sql("DELETE FROM failed_sign_in WHERE at < now() - interval '1 day'")
                    .update();
            return jdbc.sql("""
                    SELECT count(*) FILTER (WHERE email = left(:email, 254)) AS by_email, count(*) FILTER (WHERE origin = :origin) AS by_origin
                      FROM failed_sign_in
                     WHERE at > now() - interval '15 minutes' AND (email = left(:email, 254) OR origin = :origin)
                    """)
                    .param("email", email)
                    .param("origin", origin)
                    .query(Counts.class)
                    .single();
        });
        if (counts.byEmail() >= ATTEMPTS_PER_EMAIL || counts.byOrigin() >= ATTEMPTS_PER_ORIGIN) {
            throw Refusal.of(Refusal.Kind.TOO_MANY, "company.signIn.tooMany", 15);
        }
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
