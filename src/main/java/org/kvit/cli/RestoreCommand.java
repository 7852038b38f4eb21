package org.kvit.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.kvit.base.Refusal;
import org.kvit.database.Restoration;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `kvit restore FILE`: a backup into an empty installation, or with `--force` in place of what is there.
@Command(name = "restore", mixinStandardHelpOptions = true)
final class RestoreCommand implements Callable<Integer> {
    private final Program program;

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "FILE", descriptionKey = "BACKUP")
    Path file = Path.of("");

    @Option(names = "--force")
    boolean force;

    @Mixin
    Settings settings = new Settings();

    RestoreCommand(Program program) {
        this.program = program;
    }

    @Override
    public Integer call() {
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw Refusal.notFound("cli.file.unreadable", file.toString());
        }
        var restored = Restoration.restore(program.installation(settings), file, force);
        spec.commandLine().getOut().println(program.text("cli.restore.done", file, restored.rows(), restored.madeAt()));
        if (restored.uncertainMails() > 0) {
            spec.commandLine().getErr().println(program.text("cli.restore.uncertain", restored.uncertainMails()));
        }
        return CommandLine.ExitCode.OK;
    }
}
