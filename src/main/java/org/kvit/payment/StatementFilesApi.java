package org.kvit.payment;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kvit.company.Needs;
import org.kvit.company.Right;
import org.kvit.ui.Page;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// `/api/v1/statement-files/{id}`: an imported statement file, and how its import is undone.
@RestController
@RequestMapping("/api/v1/statement-files/{id}")
@Needs(value = Right.RECEIVABLES, alsoToRead = true)
class StatementFilesApi {
    private final ImportUndoing imports;

    StatementFilesApi(ImportUndoing imports) {
        this.imports = imports;
    }

    /// @param payments that it brought and that count; with an undoing they go, with `linksByHand` and
    /// `linksAutomatic`
    /// @param restored payments that its reversals took back, which come back then
    /// @param restsOnIt what stands in the way of it, in words
    record FileBody(
            long id,
            String name,
            Instant importedAt,
            int entries,
            int payments,
            int linksByHand,
            int linksAutomatic,
            int restored,
            List<String> restsOnIt,
            @Nullable Instant undoneAt) {}

    @GetMapping
    FileBody find(@PathVariable long id, Page page) {
        var found = imports.of(id);
        return new FileBody(
                id,
                found.file().name(),
                found.file().at(),
                found.entries(),
                found.payments(),
                found.byHand(),
                found.automatic(),
                found.back(),
                found.rests().stream().map(page::words).toList(),
                found.undone().map(Statements.Undone::at).orElse(null));
    }

    /// Undoes the import: the same file can be imported again. @throws org.kvit.base.Refusal naming what rests on it
    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void undo(@PathVariable long id) {
        imports.undo(id, imports.of(id).seen());
    }
}
