package org.kvit.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/// The options that every command has: settings that stand above `kvit.yaml` and the environment.
final class Settings {
    @Option(names = "--data", paramLabel = "DIR")
    Optional<Path> data = Optional.empty();

    @Option(names = "--set", paramLabel = "NAME=VALUE")
    Map<String, String> named = new LinkedHashMap<>();

    /// As arguments to Spring, which stand above everything else.
    String[] arguments() {
        data.ifPresent(
                d -> named.put("kvit.data", d.toAbsolutePath().normalize().toString()));
        return named.entrySet().stream()
                .map(s -> "--" + s.getKey() + "=" + s.getValue())
                .toArray(String[]::new);
    }
}
