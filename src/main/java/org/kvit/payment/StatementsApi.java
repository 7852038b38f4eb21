package org.kvit.payment;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.servlet.http.HttpServletRequest;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kvit.api.UploadedFile;
import org.kvit.company.Needs;
import org.kvit.company.Right;
import org.kvit.job.Jobs;
import org.kvit.ui.Page;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/// `/api/v1/imports/statements`: the body is one statement file of any format, or a .zip of them.
@RestController
class StatementsApi {
    private final Jobs jobs;
    private final StatementImports imports;
    private final JsonMapper json;

    StatementsApi(Jobs jobs, StatementImports imports, JsonMapper json) {
        this.jobs = jobs;
        this.imports = imports;
        this.json = json;
    }

    /// @param added entries that no earlier file brought
    record StatementBody(
            String account,
            String currency,
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            int entries,
            int credits,
            @JsonProperty("new") int added,
            int duplicates,
            int linked,
            int suggested,
            int unlinked,
            List<String> warnings) {
        static StatementBody of(StatementResult r, Page page) {
            return new StatementBody(
                    r.account(),
                    r.currency(),
                    r.from().orElse(null),
                    r.to().orElse(null),
                    r.entries(),
                    r.credits(),
                    r.added(),
                    r.duplicates(),
                    r.linked(),
                    r.suggested(),
                    r.unlinked(),
                    r.warnings().stream().map(page::words).toList());
        }
    }

    record ResultBody(List<StatementBody> statements) {}

    @PostMapping("/api/v1/imports/statements")
    @Needs(Right.RECEIVABLES)
    ResultBody statements(HttpServletRequest request, Page page) throws Exception {
        try (var file = UploadedFile.of(request)) {
            var job = jobs.doNow(
                    StatementImports.KIND,
                    file.name(),
                    progress -> List.of(imports.run(file.path(), file.name(), progress)));
            var files = json.treeToValue(job.result().orElseThrow(), ImportedFile[].class);
            return new ResultBody(java.util.Arrays.stream(files)
                    .flatMap(f -> f.statements().stream())
                    .map(r -> StatementBody.of(r, page))
                    .toList());
        }
    }
}
