package org.kvit.mail;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.stream.Collectors;
import org.kvit.base.Refusal;
import org.kvit.base.Words;
import org.kvit.database.Secrets;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.util.UriUtils;
import tools.jackson.databind.json.JsonMapper;

/// The bound company's consent by OAuth 2, and how it is got: by the authorization code flow with PKCE (RFC 6749 4.1,
/// RFC 7636), or without a person by client credentials (4.4).
@Service
public class Consents {
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final SecureRandom random = new SecureRandom();
    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Secrets secrets;
    private final TokenEndpoint endpoint;
    private final SignInTokens tokens;
    private final MailServers servers;

    Consents(
            JdbcClient jdbc,
            JsonMapper json,
            Secrets secrets,
            TokenEndpoint endpoint,
            SignInTokens tokens,
            MailServers servers) {
        this.jdbc = jdbc;
        this.json = json;
        this.secrets = secrets;
        this.endpoint = endpoint;
        this.tokens = tokens;
        this.servers = servers;
    }

    @Transactional(readOnly = true)
    public Optional<Consent> own() {
        return jdbc.sql("""
                SELECT c.*, u.name AS by FROM mail_consent c LEFT JOIN app_user u ON u.id = c.consented_by WHERE c.company_id = current_company()
                """)
                .query((row, n) -> new Consent(
                        Provider.of(row.getString("provider")),
                        row.getString("way").equals("client"),
                        row.getString("tenant"),
                        row.getString("authorize_url"),
                        row.getString("token_url"),
                        row.getString("scope"),
                        row.getString("client_id"),
                        row.getBytes("client_secret") != null,
                        row.getString("way").equals("client") || row.getBytes("refresh_token") != null,
                        Optional.ofNullable(row.getString("by")),
                        Optional.ofNullable(row.getTimestamp("consented_at")).map(t -> t.toInstant()),
                        Optional.ofNullable(row.getString("problem")).map(p -> json.readValue(p, Words.class))))
                .optional();
    }

    /// Keeps it. What was consented to and the secret stay as long as client, token address and scope do: no other
    /// place is told them.
    /// @throws Refusal naming each field that won't do
    @Transactional
    public void save(Consent.Setup typed) {
        var setup = ConsentRules.checked(typed);
        jdbc.sql("""
                INSERT INTO mail_consent AS c (company_id, provider, way, tenant, authorize_url, token_url, scope, client_id, client_secret)
                VALUES (current_company(), :provider, :way, :tenant, :authorizeUrl, :tokenUrl, :scope, :clientId, :secret)
                    ON CONFLICT (company_id) DO UPDATE
                   SET provider = EXCLUDED.provider, way = EXCLUDED.way, tenant = EXCLUDED.tenant, authorize_url = EXCLUDED.authorize_url,
                       token_url = EXCLUDED.token_url, scope = EXCLUDED.scope, client_id = EXCLUDED.client_id, problem = NULL,
                       client_secret = CASE WHEN EXCLUDED.client_secret IS NOT NULL THEN EXCLUDED.client_secret
                                            WHEN (c.token_url, c.client_id) = (EXCLUDED.token_url, EXCLUDED.client_id) THEN c.client_secret END,
                       refresh_token = CASE WHEN (c.way, c.token_url, c.client_id, c.scope)
                                               = (EXCLUDED.way, EXCLUDED.token_url, EXCLUDED.client_id, EXCLUDED.scope) THEN c.refresh_token END,
                       access_token = NULL, renew_at = NULL, asked_state = NULL
                """)
                .param("provider", setup.provider().code())
                .param("way", setup.byItself() ? "client" : "code")
                .param("tenant", setup.tenant())
                .param("authorizeUrl", setup.authorizeUrl())
                .param("tokenUrl", setup.tokenUrl())
                .param("scope", setup.scope())
                .param("clientId", setup.clientId())
                .param("secret", setup.clientSecret().isEmpty() ? null : secrets.encrypt(setup.clientSecret()))
                .update();
        servers.hurry();
    }

