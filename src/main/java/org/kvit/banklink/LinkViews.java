package org.kvit.banklink;

import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Puts together how the bound company's links stand. A company has a handful of them.
@Component
class LinkViews {
    private final BankLinks links;
    private final LinkPolls polls;
    private final LinkFiles files;

    LinkViews(BankLinks links, LinkPolls polls, LinkFiles files) {
        this.links = links;
        this.polls = polls;
        this.files = files;
    }

    @Transactional(readOnly = true)
    public List<LinkView> all() {
        return links.all().stream().map(this::view).toList();
    }

    /// @throws org.kvit.base.Refusal if the bound company has no such link
    @Transactional(readOnly = true)
    public LinkView find(BankLinkId id) {
        return view(links.find(id));
    }

    private LinkView view(BankLink link) {
        return new LinkView(
                link,
                polls.state(link.id()),
                files.failures(link.id()),
                files.latest(link.id(), 1).stream().findFirst());
    }
}
