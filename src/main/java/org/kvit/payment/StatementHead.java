package org.kvit.payment;

import java.math.BigDecimal;
import java.util.List;
import org.kvit.bank.Balance;
import org.kvit.bank.Entry;
import org.kvit.bank.Statement;
import org.kvit.base.Words;

/// A statement's head while its entries stream by, and what they add up to.
final class StatementHead {
    private final int number;
    private Statement statement;
    private int entries;
    private int credits;
    private BigDecimal sum = BigDecimal.ZERO;
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
            if (statement.currency().isEmpty() || statement.currency().equals(entry.currency())) {
                sum = sum.add(entry.signedAmount());
            }
        }
    }

    /// The closing balance often stands after the entries.
    void closed(Statement whole) {
        statement = whole;
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
        var opening = statement.opening().map(Balance::amount);
        var closing = statement.closing().map(Balance::amount);
        if (opening.isEmpty() || closing.isEmpty()) {
            return List.of();
        }
        var expected = opening.get().add(sum);
        return expected.compareTo(closing.get()) == 0
                ? List.of()
                : List.of(Words.of("payment.statement.balance", plain(expected), plain(closing.get())));
    }

    private String plain(BigDecimal amount) {
        var plain = amount.stripTrailingZeros();
        return plain.setScale(Math.max(2, plain.scale())).toPlainString() + " "
                + (statement.currency().isEmpty() ? "EUR" : statement.currency());
    }
}
