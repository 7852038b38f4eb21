package org.kvit.desk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.kvit.base.UserId;
import org.kvit.company.SignIns;

/// Somebody signed in, at the desk: asks for pages as a browser does, and for their parts as htmx does.
final class AtTheDesk {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");
    private static final Pattern COOKIE = Pattern.compile("(kvit-csrf=[^;]+);");

    private final int port;
    private final String signIn;
    private String csrfCookie = "";
    private String csrf = "";

    AtTheDesk(int port, SignIns signIns, UserId user) {
        this.port = port;
        this.signIn = "kvit-sign-in=" + signIns.begin(user);
        get("/debtors");
    }

    HttpResponse<String> get(String path) {
        return send(request(path).GET());
    }

    /// @param part id of the element that the answer goes into
    HttpResponse<String> part(String path, String part) {
        return send(request(path)
                .header("HX-Request", "true")
                .header("HX-Target", part)
                .GET());
    }

    /// @param fields names and values by turns
    HttpResponse<String> post(String path, String... fields) {
        return send(request(path).POST(form(fields)));
    }

    HttpResponse<String> postPart(String path, String... fields) {
        return send(request(path).header("HX-Request", "true").POST(form(fields)));
    }

    private HttpRequest.BodyPublisher form(String... fields) {
        var body = new StringBuilder("_csrf=" + csrf);
        for (int i = 0; i < fields.length; i += 2) {
            body.append('&')
                    .append(fields[i])
                    .append('=')
                    .append(URLEncoder.encode(fields[i + 1], StandardCharsets.UTF_8));
        }
        return HttpRequest.BodyPublishers.ofString(body.toString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .header("Accept-Language", "en")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Cookie", signIn + (csrfCookie.isEmpty() ? "" : "; " + csrfCookie));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            var answer = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
            answer.headers().allValues("Set-Cookie").forEach(set -> {
                var cookie = COOKIE.matcher(set);
                csrfCookie = cookie.find() ? cookie.group(1) : csrfCookie;
            });
            var token = TOKEN.matcher(answer.body());
            csrf = token.find() ? token.group(1) : csrf;
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
