package org.kvit.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.kvit.database.Backup;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `kvit backup FILE`: everything in one file, whether the server runs or not.
@Command(name = "backup", mixinStandardHelpOptions = true)
final class BackupCommand implements Callable<Integer> {
    private final Program program;

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "FILE", descriptionKey = "BACKUP")
    Path file = Path.of("");

    @Mixin
    Settings settings = new Settings();

    BackupCommand(Program program) {
        this.program = program;
    }

    @Override
    public Integer call() {
        var written = Backup.write(program.installation(settings), file);
        spec.commandLine()
                .getOut()
                .println(program.text(
                        "cli.backup.done",
                        file,
                        written.tables(),
                        written.rows(),
                        (written.bytes() + 1023) / 1024,
                        written.attachments()));
        var err = spec.commandLine().getErr();
        written.missing().forEach(name -> err.println(program.text("cli.backup.missing", name)));
        err.println(program.text("cli.backup.secret"));
        return CommandLine.ExitCode.OK;
    }
}
