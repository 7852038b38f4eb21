package org.kvit.payment;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.kvit.base.Money;
import org.kvit.base.Words;

/// A row of a [BalanceChain]: a statement, or what is wrong between two.
public sealed interface ChainRow {
    /// The day that it stands at: the last one of its statement, or of the later of the two.
    Optional<LocalDate> on();

    /// Whether a person should look at it.
    boolean wrong();

    /// What a statement is to the chain.
    enum Part {
        /// one of its links
        LINK,
        /// all its days are in another statement too
        COVERED,
        /// the same statement was imported before
        AGAIN,
        /// another statement of the same days has other balances
        CONTRADICTS,
        /// it says of no day that it is of it
        UNDATED
    }

    /// @param checked whether its balances join those of the one before it, if there is one, and its
    /// own entries
    record Link(StatedBalances statement, Part part, boolean checked) implements ChainRow {
        @Override
        public Optional<LocalDate> on() {
            return Optional.of(statement).filter(StatedBalances::dated).map(StatedBalances::last);
        }

        @Override
        public boolean wrong() {
            return part == Part.CONTRADICTS || statement.off().isPresent();
        }

        /// What is to be said of it; empty for a link that is as it should be.
        public Optional<Words> words(String currency) {
            return switch (part) {
                case LINK -> off(currency).or(this::unchecked);
                case COVERED -> off(currency).or(() -> Optional.of(Words.of("payment.chain.covered")));
                case AGAIN -> Optional.of(Words.of("payment.chain.again"));
                case CONTRADICTS -> Optional.of(Words.of("payment.chain.contradicts"));
                case UNDATED -> Optional.of(Words.of("payment.chain.undated"));
            };
        }

        private Optional<Words> off(String currency) {
            return statement
                    .off()
                    .flatMap(off -> statement
                            .closing()
                            .map(closing -> Words.of(
                                    "payment.statement.balance",
                                    written(closing.subtract(off), currency),
                                    written(closing, currency))));
        }

        private Optional<Words> unchecked() {
            if (statement.opening().isEmpty() && statement.closing().isEmpty()) {
                return Optional.of(Words.of("payment.chain.noBalances"));
            }
            return statement.opening().isEmpty() || statement.closing().isEmpty()
                    ? Optional.of(Words.of("payment.chain.oneBalance"))
                    : Optional.empty();
        }
    }

    /// Between two links.
    ///
    /// @param missing by how much the later one opens above what the earlier one closed with; empty:
    /// they join, or it can't be told
    /// @param firstMissing sequence number that is missing, up to `lastMissing`; 0: none is
    /// @param certain whether something is missing for sure: the balances don't join, or nothing but
    /// the numbers tells
    record Break(
            StatedBalances before,
            StatedBalances after,
            Optional<BigDecimal> missing,
            long firstMissing,
            long lastMissing,
            boolean certain)
            implements ChainRow {

        @Override
        public Optional<LocalDate> on() {
            return Optional.of(after.last());
        }

        @Override
        public boolean wrong() {
            return certain;
        }

        /// The days that no statement is of; empty if the two are of days that follow each other.
        public Optional<Days> days() {
            var days = new Days(before.last().plusDays(1), after.first().minusDays(1));
            return Optional.of(days).filter(d -> !d.to().isBefore(d.from()));
        }

        /// In one or two sentences: how much, when; which numbers.
        public List<Words> words(String currency) {
            return Stream.of(missing.map(m -> gap(m, currency)), numbers())
                    .flatMap(Optional::stream)
                    .toList();
        }

        private Words gap(BigDecimal amount, String currency) {
            var way = amount.signum() > 0 ? "up" : "down";
            var much = written(amount.abs(), currency);
            return days().map(d -> d.from().equals(d.to())
                            ? Words.of("payment.chain.gap.day." + way, much, d.from())
                            : Words.of("payment.chain.gap.days." + way, much, d.from(), d.to()))
                    .orElseGet(() -> after.first().isAfter(before.last())
                            ? Words.of("payment.chain.gap.none." + way, much, before.last(), after.first())
                            : Words.of("payment.chain.gap.within." + way, much, after.first()));
        }

        private Optional<Words> numbers() {
            if (firstMissing == 0) {
                return Optional.empty();
            }
            var join = missing.isEmpty() && !certain ? ".joins" : "";
            return Optional.of(
                    firstMissing == lastMissing
                            ? Words.of("payment.chain.number" + join, firstMissing)
                            : Words.of("payment.chain.numbers" + join, firstMissing, lastMissing));
        }
    }

    /// Both included.
    record Days(LocalDate from, LocalDate to) {}

    private static String written(BigDecimal amount, String currency) {
        return currency.isEmpty() ? amount.toPlainString() : new Money(amount, currency).toString();
    }
}
