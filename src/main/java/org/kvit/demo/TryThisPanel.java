package org.kvit.demo;

import gg.jte.Content;
import gg.jte.TemplateEngine;
import java.util.Map;
import java.util.Optional;
import org.kvit.today.TodayPanel;
import org.kvit.ui.Page;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.stereotype.Component;

/// Puts what to try in the demo on top of the first page.
@Component
@ConditionalOnBooleanProperty("kvit.demo")
class TryThisPanel implements TodayPanel {
    private final TryThis tryThis;
    private final TemplateEngine templates;

    TryThisPanel(TryThis tryThis, TemplateEngine templates) {
        this.tryThis = tryThis;
        this.templates = templates;
    }

    @Override
    public Optional<Content> panel(Page page) {
        return Optional.of(
                output -> templates.render("demo/tryThis.jte", Map.of("page", page, "tryThis", tryThis), output));
    }
}
