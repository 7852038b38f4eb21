package org.kvit.api;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One page of a list.
///
/// @param next the cursor for `?after=`, or null on the last page
public record Listing<T>(List<T> items, @Nullable String next) {
    /// @param rows up to one more row than `limit`: the extra one says that there is a next page
    /// @param cursor the sort key of a row, of which the next page's cursor is made
    public static <T> Listing<T> of(List<T> rows, int limit, Function<T, List<String>> cursor) {
        if (rows.size() <= limit) {
            return new Listing<>(rows, null);
        }
        var page = rows.subList(0, limit);
        return new Listing<>(page, Cursor.of(cursor.apply(page.getLast())).opaque());
    }
}
