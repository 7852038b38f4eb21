package org.kvit.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import org.kvit.exchange.CustomerImport;
import org.kvit.exchange.ImportResult;
import org.kvit.exchange.InvoiceImport;
import org.kvit.exchange.Rejections;
import org.kvit.job.Jobs;
import picocli.CommandLine.Command;
import tools.jackson.databind.json.JsonMapper;

/// Imports of CSV files: says how many lines became what, and names each rejected line.
abstract class ImportTableCommand extends ImportFilesCommand {
    private static final int NAMED = 10_000;

    ImportTableCommand(Program program) {
        super(program);
    }

    @Override
    boolean report(Services services, Path file, Jobs.Job job, PrintWriter out) {
        var result = services.the(JsonMapper.class).treeToValue(job.result().orElseThrow(), ImportResult.class);
        out.println(text(
                "cli.import.table",
                file.toString(),
                result.rows(),
                result.created(),
                result.updated(),
                result.unchanged(),
                result.rejected()));
        var err = spec.commandLine().getErr();
        services.the(Rejections.class)
                .of(result.job(), NAMED)
                .forEach(r -> err.println(text(
                        "cli.import.rejected",
                        r.line(),
                        r.field().orElse(""),
                        program().text(r.reason()))));
        return result.rejected() == 0;
    }

    @Command(name = "invoices", mixinStandardHelpOptions = true)
    static final class Invoices extends ImportTableCommand {
        Invoices(Program program) {
            super(program);
        }

        @Override
        String kind() {
            return InvoiceImport.KIND;
        }

        @Override
        Object work(Services services, Path file, Jobs.Progress progress) throws Exception {
            return services.the(InvoiceImport.class).run(file, progress);
        }
    }

    @Command(name = "customers", mixinStandardHelpOptions = true)
    static final class Customers extends ImportTableCommand {
        Customers(Program program) {
            super(program);
        }

        @Override
        String kind() {
            return CustomerImport.KIND;
        }

        @Override
        Object work(Services services, Path file, Jobs.Progress progress) throws Exception {
            return services.the(CustomerImport.class).run(file, progress);
        }
    }
}
