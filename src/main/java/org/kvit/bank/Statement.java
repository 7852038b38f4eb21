package org.kvit.bank;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// The head of one statement of one account. Texts are empty where the bank gives none.
///
/// @param line where it begins in its file
/// @param message `camt.053` (statement), `camt.052` (intraday report), `camt.054` (notification),
/// `MT940`, `GPC` or `CSV`
/// @param id the bank's id of it; of a CSV file the mapping's name
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
        return balance("OPBD").or(() -> balance("PRCD"));
    }

    /// The balance after the last entry: `CLBD`, in the account's currency.
    public Optional<Balance> closing() {
        return balance("CLBD");
    }

    private Optional<Balance> balance(String code) {
        return balances.stream()
                .filter(b -> b.code().equals(code)
                        && (currency.isEmpty() || b.currency().equals(currency)))
                .findFirst();
    }
}
