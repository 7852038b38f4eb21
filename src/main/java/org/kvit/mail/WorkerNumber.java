package org.kvit.mail;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The number under which a process claims mails. While the process lives it is locked in the database, on a
/// connection that does nothing else: when the process dies, however it dies, the database lets the lock go,
/// and anybody can see that what was claimed under that number is in nobody's hands any more.
final class WorkerNumber implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(WorkerNumber.class);
    /// The first key of the lock, to keep it apart from others; the second is the number.
    private static final int KIND = 0x6d61696c;

    private final Connection connection;
    private final long number;

    private WorkerNumber(Connection connection, long number) {
        this.connection = connection;
        this.number = number;
    }

    static WorkerNumber take(DataSource source) throws SQLException {
        var connection = source.getConnection();
        try (var statement = connection.createStatement()) {
            connection.setAutoCommit(true);
            // A machine that vanishes from the network says no good-bye: without these the database would wait two
            // hours.
            statement.execute(
                    "SET tcp_keepalives_idle = 10; SET tcp_keepalives_interval = 5; SET tcp_keepalives_count = 3");
            try (var row = statement.executeQuery("SELECT n, pg_advisory_lock(" + KIND
                    + ", n) FROM (SELECT nextval('mail_worker')::int AS n) next")) {
                row.next();
                return new WorkerNumber(connection, row.getLong(1));
            }
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /// Whether the holder of a number has died. The answer holds until the transaction at hand ends: nobody
    /// else sweeps.
    static boolean isDead(JdbcClient jdbc, long number) {
        return jdbc.sql("SELECT pg_try_advisory_xact_lock(:kind, :number::int)")
                .param("kind", KIND)
                .param("number", number)
                .query(Boolean.class)
                .single();
    }

    long value() {
        return number;
    }

    /// Whether the lock still stands: it falls with its connection.
    boolean isHeld() {
        try {
            return connection.isValid(5);
        } catch (SQLException e) {
            return false;
        }
    }

    @Override
    public void close() {
        try (connection;
                var statement = connection.createStatement()) {
            statement.execute("SELECT pg_advisory_unlock(" + KIND + ", " + number + ")");
            statement.execute("RESET tcp_keepalives_idle; RESET tcp_keepalives_interval; RESET tcp_keepalives_count");
        } catch (SQLException e) {
            log.debug("worker {}'s connection was gone already", number, e);
        }
    }
}
