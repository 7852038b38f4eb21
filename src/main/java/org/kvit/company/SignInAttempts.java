package org.kvit.company;

import java.util.Objects;
import org.kvit.base.Refusal;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Holds back who guesses passwords. An attempt counts before its password is looked at and is taken back when it was
/// right, so that a hundred guesses at the same moment are no more than the same hundred in a row.
@Component
class SignInAttempts {
    /// Failed attempts within [SignIns#PAUSE], after which one must wait: for an address, and for a network address.
    private static final int MOST_PER_EMAIL = 8;
    private static final int MOST_PER_ORIGIN = 60;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    SignInAttempts(JdbcClient jdbc, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    /// @return the attempt's number, for [#succeeded]
    /// @throws Refusal after too many; that one doesn't count, so waiting helps
    long begin(String email, String origin) {
        var attempt = Objects.requireNonNull(transaction.execute(_ -> note(email, origin)));
        record Counts(long byEmail, long byOrigin) {}
        var counts = Objects.requireNonNull(transaction.execute(_ -> jdbc.sql("""
                SELECT count(*) FILTER (WHERE email = left(:email, 254)) AS by_email, count(*) FILTER (WHERE origin = :origin) AS by_origin
                  FROM failed_sign_in
                 WHERE at > now() - make_interval(mins => :minutes) AND (email = left(:email, 254) OR origin = :origin)
                """)
                .param("email", email)
                .param("origin", origin)
                .param("minutes", (int) SignIns.PAUSE.toMinutes())
                .query(Counts.class)
                .single()));
        if (counts.byEmail() > MOST_PER_EMAIL || counts.byOrigin() > MOST_PER_ORIGIN) {
            succeeded(attempt);
            throw Refusal.of(Refusal.Kind.TOO_MANY, "company.signIn.tooMany", (int) SignIns.PAUSE.toMinutes());
        }
        return attempt;
    }

    void succeeded(long attempt) {
        transaction.executeWithoutResult(_ -> jdbc.sql("DELETE FROM failed_sign_in WHERE id = :id")
                .param("id", attempt)
                .update());
    }

    private long note(String email, String origin) {
        jdbc.sql("DELETE FROM failed_sign_in WHERE at < now() - interval '1 day'")
                .update();
        return jdbc.sql("INSERT INTO failed_sign_in (email, origin) VALUES (left(:email, 254), :origin) RETURNING id")
                .param("email", email)
                .param("origin", origin)
                .query(Long.class)
                .single();
    }
}
