package org.kvit.payment;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.kvit.bank.Balance;
import org.kvit.bank.Entry;
import org.kvit.bank.Statement;
import org.kvit.base.Money;
import org.kvit.base.Words;

/// A statement's head while its entries stream by, and what they add up to, currency by currency.
final class StatementHead {
    private final int number;
    private Statement statement;
    private int entries;
    private int credits;
    private final Map<String, BigDecimal> sums = new TreeMap<>();
    private final Turnover turnover = new Turnover();

    /// @param number of the statement within its file, from 0
    StatementHead(int number, Statement statement) {
        this.number = number;
        this.statement = statement;
    }

    void count(Entry entry) {
        entries++;
        if (entry.booked()) {
            credits += entry.credit() ? 1 : 0;
            turnover.add(entry);
            sums.merge(entry.currency(), entry.signedAmount(), BigDecimal::add);
        }
    }

    /// The closing balance often stands after the entries. Of several balances of one kind (a bank may state each
    /// day's, or a page's) those count that the entries lie between.
    void closed(Statement whole) {
        statement = whole.currency().isEmpty() ? whole.in(currencyOf(whole)) : whole;
        between(statement.currency()).ifPresent(b -> statement = statement.between(b.first, b.last));
    }

    private String currencyOf(Statement whole) {
        return Stream.concat(whole.balances().stream().map(Balance::currency), sums.keySet().stream())
                .findFirst()
                .orElse("");
    }

    int number() {
        return number;
    }

    Statement statement() {
        return statement;
    }

    int entries() {
        return entries;
    }

    int credits() {
        return credits;
    }

    Turnover turnover() {
        return turnover;
    }

    /// What doesn't add up within the statement itself.
    List<Words> warnings() {
        var warnings = new ArrayList<Words>();
        statement.balances().stream().map(Balance::currency).distinct().sorted().forEach(currency -> {
            var opening = statement.openings(currency);
            var closing = statement.closings(currency);
            if (!opening.isEmpty() && !closing.isEmpty() && between(currency).isEmpty()) {
                var expected = opening.getFirst().amount().add(sum(currency));
                warnings.add(Words.of(
                        "payment.statement.balance",
                        new Money(expected, currency).toString(),
                        new Money(closing.getFirst().amount(), currency).toString()));
            }
        });
        return warnings;
    }

    /// @param first before the entries @param last after them
    private record Between(Balance first, Balance last) {}

    private Optional<Between> between(String currency) {
        return statement.openings(currency).stream()
                .flatMap(first -> statement.closings(currency).stream()
                        .filter(last -> first.amount().add(sum(currency)).compareTo(last.amount()) == 0)
                        .map(last -> new Between(first, last)))
                .findFirst();
    }

    private BigDecimal sum(String currency) {
        return sums.getOrDefault(currency, BigDecimal.ZERO);
    }
}
