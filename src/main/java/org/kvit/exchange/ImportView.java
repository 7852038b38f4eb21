package org.kvit.exchange;

import java.util.List;
import java.util.Optional;
import org.kvit.job.Jobs;
import org.kvit.payment.ImportedFile;
import org.kvit.payment.StatementResult;
import org.kvit.ui.Page;
import tools.jackson.databind.json.JsonMapper;

/// An import as the screens show it.
///
/// @param files what came of each statement file
/// @param table what came of a table of invoices or customers
public record ImportView(ImportKind kind, Jobs.Job job, List<ImportedFile> files, Optional<ImportResult> table) {
    static ImportView of(ImportKind kind, Jobs.Job job, JsonMapper json) {
        boolean statements = kind == ImportKind.STATEMENTS;
        return new ImportView(
                kind,
                job,
                job.result()
                        .filter(_ -> statements)
                        .map(r -> List.of(json.treeToValue(r, ImportedFile[].class)))
                        .orElse(List.of()),
                job.result().filter(_ -> !statements).map(r -> json.treeToValue(r, ImportResult.class)));
    }

    public String path() {
        return "/imports/" + job.id();
    }

    public List<StatementResult> statements() {
        return files.stream().flatMap(f -> f.statements().stream()).toList();
    }

    public long refusedFiles() {
        return files.stream().filter(f -> f.refused().isPresent()).count();
    }

    /// Whether it ended without anything that a person should look at.
    public boolean smooth() {
        return !job.failed()
                && refusedFiles() == 0
                && table.map(t -> t.rejected() == 0).orElse(true);
    }

    /// The result in a line.
    public String summary(Page page) {
        if (job.running()) {
            return page.text("exchange.import.running", job.percent());
        }
        if (job.problem().isPresent()) {
            return page.words(job.problem().get());
        }
        return table.map(t -> page.text("exchange.import.table", t.created(), t.updated(), t.unchanged(), t.rejected()))
                .orElseGet(() -> statementsInShort(page));
    }

    private String statementsInShort(Page page) {
        var all = statements();
        if (all.isEmpty() && refusedFiles() == 1) {
            return page.words(files.getFirst().refused().orElseThrow());
        }
        var brought = page.text(
                "exchange.import.statements",
                all.stream().mapToInt(StatementResult::added).sum(),
                all.stream().mapToInt(StatementResult::duplicates).sum(),
                all.stream().mapToInt(StatementResult::linked).sum());
        return refusedFiles() == 0 ? brought : brought + ", " + page.text("exchange.import.refused", refusedFiles());
    }
}
