package org.kvit.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.kvit.base.Refusal;
import org.kvit.base.UserId;
import org.kvit.company.People;
import org.kvit.company.Tokens;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `kvit token create`: an API token for one user in one company; the token alone goes to the standard output.
@Command(name = "create", mixinStandardHelpOptions = true)
final class TokenCreateCommand implements Callable<Integer> {
    private final Program program;

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Option(names = "--company", paramLabel = "NAME|ID")
    Optional<String> company = Optional.empty();

    @Option(names = "--user", paramLabel = "EMAIL", required = true)
    String user = "";

    @Option(names = "--name", paramLabel = "NAME", required = true)
    String name = "";

    @Mixin
    Settings settings = new Settings();

    TokenCreateCommand(Program program) {
        this.program = program;
    }

    @Override
    public Integer call() throws Exception {
        var token = program.job(
                settings,
                services -> services.in(
                        company, () -> services.the(Tokens.class).create(person(services.the(People.class)), name)));
        spec.commandLine().getOut().println(token);
        return CommandLine.ExitCode.OK;
    }

    private UserId person(People people) {
        return people.all().stream()
                .filter(p -> p.email().equalsIgnoreCase(user.strip()))
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("cli.user.unknown", user))
                .id();
    }
}
