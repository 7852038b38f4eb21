package org.kvit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// The program as a process of its own, on a data directory, as its user starts it: it can be killed.
public final class KvitProcess implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 120;

    private final Process process;
    private final BufferedReader out;

    private KvitProcess(Process process) {
        this.process = process;
        this.out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /// What a command printed. @param text standard output and, after it, messages
    public record Said(int status, String text) {}

    /// Runs a command to its end.
    public static Said run(Path data, Map<String, String> environment, String... args) {
        try (var kvit = new KvitProcess(start(data, environment, args))) {
            var text = String.join("\n", kvit.out.lines().toList());
            if (!kvit.process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("kvit " + String.join(" ", args) + " doesn't end: " + text);
            }
            return new Said(kvit.process.exitValue(), text);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /// Starts `kvit serve` on a free port and waits until it says that it is ready.
    public static KvitProcess serve(Path data, Map<String, String> environment) {
        return new KvitProcess(start(data, environment, "serve", "--port", "0"));
    }

    /// @return the port that it listens on, once it does
    public int port() {
        try {
            var all = new StringBuilder();
            for (var line = out.readLine(); line != null; line = out.readLine()) {
                var address = line.indexOf("http://");
                if (address >= 0) {
                    return URI.create(line.substring(address).split("\\s")[0]).getPort();
                }
                all.append(line).append('\n');
            }
            throw new AssertionError("it never became ready: " + all);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public long pid() {
        return process.pid();
    }

    /// `kill -9`.
    public void kill() {
        try {
            process.destroyForcibly().waitFor();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /// Ctrl-C, and waits until it has stopped.
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("it didn't stop when it was told to");
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static Process start(Path data, Map<String, String> environment, String... args) {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                environment.getOrDefault("KVIT_JAVA_OPTS", "-Xmx512m"),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1", // it lives for seconds
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                Kvit.class.getName()));
        command.addAll(List.of(args));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("KVIT_DATA", data.toString());
        builder.environment().put("LANG", "C.UTF-8");
        builder.environment().putAll(environment);
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
