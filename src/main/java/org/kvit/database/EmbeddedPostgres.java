package org.kvit.database;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.kvit.base.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Our own PostgreSQL in the data directory: a real, durable database (fsync and synchronous commit on),
/// reached over
/// loopback with
/// SCRAM passwords only. It lives in a session of its own, so a Ctrl-C at Kvit's terminal reaches Kvit
/// first; when Kvit
/// was killed, the
/// next start finds it still running and takes it over; when it dies itself, it is started again.
final class EmbeddedPostgres {
    private static final Logger log = LoggerFactory.getLogger(EmbeddedPostgres.class);
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration BETWEEN_STARTS = Duration.ofMillis(500);
    private static final String ADMIN = "kvit_admin";
    private static final String DATABASE = "kvit";

    private final DataDirectory directory;
    private final PostgresPrograms programs;
    private final int port;
    private volatile ProcessHandle postmaster;
    private volatile boolean stopping;

    private EmbeddedPostgres(DataDirectory directory, PostgresPrograms programs, int port, ProcessHandle postmaster) {
        this.directory = directory;
        this.programs = programs;
        this.port = port;
        this.postmaster = postmaster;
    }

    /// Finds the running one or starts it. The caller holds the start lock.
    /// @throws Refusal in words if PostgreSQL can't be started
    static EmbeddedPostgres startIn(DataDirectory directory) {
        try {
            var programs = prepareIn(directory);
            var running = running(directory, programs);
            var postgres = running.isPresent() ? running.get() : start(directory, programs, port(directory));
            postgres.ensureRoles();
            return postgres;
        } catch (IOException | SQLException e) {
            throw Refusal.conflict("database.start", directory.path().toString(), String.valueOf(e.getMessage()));
        }
    }

    /// Its programs unpacked and its database made, where they aren't yet. The caller holds the start lock.
    static PostgresPrograms prepareIn(DataDirectory directory) throws IOException {
        var programs = PostgresPrograms.unpackedIn(directory.programs());
        initialise(directory, programs);
        return programs;
    }

    /// Stops the one that a killed Kvit left running, if there is one. The caller holds the start lock.
    static void stopIn(DataDirectory directory) throws IOException {
        if (Files.exists(directory.cluster().resolve("postmaster.pid"))) {
            running(directory, PostgresPrograms.unpackedIn(directory.programs()))
                    .ifPresent(EmbeddedPostgres::stop);
        }
    }

    /// Who may use the database, and how: the owner of the tables, and the program.
    Endpoint owner() {
        return endpoint(DATABASE, "kvit_owner");
    }

    Endpoint app() {
        return endpoint(DATABASE, "kvit_app");
    }

    Endpoint admin() {
        return new Endpoint(url(DATABASE), ADMIN, directory.secret(ADMIN));
    }

    /// Starts PostgreSQL again whenever it dies, until [#stop].
    void watch() {
        Thread.ofVirtual().name("postgres-watch").start(() -> {
            postmaster.onExit().join();
            if (!stopping) {
                log.warn("PostgreSQL ended unexpectedly; starting it again");
                revive();
            }
        });
    }

    /// Whether others than the asker work in the database now.
    boolean hasOtherUsers() {
        try {
            return admin().ask(
                            "SELECT count(*) > 0 FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()")
                    .map("t"::equals)
                    .orElse(false);
        } catch (SQLException e) {
            return false;
        }
    }

    /// Clean shutdown: open transactions end, everything is on disk. Waits for it.
    void stop() {
        stopping = true;
        signal(postmaster, "INT");
        if (!gone(postmaster)) {
            signal(postmaster, "QUIT");
            gone(postmaster);
        }
    }

