package org.kvit.banklink;

import java.util.List;
import java.util.Optional;

/// A link with how it stands, as the screens show it.
///
/// @param failed files that a person has to see to
/// @param newest the file that it has dealt with last
public record LinkView(BankLink link, LinkPolls.State state, int failed, Optional<LinkFiles.Entry> newest) {
    /// Where it leads to.
    public String address() {
        return link.server()
                        .map(s -> s.user() + "@" + s.host() + (s.port() == 22 ? "" : ":" + s.port()) + " ")
                        .orElse("")
                + link.directory();
    }

    public String path() {
        return "/settings/bank-links/" + link.id().value();
    }

    /// The last part of the text that says how it stands, and of its colour.
    public String condition() {
        return state.running()
                ? "running"
                : !link.active()
                        ? "off"
                        : state.problem().isPresent()
                                ? "problem"
                                : failed > 0 ? "failed" : state.polledAt().isEmpty() ? "new" : "good";
    }

    public boolean isTrouble() {
        return List.of("problem", "failed").contains(condition());
    }
}
