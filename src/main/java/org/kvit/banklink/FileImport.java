package org.kvit.banklink;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.kvit.base.Refusal;
import org.kvit.base.Words;
import org.kvit.job.Jobs;
import org.kvit.payment.ImportedFile;
import org.kvit.payment.StatementImports;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/// Imports a file that a link has brought, as an upload is imported. That it went in is noted in the transaction in
/// which it goes in: however the program ends, the two are never at odds.
@Component
class FileImport {
    private static final Logger log = LoggerFactory.getLogger(FileImport.class);

    private final Jobs jobs;
    private final StatementImports imports;
    private final LinkFiles files;
    private final TransactionTemplate transaction;
    private final JsonMapper json;

    FileImport(Jobs jobs, StatementImports imports, LinkFiles files, TransactionTemplate transaction, JsonMapper json) {
        this.jobs = jobs;
        this.imports = imports;
        this.files = files;
        this.transaction = transaction;
        this.json = json;
    }

    /// @param entry its number among the link's files
    record Outcome(long entry, boolean imported) {}

    /// @throws TransientDataAccessException if the database could not, for now
    /// @param where it lies there: its name, or where it was moved to before
    Outcome run(BankLink link, Source.Found file, String where, Path path, byte[] sha256) throws Exception {
        var job = jobs.doNow(
                StatementImports.KIND,
                link.name() + ": " + file.name(),
                p -> List.of(imported(link, file, where, path, sha256, p)));
        var result = json.treeToValue(job.result().orElseThrow(), ImportedFile[].class)[0];
        var state = result.refused().isEmpty() ? LinkFiles.State.IMPORTED : LinkFiles.State.FAILED;
        long entry = files.note(link.id(), file, where, Optional.of(sha256), state, result.refused(), job.id());
        return new Outcome(entry, result.refused().isEmpty());
    }

    private ImportedFile imported(
            BankLink link, Source.Found file, String where, Path path, byte[] sha256, Jobs.Progress progress)
            throws IOException {
        try {
            return java.util.Objects.requireNonNull(transaction.execute(_ -> {
                var result = booked(file, path, progress);
                files.note(
                        link.id(),
                        file,
                        where,
                        Optional.of(sha256),
                        LinkFiles.State.IMPORTED,
                        Optional.empty(),
                        progress.job());
                return result;
            }));
        } catch (Refusal refusal) {
            return ImportedFile.refused(file.name(), refusal.words());
        } catch (java.io.UncheckedIOException e) {
            throw e.getCause();
        } catch (TransientDataAccessException e) {
            throw e;
        } catch (RuntimeException e) {
            log.error("a statement file of job {} could not be imported", progress.job(), e);
            return ImportedFile.refused(file.name(), Words.of("job.broke", progress.job()));
        }
    }

    private ImportedFile booked(Source.Found file, Path path, Jobs.Progress progress) {
        try {
            return imports.run(path, file.name(), progress);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
