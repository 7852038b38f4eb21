package org.kvit.banklink;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The right to read a link, which one reader has at a time, of all programs on the database. It is a lock on a
/// connection that does nothing else: when its holder dies, however it dies, the database lets it go.
final class Claim implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Claim.class);
    /// The first key of the lock, to keep it apart from others; the second is the link's number.
    private static final int KIND = 0x62616e6b;

    private final Connection connection;
    private final int link;

    private Claim(Connection connection, int link) {
        this.connection = connection;
        this.link = link;
    }

    /// Empty if somebody else is at it.
    static Optional<Claim> take(DataSource source, BankLinkId id) throws SQLException {
        int link = Math.toIntExact(id.value());
        var connection = source.getConnection();
        boolean ours = false;
        try (var statement = connection.createStatement()) {
            connection.setAutoCommit(true);
            try (var row = statement.executeQuery("SELECT pg_try_advisory_lock(" + KIND + ", " + link + ")")) {
                row.next();
                ours = row.getBoolean(1);
            }
        } finally {
            if (!ours) {
                connection.close();
            }
        }
        return ours ? Optional.of(new Claim(connection, link)) : Optional.empty();
    }

    /// Whether anybody is reading it now.
    static boolean isTaken(JdbcClient jdbc, BankLinkId id) {
        return jdbc.sql("""
                SELECT EXISTS (SELECT FROM pg_locks
                                WHERE locktype = 'advisory' AND classid = :kind AND objid = :link AND objsubid = 2 AND granted
                                  AND database = (SELECT oid FROM pg_database WHERE datname = current_database()))
                """)
                .param("kind", KIND)
                .param("link", id.value())
                .query(Boolean.class)
                .single();
    }

    @Override
    public void close() {
        try (connection;
                var statement = connection.createStatement()) {
            statement.execute("SELECT pg_advisory_unlock(" + KIND + ", " + link + ")");
        } catch (SQLException e) {
            log.debug("the connection of link {}'s reader was gone already", link, e);
        }
    }
}
