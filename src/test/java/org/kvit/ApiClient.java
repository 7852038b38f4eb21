package org.kvit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A program that speaks with /api/v1, as anybody's script would.
public record ApiClient(int port, String token) {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper JSON = JsonMapper.shared();

    /// @param body empty object where there is none
    public record Answer(int status, JsonNode body, HttpResponse<String> http) {}

    public Answer get(String path) {
        return send(request(path).GET());
    }

    public Answer post(String path, Object body) {
        return send(json(request(path)).POST(body(body)));
    }

    public Answer put(String path, Object body) {
        return send(json(request(path)).PUT(body(body)));
    }

    public Answer put(String path, Object body, Map<String, String> headers) {
        var request = json(request(path)).PUT(body(body));
        headers.forEach(request::header);
        return send(request);
    }

    public Answer patch(String path, Object body) {
        return send(json(request(path)).method("PATCH", body(body)));
    }

    public Answer delete(String path) {
        return send(request(path).DELETE());
    }

    /// A POST of a file, as `curl --data-binary @file` sends it.
    /// @param headers names and values by turns
    public Answer upload(String path, String contentType, byte[] file, String... headers) {
        var request =
                request(path).header("Content-Type", contentType).POST(HttpRequest.BodyPublishers.ofByteArray(file));
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    public Answer post(String path, Object body, Map<String, String> headers) {
        var request = json(request(path)).POST(body(body));
        headers.forEach(request::header);
        return send(request);
    }

    private HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }

    private static HttpRequest.Builder json(HttpRequest.Builder request) {
        return request.header("Content-Type", "application/json");
    }

    private static HttpRequest.BodyPublisher body(Object body) {
        return HttpRequest.BodyPublishers.ofString(body instanceof String text ? text : JSON.writeValueAsString(body));
    }

    private static Answer send(HttpRequest.Builder request) {
        try {
            var answer = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
            boolean json =
                    answer.headers().firstValue("Content-Type").orElse("").contains("json");
            return new Answer(
                    answer.statusCode(), json ? JSON.readTree(answer.body()) : JSON.createObjectNode(), answer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