    /// The processes of one that died hold its memory for a moment; as long as they do, no other can start.
    private void revive() {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!stopping) {
            try {
                postmaster = start(directory, programs, port).postmaster;
                watch();
                return;
            } catch (IOException e) {
                if (System.nanoTime() > end) {
                    log.error("PostgreSQL could not be started again: {}", e.getMessage());
                    return;
                }
                LockSupport.parkNanos(BETWEEN_STARTS.toNanos());
            }
        }
    }

    private static void initialise(DataDirectory directory, PostgresPrograms programs) throws IOException {
        var cluster = directory.cluster();
        if (Files.exists(cluster.resolve("PG_VERSION"))) {
            return;
        }
        var fresh =
                directory.path().resolve("db.new"); // made aside: a first start that is cut off leaves no half database
        if (Files.exists(fresh)) {
            PostgresPrograms.delete(fresh);
        }
        Files.createDirectory(fresh);
        if (PostgresPrograms.needsNobody()) {
            giveToNobody(fresh);
        }
        var password = directory.secrets().resolve(ADMIN);
        directory.secret(ADMIN);
        programs.run(
                "initdb",
                List.of(
                        "-D",
                        fresh.toString(),
                        "-U",
                        ADMIN,
                        "-E",
                        "UTF8",
                        "--locale=C.UTF-8",
                        "--auth=scram-sha-256",
                        "--pwfile=" + password,
                        "--data-checksums"));
        Files.writeString(fresh.resolve("pg_hba.conf"), "host all all 127.0.0.1/32 scram-sha-256\n");
        Files.move(fresh, cluster, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void giveToNobody(Path path) throws IOException {
        var service = path.getFileSystem().getUserPrincipalLookupService();
        Files.setOwner(path, service.lookupPrincipalByName("nobody"));
    }

    /// The one that a killed Kvit left behind, or that another command of ours runs: ours if it answers
    /// to our password
    /// from our directory.
    private static Optional<EmbeddedPostgres> running(DataDirectory directory, PostgresPrograms programs)
            throws IOException {
        var file = directory.cluster().resolve("postmaster.pid");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        var lines = Files.readAllLines(file);
        var process = lines.size() < 4
                ? Optional.<ProcessHandle>empty()
                : ProcessHandle.of(Long.parseLong(lines.get(0).strip()));
        if (process.isEmpty() || !isPostgres(process.get())) {
            return Optional.empty(); // PostgreSQL itself clears a file whose process is gone
        }
        var postgres = new EmbeddedPostgres(
                directory, programs, Integer.parseInt(lines.get(3).strip()), process.get());
        if (postgres.answers()) {
            return Optional.of(postgres);
        }
        postgres.stop();
        return Optional.empty();
    }

    private static boolean isPostgres(ProcessHandle process) {
        return process.isAlive()
                && process.info().command().map(c -> c.endsWith("postgres")).orElse(true);
    }

    private static EmbeddedPostgres start(DataDirectory directory, PostgresPrograms programs, int port)
            throws IOException {
        var command = new ArrayList<>(List.of("setsid"));
        command.addAll(programs.command(
                "postgres",
                List.of(
                        "-D",
                        directory.cluster().toString(),
                        "-p",
                        Integer.toString(port),
                        "-c",
                        "listen_addresses=127.0.0.1",
                        "-c",
                        "unix_socket_directories=",
                        "-c",
                        "fsync=on",
                        "-c",
                        "synchronous_commit=on",
                        "-c",
                        "full_page_writes=on",
                        "-c",
                        "max_connections=100",
                        "-c",
                        "shared_buffers=" + sharedBuffers() + "MB",
                        "-c",
                        "max_wal_size=4GB",
                        "-c",
                        "password_encryption=scram-sha-256",
                        "-c",
                        "log_min_messages=warning",
                        "-c",
                        "log_min_error_statement=panic",
                        "-c",
                        "timezone=UTC",
                        "-c",
                        "jit=off")));
        var output = directory.path().resolve("postgres.log").toFile();
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(
                        output.length() > 10_000_000
                                ? ProcessBuilder.Redirect.to(output)
                                : ProcessBuilder.Redirect.appendTo(output))
                .start();
        process.getOutputStream().close();
        var postgres = new EmbeddedPostgres(directory, programs, port, process.toHandle());
        postgres.awaitAnswer();
        return postgres;
    }

    /// An eighth of the machine's memory, 128 to 1024 MB: with less, each linked payment writes pages out that the next
    /// one reads back.
    private static long sharedBuffers() {
        var machine = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        return Math.clamp(machine.getTotalMemorySize() / 8 / (1 << 20), 128, 1024);
    }

    private void awaitAnswer() throws IOException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!answers()) {
            if (!postmaster.isAlive() || System.nanoTime() > end) {
                throw new IOException("see " + directory.path().resolve("postgres.log"));
            }
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    private boolean answers() {
        try {
            var asked = new Endpoint(url("postgres"), ADMIN, directory.secret(ADMIN)).ask("SHOW data_directory");
            return asked.isPresent() && Files.isSameFile(Path.of(asked.get()), directory.cluster());
        } catch (SQLException | IOException e) {
            return false;
        }
    }

    private void ensureRoles() throws SQLException {
        var server = new Endpoint(url("postgres"), ADMIN, directory.secret(ADMIN));
        for (var role : List.of("kvit_owner", "kvit_app")) {
            var verb = server.ask("SELECT 1 FROM pg_roles WHERE rolname = '" + role + "'")
                            .isPresent()
                    ? "ALTER"
                    : "CREATE";
            server.execute(verb + " ROLE " + role + " LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS PASSWORD '"
                    + directory.secret(role) + "'");
        }
        if (server.ask("SELECT 1 FROM pg_database WHERE datname = '" + DATABASE + "'")
                .isEmpty()) {
            server.execute("CREATE DATABASE " + DATABASE + " OWNER kvit_owner");
        }
    }

    private Endpoint endpoint(String database, String role) {
        return new Endpoint(url(database), role, directory.secret(role));
    }

    private String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database
                + "?reWriteBatchedInserts=true&ApplicationName=kvit&connectTimeout=5";
    }

    /// The port of last time, so that it can be found again; another one if somebody took it meanwhile.
    private static int port(DataDirectory directory) throws IOException {
        var kept = directory.path().resolve("postgres.port");
        int last = Files.exists(kept) ? Integer.parseInt(Files.readString(kept).strip()) : 0;
        int port = isFree(last) ? last : freePort();
        Files.writeString(kept, Integer.toString(port));
        return port;
    }

    private static boolean isFree(int port) {
        if (port == 0) {
            return false;
        }
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /// Java can only ask a process to end (TERM), which PostgreSQL takes as "when all have left".
    private static void signal(ProcessHandle process, String signal) {
        try {
            new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                    .redirectErrorStream(true)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean gone(ProcessHandle process) {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (process.isAlive() && System.nanoTime() < end) {
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
        return !process.isAlive();
    }
}
