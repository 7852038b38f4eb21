package org.kvit.base;

import org.springframework.jdbc.core.simple.JdbcClient;

/// Has the database look at its tables anew after many rows came at once. It does so by itself too, but only once
/// a minute: until then it plans as if the rows were not there, and a list may take seconds instead of
/// milliseconds.
public final class Statistics {
    private Statistics() {}

    /// Those of the tables that may have become larger by a fifth, within the caller's transaction, whose rows count.
    /// @param rows so many came, or were changed
    public static void lookAnew(JdbcClient jdbc, long rows, String... tables) {
        jdbc.sql("""
                SELECT analysed(VARIADIC array_agg(t.name::regclass))
                  FROM unnest(:tables::text[]) AS t (name)
                  JOIN pg_class c ON c.oid = t.name::regclass
                 WHERE c.reltuples < :rows * 5
                HAVING count(*) > 0
                """).param("tables", tables).param("rows", rows).query().listOfRows();
    }

    /// Within the caller's transaction, whose rows count.
    public static void lookAnew(JdbcClient jdbc, String... tables) {
        jdbc.sql("SELECT analysed(VARIADIC :tables::text[]::regclass[])")
                .param("tables", tables)
                .query()
                .listOfRows();
    }
}
