package org.kvit.mail;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Asks an identity provider's token endpoint (RFC 6749 3.2, 5).
@Component
class TokenEndpoint {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int LARGEST = 64 * 1024;
    /// What a token that says nothing of its life is taken to live: short, so that it is surely renewed in time.
    private static final int UNSAID_SECONDS = 600;

    private final JsonMapper json;
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(PATIENCE)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    TokenEndpoint(JsonMapper json) {
        this.json = json;
    }

    /// What it said.
    sealed interface Answer {
        /// @param refreshToken empty: the one before stays good
        record Granted(String accessToken, Duration lifetime, Optional<String> refreshToken) implements Answer {
            @Override
            public String toString() {
                return "granted for " + lifetime;
            }
        }

        /// It said no. @param error as RFC 6749 5.2 names it, such as `invalid_grant`
        record Refused(String error, String words) implements Answer {}

        /// It is away, or out of order: later may be better.
        record Unreachable(String words) implements Answer {}
    }

    Answer ask(String url, Map<String, String> form) {
        var body = form.entrySet().stream()
                .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        var request = HttpRequest.newBuilder(URI.create(url))
                .timeout(PATIENCE)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            var response = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (var said = response.body()) {
                return answer(response.statusCode(), json.readTree(said.readNBytes(LARGEST)));
            }
        } catch (IOException e) {
            return new Answer.Unreachable(ServerWords.of(e));
        } catch (JacksonException e) {
            return new Answer.Unreachable("no JSON");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer.Unreachable("interrupted");
        }
    }

    private static Answer answer(int status, JsonNode said) {
        var token = said.path("access_token").asString("");
        if (status == 200 && !token.isEmpty()) {
            int seconds = said.path("expires_in").asInt(UNSAID_SECONDS);
            return new Answer.Granted(
                    token,
                    Duration.ofSeconds(Math.max(1, seconds)),
                    Optional.of(said.path("refresh_token").asString("")).filter(t -> !t.isEmpty()));
        }
        var error = ServerWords.line(said.path("error").asString(""));
        if (status / 100 != 4 || status == 429 || error.isEmpty()) {
            return new Answer.Unreachable("HTTP " + status + (error.isEmpty() ? "" : ", " + error));
        }
        var description = ServerWords.line(said.path("error_description").asString(""));
        return new Answer.Refused(error, description.isEmpty() ? error : error + ": " + description);
    }
}
