package org.kvit.account;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.kvit.base.Words;

/// What the page of one customer's account shows.
///
/// @param letter empty if the dates won't do
/// @param leftOut why it can't be e-mailed
/// @param key names the wish to send it
/// @param sent what a press of the button came to
public record AccountPage(
        AccountPaper paper,
        LocalDate from,
        LocalDate to,
        Optional<AccountLetter> letter,
        Optional<Words> leftOut,
        String subject,
        String language,
        UUID key,
        Optional<Sending.Letter> sent,
        Optional<Words> problem) {

    public boolean isStatement() {
        return paper == AccountPaper.STATEMENT;
    }

    public boolean empty() {
        return letter.map(AccountLetter::isEmpty).orElse(true);
    }

    public List<String> recipients() {
        return letter.map(l -> l.to().emails()).orElse(List.of());
    }

    /// @throws java.util.NoSuchElementException if another paper is shown
    public AccountStatement statement() {
        return letter.flatMap(
                        l -> l instanceof AccountLetter.OfStatement s ? Optional.of(s.account()) : Optional.empty())
                .orElseThrow();
    }

    /// @throws java.util.NoSuchElementException if another paper is shown
    public Reconciliation reconciliation() {
        return letter.flatMap(l ->
                        l instanceof AccountLetter.OfReconciliation r ? Optional.of(r.account()) : Optional.empty())
                .orElseThrow();
    }

    /// The question as part of an address.
    public String query() {
        return "?paper=" + paper.code() + "&from=" + from + "&to=" + to;
    }
}
