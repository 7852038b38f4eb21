package org.kvit.bank;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The head of one statement of one account. Texts are empty where the bank gives none.
///
/// @param line where it begins in its file
/// @param message `camt.053` (statement), `camt.052` (intraday report), `camt.054` (notification)
/// @param id the bank's id of it
/// @param sequence electronic, else legal sequence number
/// @param account our account: IBAN in capitals without blanks, or the bank's other identification
/// @param currency of the account
public record Statement(
        int line,
        String message,
        String id,
        String sequence,
        String account,
        String currency,
        Optional<LocalDate> from,
        Optional<LocalDate> to,
        Optional<LocalDate> createdOn,
        List<Balance> balances) {
    public Statement {
        balances = List.copyOf(balances);
    }

    /// The balance before the first entry: `OPBD`, else `PRCD`, in the account's currency.
    public Optional<Balance> opening() {
        return openings(currency).stream().findFirst();
    }

    /// The balance after the last entry: `CLBD`, in the account's currency.
    public Optional<Balance> closing() {
        return closings(currency).stream().findFirst();
    }

    /// All that may be the balance before the first entry, likeliest first: booked before previously closed, earlier
    /// before later days, the statement's before a page's (`INTM`).
    /// @param currency empty: any
    public List<Balance> openings(String currency) {
        return of(currency, List.of("OPBD", "PRCD"), Comparator.naturalOrder());
    }

    /// All that may be the balance after the last entry, likeliest first: later before earlier days, the statement's
    /// before a page's.
    /// @param currency empty: any
    public List<Balance> closings(String currency) {
        return of(currency, List.of("CLBD"), Comparator.reverseOrder());
    }

    /// The same with these alone of all that may be the balances before the first and after the last entry.
    public Statement between(Balance opening, Balance closing) {
        var others = Stream.concat(openings(currency).stream(), closings(currency).stream())
                .filter(b -> !b.equals(opening) && !b.equals(closing))
                .toList();
        return with(currency, balances.stream().filter(b -> !others.contains(b)).toList());
    }

    /// The same in the currency that its balances and entries show it to be in.
    public Statement in(String shown) {
        return with(shown, balances);
    }

    private Statement with(String currency, List<Balance> balances) {
        return new Statement(line, message, id, sequence, account, currency, from, to, createdOn, balances);
    }

    private List<Balance> of(String currency, List<String> codes, Comparator<LocalDate> days) {
        return balances.stream()
                .filter(b -> codes.contains(b.code())
                        && (currency.isEmpty() || b.currency().equals(currency)))
                .sorted(Comparator.<Balance>comparingInt(b -> codes.indexOf(b.code()))
                        .thenComparing(b -> b.date().orElse(LocalDate.EPOCH), days)
                        .thenComparing(b -> !b.subType().isEmpty()))
                .toList();
    }
}
