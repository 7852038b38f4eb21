package org.kvit;

import java.util.List;
import java.util.TreeMap;

/// One person, at the screens and by a program.
record Somebody(ScreenClient screens, ApiClient api) {
    ScreenClient.Answer get(String path) {
        return path.startsWith("/api/") ? of(api.get(path)) : screens.get(path);
    }

    ScreenClient.Answer send(String method, String path, List<String> fields) {
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

    private static ScreenClient.Answer of(ApiClient.Answer answer) {
        return new ScreenClient.Answer(answer.status(), answer.http().body(), "", answer.http());
    }
}
