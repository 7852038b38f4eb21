package org.kvit.ui;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What a list's address says, parameter by parameter: how it is narrowed, and by `sort` how it is sorted.
public final class ListParameters {
    private static final int LONGEST = 100;

    private final Map<String, String> values = new LinkedHashMap<>();

    /// @param value what is empty isn't said; at most 100 characters of it are
    public ListParameters put(String name, @Nullable Object value) {
        var text = value == null ? "" : value.toString().strip();
        if (!text.isEmpty()) {
            values.put(name, text.substring(0, Math.min(text.length(), LONGEST)));
        }
        return this;
    }

    /// What a parameter says; empty if nothing.
    public String text(String name) {
        return values.getOrDefault(name, "");
    }

    /// Whether they narrow the list to anything but what everybody sees at first.
    public boolean isNarrowed() {
        return values.keySet().stream().anyMatch(name -> !name.equals("sort"));
    }

    /// The address with another value of one parameter. @param value empty: without it
    public String with(String path, String name, String value) {
        var changed = new LinkedHashMap<>(values);
        changed.remove(name);
        if (!value.isEmpty()) {
            changed.put(name, value);
        }
        return changed.isEmpty()
                ? path
                : changed.entrySet().stream()
                        .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&", path + "?", ""));
    }
}
