package org.kvit.payment;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// The chain that a reader chose to look at, and of which year.
///
/// @param year 0: all
public record ChosenChain(AccountChain chain, int year) {

    /// @param account empty, or none of ours: the first one with a fault, else the first
    /// @param year empty, or one without statements: the newest
    static Optional<ChosenChain> of(List<AccountChain> all, String account, String currency, Optional<Integer> year) {
        return all.stream()
                .filter(c -> c.account().equals(account)
                        && (currency.isEmpty() || c.currency().equals(currency)))
                .findFirst()
                .or(() -> all.stream().filter(c -> c.chain().faults() > 0).findFirst())
                .or(() -> all.stream().findFirst())
                .map(c -> new ChosenChain(
                        c,
                        year.filter(y -> y == 0 || c.years().contains(y))
                                .or(() -> c.years().stream().findFirst())
                                .orElse(0)));
    }

    /// The newest first.
    public List<ChainRow> rows() {
        return chain.rows(year);
    }

    List<Long> statements() {
        return rows().stream()
                .filter(row -> row instanceof ChainRow.Link)
                .map(row -> ((ChainRow.Link) row).statement().id())
                .toList();
    }

    /// What an address needs to name it.
    public String query() {
        return query(chain) + "&year=" + year;
    }

    public String query(int otherYear) {
        return query(chain) + "&year=" + otherYear;
    }

    public static String query(AccountChain chain) {
        return "account=" + URLEncoder.encode(chain.account(), StandardCharsets.UTF_8) + "&currency="
                + URLEncoder.encode(chain.currency(), StandardCharsets.UTF_8);
    }
}
