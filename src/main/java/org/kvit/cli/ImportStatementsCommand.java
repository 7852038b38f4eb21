package org.kvit.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import org.kvit.job.Jobs;
import org.kvit.payment.ImportedFile;
import org.kvit.payment.StatementImports;
import picocli.CommandLine.Command;
import tools.jackson.databind.json.JsonMapper;

/// `kvit import statements FILE...`
@Command(name = "statements", mixinStandardHelpOptions = true)
final class ImportStatementsCommand extends ImportFilesCommand {
    ImportStatementsCommand(Program program) {
        super(program);
    }

    @Override
    String kind() {
        return StatementImports.KIND;
    }

    @Override
    Object work(Services services, Path file, Jobs.Progress progress) throws Exception {
        return List.of(services.the(StatementImports.class).run(file, String.valueOf(file.getFileName()), progress));
    }

    @Override
    boolean report(Services services, Path file, Jobs.Job job, PrintWriter out) {
        var imported = services.the(JsonMapper.class).treeToValue(job.result().orElseThrow(), ImportedFile[].class)[0];
        for (var r : imported.statements()) {
            out.println(text(
                    "cli.import.statement",
                    file.toString(),
                    r.account(),
                    r.currency(),
                    r.entries(),
                    r.credits(),
                    r.added(),
                    r.duplicates(),
                    r.linked(),
                    r.suggested(),
                    r.unlinked()));
            r.warnings()
                    .forEach(w ->
                            spec.commandLine().getErr().println("  " + program().text(w)));
        }
        return true;
    }
}
