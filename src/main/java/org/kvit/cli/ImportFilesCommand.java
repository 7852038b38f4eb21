package org.kvit.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.kvit.base.Refusal;
import org.kvit.job.Jobs;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// One of `kvit import invoices|customers|statements FILE...`: imports the files one after the other,
/// each whole or not at all.
abstract class ImportFilesCommand implements Callable<Integer> {
    private final Program program;

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "FILE", arity = "1..*", descriptionKey = "FILE")
    List<Path> files = new ArrayList<>();

    @Option(names = "--company", paramLabel = "NAME|ID")
    Optional<String> company = Optional.empty();

    @Mixin
    Settings settings = new Settings();

    ImportFilesCommand(Program program) {
        this.program = program;
    }

    /// What kind of job it is.
    abstract String kind();

    abstract Object work(Services services, Path file, Jobs.Progress progress) throws Exception;

    /// Says what came of a file. @return whether all of it went in
    abstract boolean report(Services services, Path file, Jobs.Job job, PrintWriter out);

    @Override
    public Integer call() throws Exception {
        for (var file : files) {
            if (!Files.isReadable(file) || Files.isDirectory(file)) {
                throw Refusal.notFound("cli.file.unreadable", file.toString());
            }
        }
        return program.job(settings, services -> services.in(company, () -> importAll(services)));
    }

    private Integer importAll(Services services) throws Exception {
        boolean whole = true;
        for (var file : files) {
            try {
                var job = services.the(Jobs.class)
                        .doNow(kind(), String.valueOf(file.getFileName()), progress -> work(services, file, progress));
                whole &= report(services, file, job, spec.commandLine().getOut());
            } catch (Refusal refusal) {
                whole = false;
                spec.commandLine().getErr().println(text("cli.file.refused", file.toString()));
                new Complaint(program.language())
                        .about(refusal)
                        .forEach(spec.commandLine().getErr()::println);
            }
        }
        return whole ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    final String text(String key, Object... args) {
        return program.text(key, args);
    }

    final Program program() {
        return program;
    }
}
