package org.kvit.customer;

import java.util.HashMap;
import java.util.Map;

/// A form as it was typed, right or wrong, by the names of its fields.
public record Typed(Map<String, String> fields) {
    private static final String TICK = "true";

    /// Empty for a field that isn't there.
    public String text(String field) {
        return fields.getOrDefault(field, "");
    }

    public boolean ticked(String field) {
        return text(field).equals(TICK);
    }

    Typed with(String field, String text) {
        var more = new HashMap<>(fields);
        more.put(field, text);
        return new Typed(more);
    }

    static String tick(boolean ticked) {
        return ticked ? TICK : "";
    }
}
