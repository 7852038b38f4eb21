package org.kvit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A browser without a screen: signed in, it gets pages, sends their forms and files, and follows where the answer
/// leads. [ScreenClient] tells redirects instead.
public final class PageClient {
    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");
    private static final String BOUNDARY = "----kvit-test";

    private final HttpClient http = HttpClient.newBuilder()
            .cookieHandler(new CookieManager())
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
    private final String base;

    private PageClient(int port) {
        base = "http://localhost:" + port;
    }

    /// In English.
    public static PageClient signedIn(int port, String email) {
        var client = new PageClient(port);
        client.post("/sign-in", "/sign-in", Map.of("email", email, "password", TestCompany.PASSWORD));
        client.post("/payments", "/preferences", Map.of("language", "en", "back", "/payments"));
        return client;
    }

    public HttpResponse<String> get(String path) {
        return send(request(path).GET());
    }

    /// @param from the page whose form it is
    public HttpResponse<String> post(String from, String path, Map<String, String> fields) {
        var all = new java.util.TreeMap<>(fields);
        all.put("_csrf", token(from));
        var body = all.entrySet().stream()
                .map(f -> f.getKey() + "=" + URLEncoder.encode(f.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return send(request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    /// Sends files by name, as the form on the page does.
    public HttpResponse<String> upload(String path, Map<String, byte[]> files) {
        var body = new ByteArrayOutputStream();
        part(body, "name=\"_csrf\"", token(path).getBytes(StandardCharsets.UTF_8));
        files.forEach((name, bytes) -> part(body, "name=\"file\"; filename=\"" + name + "\"", bytes));
        body.writeBytes(("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return send(request(path)
                .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray())));
    }

    private static void part(ByteArrayOutputStream body, String disposition, byte[] bytes) {
        body.writeBytes(("--" + BOUNDARY + "\r\nContent-Disposition: form-data; " + disposition + "\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        body.writeBytes(bytes);
        body.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
    }

    private String token(String page) {
        var found = TOKEN.matcher(get(page).body());
        return found.find() ? found.group(1) : "";
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path)).header("Accept-Language", "en");
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
