package org.kvit.base;

import org.springframework.jdbc.core.simple.JdbcClient;

/// Has the database look at its tables anew after many rows came at once. It does so by itself too, but only once
/// a minute: until then it plans as if the rows were not there, and a list may take seconds instead of
/// milliseconds.
public final class Statistics {
    private Statistics() {}

    /// Within the caller's transaction, whose rows count.
    public static void lookAnew(JdbcClient jdbc, String... tables) {
        jdbc.sql("SELECT analysed(VARIADIC :tables::text[]::regclass[])")
                .param("tables", tables)
                .query()
                .listOfRows();
    }
}
