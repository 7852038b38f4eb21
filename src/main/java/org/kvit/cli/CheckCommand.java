package org.kvit.cli;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.kvit.check.Breach;
import org.kvit.check.Invariants;
import org.kvit.company.Companies;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `kvit check`: asks the database for every invariant and prints what is off. Nothing off: exit status 0.
@Command(name = "check", mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {
    private final Program program;

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Option(names = "--company", paramLabel = "NAME|ID")
    Optional<String> company = Optional.empty();

    @Mixin
    Settings settings = new Settings();

    CheckCommand(Program program) {
        this.program = program;
    }

    /// All companies, unless one is named.
    @Override
    public Integer call() throws Exception {
        return program.job(settings, services -> {
            boolean well = true;
            for (var one : company.isPresent()
                    ? List.of(services.only(company))
                    : services.the(Companies.class).all()) {
                well &= services.in(one, () -> check(services));
            }
            return well ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
        });
    }

    private boolean check(Services services) {
        var name = services.the(Companies.class).own().name();
        var invariants = services.the(Invariants.class);
        var broken = invariants.broken();
        var out = spec.commandLine().getOut();
        out.println(
                broken.isEmpty()
                        ? program.text("cli.check.well", name, invariants.count())
                        : program.text("cli.check.off", name, broken.size()));
        broken.forEach(b -> out.println("  " + line(b)));
        return broken.isEmpty();
    }

    private String line(Breach breach) {
        var sentence = program.text(breach.invariant().key());
        return breach.subject() + ": " + program.text("cli.check.breach", sentence, breach.expected(), breach.found());
    }
}
