package org.kvit;

import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeMap;

/// One person, at the screens and by a program.
record Somebody(ScreenClient screens, ApiClient api) {
    static final List<String> FILE = List.of("name", "note.txt");

    ScreenClient.Answer get(String path) {
        return path.startsWith("/api/") ? of(api.get(path)) : screens.get(path);
    }

    /// @param fields names and values by turns; [#FILE]: a file instead
    ScreenClient.Answer send(String method, String path, List<String> fields) {
        if (fields.equals(FILE)) {
            return upload(path);
        }
        if (!path.startsWith("/api/")) {
            return screens.post(path, fields.toArray(String[]::new));
        }
        var body = new TreeMap<String, String>();
        for (int i = 0; i < fields.size(); i += 2) {
            body.put(fields.get(i), fields.get(i + 1));
        }
        return of(
                switch (method) {
                    case "PUT" -> api.put(path, body);
                    case "PATCH" -> api.patch(path, body);
                    case "DELETE" -> api.delete(path);
                    default -> api.post(path, body);
                });
    }

    ScreenClient.Answer upload(String path) {
        var named = path + "?name=" + FILE.get(1);
        var content = "note".getBytes(StandardCharsets.UTF_8);
        return path.startsWith("/api/")
                ? of(api.upload(named, "text/plain", content))
                : screens.send(screens.request(named)
                        .header("Content-Type", "application/octet-stream")
                        .header("X-CSRF-TOKEN", screens.token())
                        .POST(HttpRequest.BodyPublishers.ofByteArray(content)));
    }

    private static ScreenClient.Answer of(ApiClient.Answer answer) {
        return new ScreenClient.Answer(answer.status(), answer.http().body(), "", answer.http());
    }
}
