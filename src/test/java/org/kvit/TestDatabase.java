package org.kvit;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.kvit.database.ReadyPrograms;

/// One PostgreSQL for the whole test run (fsync off: it needn't survive), and as many databases in it as tests want:
/// each is cloned
/// from a template that was migrated once.
public final class TestDatabase {
    private static final String TEMPLATE = "kvit_template";
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final Server SERVER = Server.start();

    private TestDatabase() {}

    /// A migrated database of its own, as the program works in it and as its owner does.
    public record Fresh(String url, DataSource app, DataSource owner) {}

    public static Fresh fresh() {
        var name = "kvit_" + NUMBER.incrementAndGet();
        execute("postgres", "postgres", "CREATE DATABASE " + name + " TEMPLATE " + TEMPLATE + " OWNER kvit_owner");
        return new Fresh(SERVER.url(name), pool(name, "kvit_app"), pool(name, "kvit_owner"));
    }

    private static DataSource pool(String database, String user) {
        var config = new HikariConfig();
        config.setJdbcUrl(SERVER.url(database));
        config.setUsername(user);
        config.setMaximumPoolSize(8);
        config.setMinimumIdle(0);
        config.setIdleTimeout(10_000);
        return new HikariDataSource(config);
    }

    static void execute(String database, String user, String sql) {
        try (var connection = connect(database, user);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private static Connection connect(String database, String user) throws SQLException {
        return DriverManager.getConnection(SERVER.url(database), user, "");
    }

    private record Server(int port) {
        String url(String database) {
            return "jdbc:postgresql://127.0.0.1:" + port + "/" + database + "?reWriteBatchedInserts=true";
        }

        static Server start() {
            try {
                var home = Files.createTempDirectory("kvit-test-postgres");
                Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxr-xr-x"));
                var binaries = ReadyPrograms.home();
                var data = home.resolve("db");
                Files.createDirectory(data);
                if (root()) {
                    run(List.of("chown", "nobody", data.toString()));
                }
                run(unprivileged(
                        binaries.resolve("bin/initdb").toString(),
                        "-D",
                        data.toString(),
                        "-A",
                        "trust",
                        "-U",
                        "postgres",
                        "-E",
                        "UTF8",
                        "--locale=C.UTF-8"));
                int port = freePort();
                var process = new ProcessBuilder(unprivileged(
                                binaries.resolve("bin/postgres").toString(),
                                "-D",
                                data.toString(),
                                "-p",
                                Integer.toString(port),
                                "-c",
                                "listen_addresses=127.0.0.1",
                                "-c",
                                "unix_socket_directories=",
                                "-c",
                                "fsync=off",
                                "-c",
                                "synchronous_commit=off",
                                "-c",
                                "full_page_writes=off",
                                "-c",
                                "max_connections=300"))
                        .redirectErrorStream(true)
                        .redirectOutput(home.resolve("log").toFile())
                        .start();
                Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(process, home)));
                var server = new Server(port);
                server.prepare(process);
                return server;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private void prepare(Process process) {
            for (var sql : List.of(
                    "CREATE ROLE kvit_owner LOGIN",
                    "CREATE ROLE kvit_app LOGIN",
                    "CREATE DATABASE " + TEMPLATE + " OWNER kvit_owner")) {
                executeOnceUp(process, sql);
            }
            Flyway.configure()
                    .dataSource(url(TEMPLATE), "kvit_owner", "")
                    .load()
                    .migrate();
        }

        private void executeOnceUp(Process process, String sql) {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
            while (true) {
                try (var connection = DriverManager.getConnection(url("postgres"), "postgres", "");
                        var statement = connection.createStatement()) {
                    statement.execute(sql);
                    return;
                } catch (SQLException e) {
                    if (!process.isAlive() || System.nanoTime() > end) {
                        throw new IllegalStateException("the test's PostgreSQL doesn't answer", e);
                    }
                    Thread.onSpinWait();
                }
            }
        }

        private static void stop(Process process, Path home) {
            process.destroy();
            try {
                process.waitFor(10, TimeUnit.SECONDS);
                try (var files = Files.walk(home)) {
                    for (var file :
                            files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                        Files.deleteIfExists(file);
                    }
                }
            } catch (IOException | InterruptedException e) {
                System.err.println("left behind: " + home);
            }
        }

        private static List<String> unprivileged(String... command) {
            var whole = new ArrayList<String>();
            if (root()) {
                whole.addAll(List.of("setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"));
            }
            whole.addAll(List.of(command));
            return whole;
        }

        private static boolean root() {
            return System.getProperty("user.name").equals("root");
        }

        private static void run(List<String> command) throws IOException {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            var said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            try {
                if (process.waitFor() != 0) {
                    throw new IOException(command + ": " + said);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException(e);
            }
        }

        private static int freePort() throws IOException {
            try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            }
        }
    }
}
