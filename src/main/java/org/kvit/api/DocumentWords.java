package org.kvit.api;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.EncodedResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;

/// What the OpenAPI document says in words: `openapi/words.properties`, in English, as programmers read it.
final class DocumentWords {
    private final Properties words;

    DocumentWords() throws IOException {
        words = PropertiesLoaderUtils.loadProperties(
                new EncodedResource(new ClassPathResource("openapi/words.properties"), StandardCharsets.UTF_8));
    }

    /// What an operation's words go by: `GET /api/v1/payments/{id}` is `payments.{id}.get`.
    static String key(String path, String method) {
        return path.replaceFirst("^/api/v1/", "").replace('/', '.') + "." + method.toLowerCase(Locale.ROOT);
    }

    Optional<String> find(String key) {
        return Optional.ofNullable(words.getProperty(key));
    }

    String text(String key) {
        return find(key).orElse(key);
    }
}
