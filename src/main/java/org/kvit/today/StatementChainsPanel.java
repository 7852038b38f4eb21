package org.kvit.today;

import gg.jte.Content;
import gg.jte.TemplateEngine;
import java.util.Map;
import java.util.Optional;
import org.kvit.company.Right;
import org.kvit.payment.StatementChains;
import org.kvit.ui.Page;
import org.springframework.stereotype.Component;

/// One line for each account whose bank statements don't join: money may be missing that was paid. Of
/// statements of the last year only; older ones are no work for this morning.
@Component
class StatementChainsPanel implements TodayPanel {
    private final StatementChains chains;
    private final TemplateEngine templates;

    StatementChainsPanel(StatementChains chains, TemplateEngine templates) {
        this.chains = chains;
        this.templates = templates;
    }

    @Override
    public Optional<Content> panel(Page page) {
        if (!page.may(Right.RECEIVABLES)) {
            return Optional.empty();
        }
        var since = page.today().minusYears(1);
        var broken = chains.brokenSince(since);
        return broken.isEmpty()
                ? Optional.empty()
                : Optional.of(output -> templates.render(
                        "today/brokenChains.jte", Map.of("page", page, "chains", broken, "since", since), output));
    }
}
