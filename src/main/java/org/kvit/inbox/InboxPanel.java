package org.kvit.inbox;

import gg.jte.Content;
import gg.jte.TemplateEngine;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kvit.base.Words;
import org.kvit.company.Right;
import org.kvit.mail.Consent;
import org.kvit.mail.Consents;
import org.kvit.today.TodayPanel;
import org.kvit.ui.Page;
import org.springframework.stereotype.Component;

/// On the first page: replies and bounces until somebody has seen to them, and what keeps mail from going or coming.
@Component
class InboxPanel implements TodayPanel {
    private static final int SHOWN = 8;

    private final InboxMessages messages;
    private final InboxState state;
    private final Consents consents;
    private final TemplateEngine templates;

    InboxPanel(InboxMessages messages, InboxState state, Consents consents, TemplateEngine templates) {
        this.messages = messages;
        this.state = state;
        this.consents = consents;
        this.templates = templates;
    }

    @Override
    public Optional<Content> panel(Page page) {
        List<InboxMessage> pending = messages.list(InboxMessages.Which.PENDING, 0, SHOWN);
        int unassigned = page.may(Right.RECEIVABLES) ? messages.count(InboxMessages.Which.UNASSIGNED) : 0;
        var consent = consents.own().flatMap(Consent::problem);
        var inbox = page.may(Right.RECEIVABLES)
                ? state.shown().flatMap(InboxState.Shown::problem)
                : Optional.<Words>empty();
        if (pending.isEmpty() && unassigned == 0 && consent.isEmpty() && inbox.isEmpty()) {
            return Optional.empty();
        }
        var model = new HashMap<String, Object>(Map.of(
                "page", page,
                "messages", pending,
                "pending", messages.count(InboxMessages.Which.PENDING),
                "unassigned", unassigned,
                "consent", consent,
                "inbox", inbox));
        return Optional.of(output -> templates.render("inbox/today.jte", model, output));
    }
}
