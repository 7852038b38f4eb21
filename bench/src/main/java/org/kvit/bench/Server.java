package org.kvit.bench;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.kvit.database.DataDirectory;
import org.kvit.database.Databases;
import org.kvit.database.Endpoint;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/// The product's own PostgreSQL, durable as it is at its users', with a database for each set of books and a copy of
/// it for each repetition. Books that were made once are kept for the next run.
final class Server implements AutoCloseable {
    private static final String COPY = "repetition";

    private final Databases.Open open;
    private final boolean explaining;

    private Server(Databases.Open open, boolean explaining) {
        this.open = open;
        this.explaining = explaining;
    }

    /// @param explaining whether it writes the plans of slow statements into its log
    static Server startedIn(Path directory, boolean explaining) {
        return new Server(
                Databases.open(new DataDirectory(directory), Optional.empty(), Databases.Use.SERVER), explaining);
    }

    /// What fills a new database, as a superuser.
    interface Filling {
        void fill(Connection connection) throws SQLException, IOException;
    }

    /// The name of a database with these books; it is made unless it is there.
    /// @param kind says all that the books depend on besides the schema
    String books(String kind, Filling filling) throws SQLException, IOException {
        var name = "books_" + kind + "_" + schema();
        if (ask("SELECT 1 FROM pg_database WHERE datname = '" + name + "'").isPresent()) {
            return name;
        }
        execute("DROP DATABASE IF EXISTS filling");
        execute("CREATE DATABASE filling TEMPLATE kvit OWNER kvit_owner");
        try (var connection = connect("filling")) {
            filling.fill(connection);
        }
        execute("ALTER DATABASE filling RENAME TO " + name);
        return name;
    }

    /// A fresh copy of books, as the program works in it. Ends the one before.
    HikariDataSource copyOf(String books) throws SQLException {
        execute("DROP DATABASE IF EXISTS " + COPY + " WITH (FORCE)");
        execute("CREATE DATABASE " + COPY + " TEMPLATE " + books + " OWNER kvit_owner STRATEGY file_copy");
        if (explaining) {
            explain();
        }
        var config = new HikariConfig();
        config.setJdbcUrl(url(open.app(), COPY));
        config.setUsername(open.app().user());
        config.setPassword(open.app().password());
        config.setMaximumPoolSize(16);
        config.setMinimumIdle(2);
        return new HikariDataSource(config);
    }

    /// The copy as a superuser sees it.
    Connection connectToCopy() throws SQLException {
        return connect(COPY);
    }

    String version() throws SQLException {
        return ask("SHOW server_version").orElse("?");
    }

    @Override
    public void close() {
        open.close();
    }

    /// Also of statements inside functions, and how long triggers took.
    private void explain() throws SQLException {
        for (var setting : List.of(
                "session_preload_libraries = 'auto_explain'",
                "auto_explain.log_min_duration = '10ms'",
                "auto_explain.log_analyze = on",
                "auto_explain.log_buffers = on",
                "auto_explain.log_triggers = on",
                "auto_explain.log_nested_statements = on")) {
            execute("ALTER DATABASE " + COPY + " SET " + setting);
        }
    }

    private Connection connect(String database) throws SQLException {
        var admin = admin();
        return DriverManager.getConnection(url(admin, database), admin.user(), admin.password());
    }

    private void execute(String sql) throws SQLException {
        try (var connection = connect("postgres");
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private Optional<String> ask(String sql) throws SQLException {
        try (var connection = connect("postgres");
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            return rows.next() ? Optional.ofNullable(rows.getString(1)) : Optional.empty();
        }
    }

    private Endpoint admin() {
        return open.admin().orElseThrow(() -> new IllegalStateException("our own PostgreSQL has a superuser"));
    }

    private static String url(Endpoint endpoint, String database) {
        return endpoint.url().replaceFirst("/[^/?]+(\\?|$)", "/" + database + "$1");
    }

    /// What books were made for: of other migrations they would be others.
    private static String schema() throws IOException {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            var migrations = new PathMatchingResourcePatternResolver().getResources("classpath*:db/migration/*.sql");
            Arrays.sort(migrations, Comparator.comparing(Resource::getFilename));
            for (var migration : migrations) {
                digest.update(migration.getContentAsByteArray());
            }
            return HexFormat.of().formatHex(digest.digest(), 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
