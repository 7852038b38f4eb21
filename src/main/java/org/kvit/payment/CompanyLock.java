package org.kvit.payment;

import org.springframework.jdbc.core.simple.JdbcClient;

/// One import, linking or crediting of a company at a time: what a linker has read of open amounts
/// stays true until it has written.
public final class CompanyLock {
    private CompanyLock() {}

    /// Until the end of the transaction.
    public static void take(JdbcClient jdbc) {
        jdbc.sql("SELECT pg_advisory_xact_lock(hashtext('payments'), current_company()::int)")
                .query()
                .listOfRows();
    }
}
