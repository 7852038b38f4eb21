package org.kvit.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;

/// Where a database is reached, as whom. Its text form never shows the password.
///
/// @param url JDBC URL
/// @param init what each new connection says first
public record Endpoint(String url, String user, String password, Optional<String> init) {
    Endpoint(String url, String user, String password) {
        this(url, user, password, Optional.empty());
    }

    /// Another database of the same server.
    Endpoint in(String database) {
        return new Endpoint(url.replaceFirst("/[^/?]+(\\?|$)", "/" + database + "$1"), user, password, init);
    }

    Connection connect() throws SQLException {
        var connection = DriverManager.getConnection(url, user, password);
        if (init.isPresent()) {
            try (var statement = connection.createStatement()) {
                statement.execute(init.get());
            }
        }
        return connection;
    }

    /// Runs one statement for its effect.
    void execute(String sql) throws SQLException {
        try (var connection = connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /// Runs one statement for its first value; empty without a row.
    Optional<String> ask(String sql) throws SQLException {
        try (var connection = connect();
                var rows = connection.createStatement().executeQuery(sql)) {
            return rows.next() ? Optional.ofNullable(rows.getString(1)) : Optional.empty();
        }
    }

    @Override
    public String toString() {
        return user + "@" + url.replaceAll("\\?.*", "");
    }
}