    /// Where a person goes to consent; whoever asked last is waited for, ten minutes long.
    /// @param back where the provider sends them back to
    /// @throws Refusal if nothing is set up, or nobody has to consent
    @Transactional
    public String ask(String back) {
        var consent = own().filter(c -> !c.byItself()).orElseThrow(() -> Refusal.conflict("mail.consent.notAsked"));
        var state = secret();
        var verifier = secret();
        jdbc.sql("""
                UPDATE mail_consent SET asked_state = :state, asked_by = current_actor(), asked_at = now(), asked_uri = :back, verifier = :verifier
                 WHERE company_id = current_company()
                """)
                .param("state", sha256(state))
                .param("back", back)
                .param("verifier", secrets.encrypt(verifier))
                .update();
        var query = new LinkedHashMap<String, String>();
        query.put("response_type", "code");
        query.put("client_id", consent.clientId());
        query.put("redirect_uri", back);
        query.put("scope", consent.scope());
        query.put("state", state);
        query.put("code_challenge", BASE64.encodeToString(sha256(verifier)));
        query.put("code_challenge_method", "S256");
        query.putAll(consent.provider().extras());
        return consent.authorizeUrl()
                + (consent.authorizeUrl().indexOf('?') < 0 ? "?" : "&")
                + query.entrySet().stream()
                        .map(e -> e.getKey() + "=" + UriUtils.encode(e.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&"));
    }

    private record Asked(String uri, String verifier, String tokenUrl, String clientId, Optional<String> secret) {}

    /// Somebody is back with a code, which is changed for tokens. It is taken once, from who asked, and within ten
    /// minutes.
    /// @throws Refusal if it isn't so, or the provider takes the code back
    @Transactional
    public void consented(String state, String code) {
        var asked = asked(state).orElseThrow(() -> Refusal.conflict("mail.consent.stale"));
        var form = new LinkedHashMap<String, String>();
        form.put("grant_type", "authorization_code");
        form.put("code", code);
        form.put("redirect_uri", asked.uri());
        form.put("client_id", asked.clientId());
        form.put("code_verifier", asked.verifier());
        asked.secret().ifPresent(secret -> form.put("client_secret", secret));
        switch (endpoint.ask(asked.tokenUrl(), form)) {
            case TokenEndpoint.Answer.Granted granted -> {
                if (granted.refreshToken().isEmpty()) {
                    throw Refusal.conflict("mail.consent.noRefresh");
                }
                tokens.keep(granted);
                jdbc.sql("""
                        UPDATE mail_consent
                           SET consented_by = current_actor(), consented_at = now(), asked_state = NULL, asked_uri = NULL, verifier = NULL
                         WHERE company_id = current_company()
                        """).update();
                servers.hurry();
            }
            case TokenEndpoint.Answer.Refused(var _, var words) ->
                throw Refusal.conflict("mail.consent.refused", words);
            case TokenEndpoint.Answer.Unreachable(var words) ->
                throw Refusal.conflict("mail.problem.tokenServer", words);
        }
    }

    /// Tries what is kept: gets a token, as the mail server's sign-in would.
    /// @throws SignInRefused saying why there is none
    void test() throws jakarta.mail.MessagingException {
        tokens.signIn(token -> token);
    }

    private Optional<Asked> asked(String state) {
        return jdbc.sql("""
                SELECT * FROM mail_consent
                 WHERE company_id = current_company() AND asked_state = :state AND asked_by = current_actor()
                   AND asked_at > now() - interval '10 minutes'
                   FOR UPDATE
                """)
                .param("state", sha256(state))
                .query((row, n) -> new Asked(
                        row.getString("asked_uri"),
                        secrets.decrypt(row.getBytes("verifier")),
                        row.getString("token_url"),
                        row.getString("client_id"),
                        Optional.ofNullable(row.getBytes("client_secret")).map(secrets::decrypt)))
                .optional();
    }

    /// 256 random bits, as text that goes into an address.
    private String secret() {
        var bytes = new byte[32];
        random.nextBytes(bytes);
        return BASE64.encodeToString(bytes);
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
