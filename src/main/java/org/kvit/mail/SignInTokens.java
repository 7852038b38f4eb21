package org.kvit.mail;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.kvit.base.Words;
import org.kvit.database.Secrets;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/// The access tokens that the bound company signs in to its mail servers with (OAuth 2, SASL XOAUTH2): kept encrypted,
/// and renewed before they expire, by one of all programs on the database while the others wait for it.
@Component
public class SignInTokens {
    private static final Duration BEFORE_THE_END = Duration.ofMinutes(5);

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Secrets secrets;
    private final TokenEndpoint endpoint;
    private final TransactionTemplate transaction;

    SignInTokens(
            JdbcClient jdbc,
            JsonMapper json,
            Secrets secrets,
            TokenEndpoint endpoint,
            TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.json = json;
        this.secrets = secrets;
        this.endpoint = endpoint;
        this.transaction = transaction;
    }

    /// Signs in with a token.
    @FunctionalInterface
    public interface SignIn<T> {
        T with(String token) throws MessagingException;
    }

    /// Signs in with the token that is kept; should the server find it stale, once more with a fresh one.
    /// @throws SignInRefused if there is no token to be had, or the server takes none
    public <T> T signIn(SignIn<T> signIn) throws MessagingException {
        var token = token();
        try {
            return signIn.with(token);
        } catch (AuthenticationFailedException stale) {
            drop(token);
        }
        try {
            return signIn.with(token());
        } catch (SignInRefused e) {
            throw e;
        } catch (AuthenticationFailedException e) {
            throw new SignInRefused(Words.of("mail.problem.tokenRefused", ServerWords.of(e)));
        }
    }

    private String token() throws SignInRefused {
        Outcome outcome = Objects.requireNonNull(transaction.execute(_ -> kept(false)
                .filter(kept -> kept.token().isPresent())
                .<Outcome>map(kept -> new Outcome.Token(kept.token().get()))
                .orElseGet(this::renewed)));
        return switch (outcome) {
            case Outcome.Token(var token) -> token;
            case Outcome.No(var why) -> throw new SignInRefused(why);
        };
    }

    private sealed interface Outcome {
        record Token(String token) implements Outcome {}

        record No(Words why) implements Outcome {}
    }

    /// What is kept of the consent. @param token empty: it is time for another
    private record Kept(
            Optional<String> token,
            String way,
            String tokenUrl,
            String scope,
            String clientId,
            Optional<String> secret,
            Optional<String> refreshToken,
            Optional<Words> problem) {}

    /// Whoever comes second waits here, and finds the token that the first one got.
    private Outcome renewed() {
        var found = kept(true);
        if (found.isEmpty()) {
            return new Outcome.No(Words.of("mail.problem.noConsent"));
        }
        var kept = found.get();
        if (kept.problem().isPresent()) {
            return new Outcome.No(kept.problem().get());
        }
        if (kept.token().isPresent()) {
            return new Outcome.Token(kept.token().get());
        }
        var form = form(kept);
        if (form.isEmpty()) {
            return new Outcome.No(Words.of("mail.problem.noConsent"));
        }
        return switch (endpoint.ask(kept.tokenUrl(), form.get())) {
            case TokenEndpoint.Answer.Granted granted -> {
                keep(granted);
                yield new Outcome.Token(granted.accessToken());
            }
            case TokenEndpoint.Answer.Refused(var error, var words) -> {
                var why = Words.of(
                        error.equals("invalid_grant") ? "mail.problem.consentGone" : "mail.problem.clientRefused",
                        words);
                mark(why);
                yield new Outcome.No(why);
            }
            case TokenEndpoint.Answer.Unreachable(var words) ->
                new Outcome.No(Words.of("mail.problem.tokenServer", words));
        };
    }

    private static Optional<Map<String, String>> form(Kept kept) {
        var form = new LinkedHashMap<String, String>();
        form.put("client_id", kept.clientId());
        form.put("scope", kept.scope());
        kept.secret().ifPresent(secret -> form.put("client_secret", secret));
        if (kept.way().equals("client")) {
            form.put("grant_type", "client_credentials");
            return Optional.of(form);
        }
        form.put("grant_type", "refresh_token");
        kept.refreshToken().ifPresent(token -> form.put("refresh_token", token));
        return kept.refreshToken().map(_ -> form);
    }

    private Optional<Kept> kept(boolean locked) {
        return jdbc.sql("""
                SELECT *, renew_at > now() AS fresh FROM mail_consent WHERE company_id = current_company()
                """ + (locked ? "FOR UPDATE" : ""))
                .query((row, n) -> new Kept(
                        row.getBoolean("fresh") && row.getString("problem") == null
                                ? opened(row.getBytes("access_token"))
                                : Optional.empty(),
                        row.getString("way"),
                        row.getString("token_url"),
                        row.getString("scope"),
                        row.getString("client_id"),
                        opened(row.getBytes("client_secret")),
                        opened(row.getBytes("refresh_token")),
                        Optional.ofNullable(row.getString("problem")).map(p -> json.readValue(p, Words.class))))
                .optional();
    }

    /// Keeps what was granted, with the time from which on it is renewed: five minutes before its end, or at half its
    /// life if that is later.
    void keep(TokenEndpoint.Answer.Granted granted) {
        var half = granted.lifetime().dividedBy(2);
        var margin = half.compareTo(BEFORE_THE_END) < 0 ? half : BEFORE_THE_END;
        jdbc.sql("""
                UPDATE mail_consent
                   SET access_token = :token, refresh_token = coalesce(:refresh, refresh_token), problem = NULL,
                       renew_at = clock_timestamp() + :seconds * interval '1 second'
                 WHERE company_id = current_company()
                """)
                .param("token", secrets.encrypt(granted.accessToken()))
                .param("refresh", granted.refreshToken().map(secrets::encrypt).orElse(null))
                .param("seconds", granted.lifetime().minus(margin).toSeconds())
                .update();
    }

    private void mark(Words why) {
        jdbc.sql("UPDATE mail_consent SET problem = :why::jsonb WHERE company_id = current_company()")
                .param("why", json.writeValueAsString(why))
                .update();
    }

    /// Unless somebody else has got another meanwhile.
    private void drop(String token) {
        transaction.executeWithoutResult(_ -> {
            if (kept(true).flatMap(Kept::token).filter(token::equals).isPresent()) {
                jdbc.sql("UPDATE mail_consent SET renew_at = NULL WHERE company_id = current_company()")
                        .update();
            }
        });
    }

    private Optional<String> opened(byte @org.jspecify.annotations.Nullable [] sealed) {
        return Optional.ofNullable(sealed).map(secrets::decrypt);
    }
}
