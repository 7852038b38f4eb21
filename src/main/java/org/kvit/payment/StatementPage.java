package org.kvit.payment;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// What the page of one statement shows.
///
/// @param chain of its account; empty for a report or notification, which closes none
/// @param link what it is to the chain
/// @param beside what is wrong just before and just after it
/// @param sums of the filtered entries that are booked
/// @param previous the statement before it in the chain, and the next one, by their ids
/// @param further where the entries go on; empty at their end
public record StatementPage(
        Statements.Received statement,
        Optional<AccountChain> chain,
        Optional<ChainRow.Link> link,
        List<ChainRow.Break> beside,
        Optional<Long> previous,
        Optional<Long> next,
        StatementEntries.Filter filter,
        List<StatementEntries.Row> entries,
        List<StatementEntries.Sum> sums,
        String further) {

    public String path() {
        return "/statements/" + statement.id();
    }

    /// The page with another choice of entries.
    public String address(boolean whole, String kind) {
        return path() + "?whole=" + whole + "&kind=" + kind
                + (filter.query().isEmpty()
                        ? ""
                        : "&query=" + URLEncoder.encode(filter.query(), StandardCharsets.UTF_8));
    }

    public String more() {
        return address(filter.whole(), filter.kind()) + "&after=" + further;
    }
}
