package org.kvit.cli;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.kvit.base.Refusal;
import org.kvit.company.Companies;
import org.kvit.company.Company;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `kvit init`: the first company and its administrator, or one more company.
@Command(name = "init", mixinStandardHelpOptions = true)
final class InitCommand implements Callable<Integer> {
    private final Program program;

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Option(names = "--company", paramLabel = "NAME", required = true)
    String company = "";

    @Option(names = "--country", paramLabel = "CODE", required = true)
    String country = "";

    @Option(names = "--admin", paramLabel = "EMAIL", required = true)
    String admin = "";

    @Option(names = "--name", paramLabel = "NAME")
    Optional<String> name = Optional.empty();

    @Mixin
    Settings settings = new Settings();

    InitCommand(Program program) {
        this.program = program;
    }

    @Override
    public Integer call() throws Exception {
        var password = password();
        var founded = program.job(settings, services -> {
            var companies = services.the(Companies.class);
            if (!companies.named(company).isEmpty()) {
                throw Refusal.conflict("cli.init.exists", company);
            }
            return companies.found(
                    Company.named(company, country.toUpperCase(Locale.ROOT)), admin, name.orElse(admin), password);
        });
        spec.commandLine()
                .getOut()
                .println(
                        program.text("cli.init.done", company, founded.company().value(), admin));
        return CommandLine.ExitCode.OK;
    }

    /// From the environment, so that a script needn't type; else asked for twice at the terminal, unseen.
    private String password() {
        var given = Optional.ofNullable(System.getenv("KVIT_ADMIN_PASSWORD")).filter(p -> !p.isEmpty());
        return given.orElseGet(this::ask);
    }

    private String ask() {
        var console = Objects.requireNonNull(System.console());
        if (!console.isTerminal()) {
            throw new ParameterException(spec.commandLine(), program.text("cli.init.password.missing"));
        }
        var once = console.readPassword("%s ", program.text("cli.init.password.ask"));
        var again = console.readPassword("%s ", program.text("cli.init.password.again"));
        if (once == null || again == null || !java.util.Arrays.equals(once, again)) {
            throw Refusal.of(Refusal.Kind.INVALID, "cli.init.password.differ");
        }
        return new String(once);
    }
}
