package org.kvit.exchange;

import java.util.List;
import java.util.stream.Stream;
import org.kvit.base.Refusal;
import org.kvit.job.Jobs;
import org.kvit.ui.Page;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Imports that are at work or done, for those who might have started them.
@Component
class Imports {
    private final Jobs jobs;
    private final JsonMapper json;

    Imports(Jobs jobs, JsonMapper json) {
        this.jobs = jobs;
        this.json = json;
    }

    /// Newest first.
    List<ImportView> recent(List<ImportKind> kinds, int limit) {
        return jobs.recent(kinds.stream().map(ImportKind::job).toList(), limit).stream()
                .flatMap(this::view)
                .toList();
    }

    /// @throws Refusal if there is none, or the reader hasn't the right to it
    ImportView find(long id, Page page) {
        var view = view(jobs.find(id)).findFirst().orElseThrow(() -> Refusal.notFound("job.notFound"));
        if (!page.may(view.kind().right())) {
            throw Refusal.of(Refusal.Kind.FORBIDDEN, "exchange.forbidden");
        }
        return view;
    }

    private Stream<ImportView> view(Jobs.Job job) {
        return ImportKind.of(job.kind()).map(kind -> ImportView.of(kind, job, json)).stream();
    }
}
