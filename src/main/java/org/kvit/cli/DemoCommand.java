package org.kvit.cli;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.kvit.database.DataDirectory;
import org.kvit.demo.DemoDirectory;
import org.kvit.demo.DemoSignIn;
import org.kvit.demo.Mailbox;
import org.kvit.demo.SmtpReceiver;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `kvit demo`: the web application with sample data and a mail server of its own, in a directory of its own.
@Command(name = "demo", mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
    private final Program program;

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Option(names = "--port", paramLabel = "PORT")
    Optional<Integer> port = Optional.empty();

    @Option(names = "--fresh")
    boolean fresh;

    @Mixin
    Settings settings = new Settings();

    DemoCommand(Program program) {
        this.program = program;
    }

    @Override
    public Integer call() throws Exception {
        port.ifPresent(p -> settings.named.put("kvit.port", Integer.toString(p)));
        var directory = new DemoDirectory(settings.data.orElseGet(this::besideTheRealOne));
        boolean make = directory.prepare(fresh);
        if (make) {
            spec.commandLine().getErr().println(program.text("cli.demo.making", directory.path()));
            new DataDirectory(directory.path()).prepareAhead();
        }
        // It is never closed: the last mails are still handed over to it while the program stops.
        var mailServer = SmtpReceiver.into(Mailbox.in(directory.mailbox()));
        settings.data = Optional.of(directory.path());
        settings.named.putAll(Map.of(
                "kvit.demo",
                "true",
                "kvit.demo.make",
                Boolean.toString(make),
                "kvit.demo.language",
                program.language().getLanguage(),
                "kvit.welcome.email",
                DemoSignIn.EMAIL,
                "kvit.welcome.password",
                DemoSignIn.PASSWORD,
                "kvit.smtp.url",
                mailServer.url(),
                "kvit.db.url",
                ""));
        program.serve(settings, services -> {
            directory.ready();
            spec.commandLine()
                    .getOut()
                    .println(program.text(
                            "cli.demo.ready", ServeCommand.address(services), DemoSignIn.EMAIL, DemoSignIn.PASSWORD));
            return services;
        });
        spec.commandLine().getErr().println(program.text("cli.demo.stopping", directory.path()));
        return CommandLine.ExitCode.OK;
    }

    private Path besideTheRealOne() {
        return Path.of(program.settings(settings).getRequiredProperty("kvit.data"))
                .toAbsolutePath()
                .normalize()
                .resolveSibling("data-demo");
    }
}
