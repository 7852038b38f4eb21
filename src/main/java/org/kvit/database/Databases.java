package org.kvit.database;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.kvit.base.Refusal;

/// Opens the installation's database: our own in the data directory, or an external one by its URL;
/// migrated and ready.
public final class Databases {
    private Databases() {}

    /// As what the database is opened: the server locks the directory, a job of the command line works
    /// beside a server
    /// or alone.
    public enum Use {
        SERVER,
        JOB
    }

    /// An open database. Closing it stops our own PostgreSQL: the server always does, a job when it is
    /// the last one
    /// there.
    ///
    /// @param owner owns the tables; for migrations, backup and restore
    /// @param app as whom the program works: owns nothing, bound by row-level security
    public record Open(Endpoint owner, Endpoint app, Optional<Endpoint> admin, Runnable closing)
            implements AutoCloseable {
        @Override
        public void close() {
            closing.run();
        }
    }

    /// @param url external PostgreSQL, `postgresql://user:password@host:port/database` or a JDBC URL;
    /// empty: our own
    /// @throws Refusal if the directory is in use, or the database can't be opened
    public static Open open(DataDirectory directory, Optional<String> url, Use use) {
        var open = connect(directory, url, use);
        try {
            migrate(open.owner());
            return open;
        } catch (RuntimeException e) {
            open.close();
            throw e;
        }
    }

    /// [#open] without migrating: as whatever version of Kvit left it.
    static Open connect(DataDirectory directory, Optional<String> url, Use use) {
        directory.prepared();
        return url.isPresent() ? external(url.get()) : embedded(directory, use);
    }

    static void migrate(Endpoint owner) {
        migrate(owner, Optional.empty());
    }

    /// @param version up to which; empty: the newest
    static void migrate(Endpoint owner, Optional<String> version) {
        Flyway.configure()
                .dataSource(owner.url(), owner.user(), owner.password())
                .locations("classpath:db/migration")
                .target(version.orElse("latest"))
                .load()
                .migrate();
    }

    private static Open embedded(DataDirectory directory, Use use) {
        if (use == Use.JOB) {
            try (var _ = directory.lockForStart()) {
                var postgres = EmbeddedPostgres.startIn(directory);
                return new Open(
                        postgres.owner(),
                        postgres.app(),
                        Optional.of(postgres.admin()),
                        () -> leave(directory, postgres));
            }
        }
        var lock = directory.lockForServer();
        try (var _ = directory.lockForStart()) {
            var postgres = EmbeddedPostgres.startIn(directory);
            postgres.watch();
            return new Open(postgres.owner(), postgres.app(), Optional.of(postgres.admin()), () -> {
                postgres.stop();
                lock.close();
            });
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /// Whoever leaves last puts out the light.
    private static void leave(DataDirectory directory, EmbeddedPostgres postgres) {
        try (var _ = directory.lockForStart()) {
            if (!directory.servedByAnother() && !postgres.hasOtherUsers()) {
                postgres.stop();
            }
        }
    }

    private static Open external(String url) {
        var owner = parse(url);
        try {
            var role = owner.ask(
                    "SELECT pg_has_role(current_user, 'kvit_app', 'MEMBER') FROM pg_roles WHERE rolname = 'kvit_app'");
            if (role.isEmpty()) {
                owner.execute("CREATE ROLE kvit_app NOLOGIN");
            }
            if (role.isEmpty() || role.get().equals("f")) {
                owner.execute("GRANT kvit_app TO CURRENT_USER");
            }
        } catch (SQLException e) {
            var key = "42501".equals(e.getSQLState()) ? "database.role" : "database.unreachable";
            throw Refusal.conflict(key, owner.user(), String.valueOf(e.getMessage()));
        }
        var app = new Endpoint(owner.url(), owner.user(), owner.password(), Optional.of("SET ROLE kvit_app"));
        return new Open(owner, app, Optional.empty(), () -> {});
    }

    static Endpoint parse(String url) {
        var uri = URI.create(url.startsWith("jdbc:") ? url.substring("jdbc:".length()) : url);
        if (uri.getHost() == null || uri.getPath() == null || uri.getPath().length() < 2) {
            throw Refusal.conflict("database.url");
        }
        var login = Optional.ofNullable(uri.getRawUserInfo()).map(i -> i.split(":", 2));
        var query =
                uri.getRawQuery() == null ? "" : "&" + uri.getRawQuery().replaceAll("(^|&)(user|password)=[^&]*", "");
        var jdbc = "jdbc:postgresql://" + uri.getHost() + ":" + (uri.getPort() < 0 ? 5432 : uri.getPort())
                + uri.getPath() + "?reWriteBatchedInserts=true&ApplicationName=kvit" + query;
        var user =
                login.map(l -> decoded(l[0])).or(() -> parameter(uri, "user")).orElse("kvit");
        var password = login.filter(l -> l.length > 1)
                .map(l -> decoded(l[1]))
                .or(() -> parameter(uri, "password"))
                .orElse("");
        return new Endpoint(jdbc, user, password);
    }

    private static Optional<String> parameter(URI uri, String name) {
        return uri.getRawQuery() == null
                ? Optional.empty()
                : java.util.Arrays.stream(uri.getRawQuery().split("&"))
                        .filter(p -> p.startsWith(name + "="))
                        .map(p -> decoded(p.substring(name.length() + 1)))
                        .findFirst();
    }

    private static String decoded(String part) {
        return URLDecoder.decode(part, StandardCharsets.UTF_8);
    }
}
