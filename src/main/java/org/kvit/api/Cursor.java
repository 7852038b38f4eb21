package org.kvit.api;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kvit.base.Refusal;

/// Where a list goes on: the sort key of the last row seen (keyset paging), opaque to the caller.
public record Cursor(List<String> key) {
    private static final String SEPARATOR = "\u001f";
    /// The longest list page, and what one is without `?limit=`.
    private static final int MOST = 1000;
    private static final int USUAL = 100;

    public static Cursor of(List<String> key) {
        return new Cursor(List.copyOf(key));
    }

    public String opaque() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(String.join(SEPARATOR, key).getBytes(StandardCharsets.UTF_8));
    }

    /// @param parts how many parts the list's sort key has
    /// @throws Refusal if it is no cursor of ours
    public static Optional<Cursor> parse(@Nullable String opaque, int parts) {
        if (opaque == null || opaque.isEmpty()) {
            return Optional.empty();
        }
        try {
            var key = List.of(
                    new String(Base64.getUrlDecoder().decode(opaque), StandardCharsets.UTF_8).split(SEPARATOR, -1));
            if (key.size() == parts) {
                return Optional.of(new Cursor(key));
            }
        } catch (IllegalArgumentException e) {
            // no base64: refused below like any other foreign word
        }
        throw foreign();
    }

    /// A part of the key that is a number, such as an id.
    /// @throws Refusal if it is none, so the cursor is none of ours
    public long number(int part) {
        try {
            return Long.parseLong(key.get(part));
        } catch (NumberFormatException e) {
            throw foreign();
        }
    }

    /// @throws Refusal unless it is 1 to 1000 (100 when nothing is said)
    public static int limit(@Nullable Integer asked) {
        int limit = asked == null ? USUAL : asked;
        if (limit < 1 || limit > MOST) {
            throw Refusal.of(Refusal.Kind.MALFORMED, "api.limit.invalid", MOST);
        }
        return limit;
    }

    private static Refusal foreign() {
        return Refusal.of(Refusal.Kind.MALFORMED, "api.cursor.invalid");
    }
}
