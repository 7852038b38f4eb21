package org.kvit.exchange;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.kvit.api.UploadedFile;
import org.kvit.bank.CsvMapping;
import org.kvit.base.Refusal;
import org.kvit.base.Words;
import org.kvit.job.Jobs;
import org.kvit.payment.ImportedFile;
import org.kvit.payment.StatementImports;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Starts imports that go on beside the request which brought the files; the files are theirs to
/// remove.
@Component
class ImportJobs {
    private static final Logger log = LoggerFactory.getLogger(ImportJobs.class);

    private final Jobs jobs;
    private final StatementImports statements;
    private final InvoiceImport invoices;
    private final CustomerImport customers;

    ImportJobs(Jobs jobs, StatementImports statements, InvoiceImport invoices, CustomerImport customers) {
        this.jobs = jobs;
        this.statements = statements;
        this.invoices = invoices;
        this.customers = customers;
    }

    /// Each file goes in whole or not at all, whatever becomes of the others.
    long statements(List<UploadedFile> files) {
        return start(ImportKind.STATEMENTS, files, progress -> {
            var results = new ArrayList<ImportedFile>();
            for (int i = 0; i < files.size(); i++) {
                var file = files.get(i);
                var part = progress.part(i, files.size());
                results.add(statement(file, () -> statements.run(file.path(), file.name(), part), part));
            }
            return results;
        });
    }

    /// A CSV file by the mapping that was just made for it. @param in what is done once it is imported
    long statement(UploadedFile file, CsvMapping by, Runnable in) {
        return start(ImportKind.STATEMENTS, List.of(file), progress -> {
            var result = statement(file, () -> statements.run(file.path(), file.name(), by, progress), progress);
            if (result.refused().isEmpty()) {
                in.run();
            }
            return List.of(result);
        });
    }

    long invoices(UploadedFile file) {
        return start(ImportKind.INVOICES, List.of(file), progress -> invoices.run(file.path(), progress));
    }

    long customers(UploadedFile file) {
        return start(ImportKind.CUSTOMERS, List.of(file), progress -> customers.run(file.path(), progress));
    }

    private ImportedFile statement(UploadedFile file, Callable<ImportedFile> run, Jobs.Progress progress) {
        try {
            return run.call();
        } catch (Refusal refusal) {
            return ImportedFile.refused(file.name(), refusal.words());
        } catch (Exception e) {
            log.error("a statement file of job {} could not be imported", progress.job(), e);
            return ImportedFile.refused(file.name(), Words.of("job.broke", progress.job()));
        }
    }

    private long start(ImportKind kind, List<UploadedFile> files, Jobs.Work work) {
        var names = files.stream().map(UploadedFile::name).collect(Collectors.joining(", "));
        try {
            return jobs.start(kind.job(), names, progress -> {
                try {
                    return work.run(progress);
                } finally {
                    files.forEach(UploadedFile::close);
                }
            });
        } catch (RuntimeException e) {
            files.forEach(UploadedFile::close);
            throw e;
        }
    }
}
