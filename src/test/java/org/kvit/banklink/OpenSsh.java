package org.kvit.banklink;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/// A real OpenSSH server on this machine alone, with keys of its own, that lets whoever runs the tests in by a key. It
/// needs no rights that they haven't.
final class OpenSsh implements AutoCloseable {
    private static final Path SSHD = Path.of("/usr/sbin/sshd");

    private final Path home;
    private final String sftp;
    private int port;
    private Process process;

    private OpenSsh(Path home, String sftp) throws IOException {
        this.home = home;
        this.sftp = sftp;
        keygen(home.resolve("host"));
        keygen(home.resolve("client"));
        Files.copy(home.resolve("client.pub"), home.resolve("authorized_keys"));
        this.port = freePort();
        this.process = started();
    }

    /// @param sftp options of its SFTP, such as `-R` for reading only
    static OpenSsh start(String sftp) {
        if (!Files.isExecutable(SSHD)) {
            throw new IllegalStateException("These tests need Debian's openssh-server; ./kvit test installs it.");
        }
        try {
            if (System.getProperty("user.name").equals("root")) {
                Files.createDirectories(Path.of("/run/sshd")); // where root's sshd locks itself in before the sign-in
            }
            return new OpenSsh(Files.createTempDirectory("kvit-sshd"), sftp);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    int port() {
        return port;
    }

    String user() {
        return System.getProperty("user.name");
    }

    /// Of the client that is let in.
    String privateKey() {
        return read(home.resolve("client"));
    }

    /// As `ssh-keygen -l` says it.
    String fingerprint() {
        try {
            return said(List.of(
                            "ssh-keygen", "-l", "-f", home.resolve("host.pub").toString()))
                    .split(" ")[1];
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    String log() {
        return read(home.resolve("log"));
    }

    /// The same server, as far as its address says, with another key.
    void changeHostKey() throws IOException {
        stop();
        Files.delete(home.resolve("host"));
        Files.delete(home.resolve("host.pub"));
        keygen(home.resolve("host"));
        process = started();
    }

    void stop() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws IOException {
        stop();
        try (var files = Files.walk(home)) {
            for (var file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /// A key pair of OpenSSH's own form.
    static void keygen(Path file) throws IOException {
        said(List.of("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "test", "-f", file.toString()));
    }

    static String said(List<String> command) throws IOException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        var answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IllegalStateException(command + ": " + answer);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        return answer;
    }

    private Process started() throws IOException {
        var log = home.resolve("log");
        Files.deleteIfExists(log);
        Files.writeString(home.resolve("config"), """
                Port %d
                ListenAddress 127.0.0.1
                HostKey %s/host
                AuthorizedKeysFile %s/authorized_keys
                PidFile none
                StrictModes no
                UsePAM no
                PermitRootLogin prohibit-password
                PubkeyAuthentication yes
                PasswordAuthentication no
                KbdInteractiveAuthentication no
                Subsystem sftp internal-sftp %s
                LogLevel VERBOSE
                """.formatted(port, home, home, sftp));
        var process = new ProcessBuilder(
                        SSHD.toString(), "-D", "-f", home.resolve("config").toString(), "-E", log.toString())
                .start();
        Awaitility.await("sshd listens")
                .atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> !process.isAlive() || (Files.exists(log) && log().contains("Server listening")));
        if (!process.isAlive()) {
            throw new IllegalStateException("sshd did not start: " + log()
                    + new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8));
        }
        return Objects.requireNonNull(process);
    }

    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
