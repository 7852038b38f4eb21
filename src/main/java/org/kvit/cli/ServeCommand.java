package org.kvit.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `kvit serve`: the web application, until it is stopped.
@Command(name = "serve", mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {
    private final Program program;

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Option(names = "--port", paramLabel = "PORT")
    Optional<Integer> port = Optional.empty();

    @Mixin
    Settings settings = new Settings();

    ServeCommand(Program program) {
        this.program = program;
    }

    @Override
    public Integer call() throws Exception {
        port.ifPresent(p -> settings.named.put("kvit.port", Integer.toString(p)));
        program.serve(settings, services -> {
            spec.commandLine().getOut().println(program.text("cli.serve.ready", address(services)));
            return services;
        });
        return CommandLine.ExitCode.OK;
    }

    /// Where a browser on this machine finds it.
    static String address(Services services) {
        var host = services.setting("server.address");
        return "http://" + (host.equals("0.0.0.0") || host.equals("::") ? "localhost" : host) + ":"
                + services.setting("local.server.port");
    }
}
