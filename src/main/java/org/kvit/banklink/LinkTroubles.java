package org.kvit.banklink;

import gg.jte.Content;
import gg.jte.TemplateEngine;
import java.util.Map;
import java.util.Optional;
import org.kvit.company.Right;
import org.kvit.today.TodayPanel;
import org.kvit.ui.Page;
import org.springframework.stereotype.Component;

/// Says on the first page which bank links could not be read, and which of their files could not be imported.
@Component
public class LinkTroubles implements TodayPanel {
    private static final int SHOWN = 3;

    private final LinkViews views;
    private final LinkFiles files;
    private final TemplateEngine templates;

    LinkTroubles(LinkViews views, LinkFiles files, TemplateEngine templates) {
        this.views = views;
        this.files = files;
        this.templates = templates;
    }

    @Override
    public Optional<Content> panel(Page page) {
        if (!page.may(Right.RECEIVABLES)) {
            return Optional.empty();
        }
        var troubles = views.all().stream()
                .filter(LinkView::isTrouble)
                .map(view -> new Trouble(view, files.failed(view.link().id(), SHOWN)))
                .toList();
        return troubles.isEmpty()
                ? Optional.empty()
                : Optional.of(output ->
                        templates.render("banklink/troubles.jte", Map.of("page", page, "troubles", troubles), output));
    }

    /// @param files the newest that failed
    public record Trouble(LinkView view, java.util.List<LinkFiles.Entry> files) {}
}
