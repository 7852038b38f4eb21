package org.kvit.payment;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.kvit.api.Cursor;
import org.kvit.api.Listing;
import org.kvit.payment.ChainRow.Break;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Gathers what the page of one statement shows.
@Component
class StatementPages {
    private static final int SHOWN = 100;

    private final Statements statements;
    private final StatementChains chains;
    private final StatementEntries entries;

    StatementPages(Statements statements, StatementChains chains, StatementEntries entries) {
        this.statements = statements;
        this.chains = chains;
        this.entries = entries;
    }

    /// @param whole empty: only what it brought, unless that isn't all
    /// @throws org.kvit.base.Refusal if the bound company has no such statement
    @Transactional(readOnly = true)
    public StatementPage of(long id, Optional<Boolean> whole, String kind, String query, String after) {
        var statement = statements.find(id);
        var chain = chains.of(statement);
        var filter =
                new StatementEntries.Filter(whole.orElse(statement.added() < statement.entries()), kind, query.strip());
        var rows = Listing.of(
                entries.list(statement, filter, place(after), SHOWN + 1),
                SHOWN,
                row -> List.of(Long.toString(row.bookedOn().toEpochDay()), Long.toString(row.id())));
        return new StatementPage(
                statement,
                chain,
                chain.flatMap(c -> c.chain().statements().stream()
                        .filter(link -> link.statement().id() == id)
                        .findFirst()),
                chain.map(c -> beside(c, id)).orElse(List.of()),
                chain.flatMap(c -> neighbour(c, id, -1)),
                chain.flatMap(c -> neighbour(c, id, 1)),
                filter,
                rows.items(),
                entries.sums(statement, filter),
                Optional.ofNullable(rows.next()).orElse(""));
    }

    private static Optional<Long> neighbour(AccountChain chain, long id, int step) {
        var all = chain.chain().statements().stream()
                .map(link -> link.statement().id())
                .toList();
        int at = all.indexOf(id) + step;
        return at >= 0 && at < all.size() ? Optional.of(all.get(at)) : Optional.empty();
    }

    private static List<Break> beside(AccountChain chain, long id) {
        return chain.chain().rows().stream()
                .filter(row -> row instanceof Break)
                .map(Break.class::cast)
                .filter(gap -> gap.before().id() == id || gap.after().id() == id)
                .toList();
    }

    private static Optional<StatementEntries.Place> place(String after) {
        return Cursor.parse(after, 2)
                .map(c -> new StatementEntries.Place(LocalDate.EPOCH.plusDays(c.number(0)), c.number(1)));
    }
}
