package org.kvit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/// A person at the screens, without a browser: keeps cookies, and sends each form with the token that the page before
/// had (CSRF). Redirects are told, not followed.
public final class ScreenClient {
    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    private final int port;
    private final CookieManager cookies = new CookieManager();
    private final HttpClient http =
            HttpClient.newBuilder().cookieHandler(cookies).build();
    private String csrf = "";

    public ScreenClient(int port) {
        this.port = port;
    }

    /// @param location where a redirect leads, below our address; empty if it is none
    public record Answer(int status, String text, String location, HttpResponse<String> http) {}

    /// Somebody who is signed in and reads English.
    public static ScreenClient signedIn(int port, String email, String password) {
        var client = new ScreenClient(port);
        client.get("/sign-in");
        var answer = client.post("/sign-in", "email", email, "password", password);
        if (answer.status() != 302) {
            throw new IllegalStateException("sign-in answered " + answer.status());
        }
        client.get("/settings/me"); // for a form's token
        client.post("/preferences", "language", "en");
        return client;
    }

    public Answer get(String path) {
        return send(request(path).GET());
    }

    /// @param fields names and values by turns
    public Answer post(String path, String... fields) {
        return postForm(path, csrf, fields);
    }

    public Answer postWithoutToken(String path, String... fields) {
        return postForm(path, "", fields);
    }

    public Answer send(HttpRequest.Builder request) {
        try {
            var answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            var token = TOKEN.matcher(answer.body());
            if (token.find()) {
                csrf = token.group(1);
            }
            var location = answer.headers().firstValue("Location").orElse("").replaceFirst("^http://[^/]+", "");
            return new Answer(answer.statusCode(), answer.body(), location, answer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
    }

    /// The value of a cookie; empty if there is none.
    public String cookie(String name) {
        return cookies.getCookieStore().getCookies().stream()
                .filter(c -> c.getName().equals(name))
                .map(HttpCookie::getValue)
                .findFirst()
                .orElse("");
    }

    /// A form as it is sent. @param fields names and values by turns
    public static HttpRequest.BodyPublisher form(String token, String... fields) {
        var body = new StringBuilder("_csrf=" + encoded(token));
        for (int i = 0; i < fields.length; i += 2) {
            body.append('&').append(encoded(fields[i])).append('=').append(encoded(fields[i + 1]));
        }
        return HttpRequest.BodyPublishers.ofString(body.toString());
    }

    public String token() {
        return csrf;
    }

    private Answer postForm(String path, String token, String... fields) {
        return send(request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(form(token, fields)));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
