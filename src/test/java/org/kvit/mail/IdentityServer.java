package org.kvit.mail;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/// A small identity provider that speaks the real protocol over HTTP: authorization codes with PKCE, refresh tokens
/// that change with each use, client credentials, and the look-up of a token that a mail server asks for.
public final class IdentityServer implements AutoCloseable {
    public static final String CLIENT = "kvit-client";
    public static final String SECRET = "s3cret & more";
    public static final String MAILBOX = "office@baltic.example";

    private final HttpServer server;
    private final AtomicInteger number = new AtomicInteger();
    private final Map<String, Map<String, String>> codes = new ConcurrentHashMap<>();
    private final Set<String> refreshTokens = ConcurrentHashMap.newKeySet();
    private final Set<String> accessTokens = ConcurrentHashMap.newKeySet();
    private final List<Map<String, String>> asked = new ArrayList<>();
    private volatile int lifetimeSeconds = 3600;
    private volatile boolean down;

    private IdentityServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/authorize", this::authorize);
        server.createContext("/token", this::token);
        server.createContext("/tokeninfo", this::tokenInfo);
        server.start();
    }

    public static IdentityServer open() {
        try {
            return new IdentityServer();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    public IdentityServer lifetime(int seconds) {
        lifetimeSeconds = seconds;
        return this;
    }

    public void down(boolean isDown) {
        down = isDown;
    }

    /// The person has taken the consent back.
    public void revoke() {
        refreshTokens.clear();
        accessTokens.clear();
    }

    /// What was granted is worth nothing any more; another is to be had.
    public void expireAccess() {
        accessTokens.clear();
    }

    public boolean isValid(String accessToken) {
        return accessTokens.contains(accessToken);
    }

    /// The forms that its token endpoint was sent.
    public synchronized List<Map<String, String>> asked() {
        return List.copyOf(asked);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    /// The person is there, and consents.
    private void authorize(HttpExchange exchange) throws IOException {
        var query = form(exchange.getRequestURI().getRawQuery());
        var code = "code-" + number.incrementAndGet();
        codes.put(code, query);
        exchange.getResponseHeaders()
                .add("Location", query.get("redirect_uri") + "?code=" + code + "&state=" + query.get("state"));
        exchange.sendResponseHeaders(302, -1);
        exchange.close();
    }

    private void token(HttpExchange exchange) throws IOException {
        var form = form(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        synchronized (this) {
            asked.add(form);
        }
        if (down) {
            say(exchange, 503, "{\"error\": \"temporarily_unavailable\"}");
        } else if (!CLIENT.equals(form.get("client_id")) || !SECRET.equals(form.get("client_secret"))) {
            say(exchange, 401, "{\"error\": \"invalid_client\", \"error_description\": \"wrong secret\"}");
        } else {
            switch (form.getOrDefault("grant_type", "")) {
                case "client_credentials" -> grant(exchange, false);
                case "refresh_token" -> answer(exchange, refreshTokens.remove(form.getOrDefault("refresh_token", "")));
                case "authorization_code" ->
                    answer(
                            exchange,
                            fits(
                                    Optional.ofNullable(codes.remove(form.getOrDefault("code", "")))
                                            .orElse(Map.of()),
                                    form));
                default -> say(exchange, 400, "{\"error\": \"unsupported_grant_type\"}");
            }
        }
    }

    private void answer(HttpExchange exchange, boolean granted) throws IOException {
        if (granted) {
            grant(exchange, true);
        } else {
            say(exchange, 400, "{\"error\": \"invalid_grant\", \"error_description\": \"The consent was revoked.\"}");
        }
    }

    private void grant(HttpExchange exchange, boolean lasting) throws IOException {
        int n = number.incrementAndGet();
        accessTokens.add("access-" + n);
        if (lasting) {
            refreshTokens.add("refresh-" + n);
        }
        say(
                exchange,
                200,
                "{\"token_type\": \"Bearer\", \"access_token\": \"access-" + n + "\", \"expires_in\": "
                        + lifetimeSeconds + (lasting ? ", \"refresh_token\": \"refresh-" + n + "\"" : "") + "}");
    }

    private static boolean fits(Map<String, String> asked, Map<String, String> form) {
        return !asked.isEmpty()
                && form.getOrDefault("redirect_uri", "").equals(asked.get("redirect_uri"))
                && "S256".equals(asked.get("code_challenge_method"))
                && challenge(form.getOrDefault("code_verifier", "")).equals(asked.get("code_challenge"));
    }

    /// Asked by a mail server about a token that it was shown.
    private void tokenInfo(HttpExchange exchange) throws IOException {
        var token = form(exchange.getRequestURI().getRawQuery()).getOrDefault("access_token", "");
        if (isValid(token)) {
            say(exchange, 200, "{\"active\": true, \"email\": \"" + MAILBOX + "\"}");
        } else {
            say(exchange, 401, "{\"error\": \"invalid_token\"}");
        }
    }

    private static String challenge(String verifier) {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(
                            MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static void say(HttpExchange exchange, int status, String json) throws IOException {
        var bytes = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        try (var out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    private static Map<String, String> form(String encoded) {
        var form = new HashMap<String, String>();
        for (var pair : encoded.split("&")) {
            var parts = pair.split("=", 2);
            form.put(parts[0], URLDecoder.decode(parts.length > 1 ? parts[1] : "", StandardCharsets.UTF_8));
        }
        return form;
    }
}
