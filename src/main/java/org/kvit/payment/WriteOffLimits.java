package org.kvit.payment;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Currency;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.TreeMap;
import org.kvit.base.Money;
import org.kvit.base.Refusal;
import org.kvit.base.Words;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Up to how much the bound company writes off, by currency. Of a currency without a limit nothing is.
@Service
public class WriteOffLimits {
    /// A limit's field: `writeOffLimits.EUR`.
    public static final String FIELD = "writeOffLimits.";

    private static final int MOST_DECIMALS = 4;
    private static final BigDecimal MOST = new BigDecimal(1_000_000);

    private final JdbcClient jdbc;

    WriteOffLimits(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// By currency.
    @Transactional(readOnly = true)
    public Map<String, BigDecimal> own() {
        var limits = new TreeMap<String, BigDecimal>();
        jdbc.sql("SELECT currency, amount FROM write_off_limit WHERE company_id = current_company()")
                .query(row -> {
                    var limit = new Money(row.getBigDecimal("amount"), row.getString("currency"));
                    limits.put(limit.currency(), limit.amount());
                });
        return limits;
    }

    /// Empty: nothing of this currency is written off.
    @Transactional(readOnly = true)
    public Optional<Money> of(String currency) {
        return jdbc.sql(
                        "SELECT amount FROM write_off_limit WHERE company_id = current_company() AND currency = :currency")
                .param("currency", currency)
                .query((row, n) -> new Money(row.getBigDecimal(1), currency))
                .optional();
    }

    /// The currencies that the company has to do with: its own first, then its customers', and any with a limit.
    @Transactional(readOnly = true)
    public SequencedSet<String> currencies() {
        return new LinkedHashSet<>(jdbc.sql("""
                SELECT currency FROM (
                  SELECT 1 AS place, currency::text FROM company WHERE id = current_company()
                   UNION
                  SELECT 2, currency::text FROM customer WHERE company_id = current_company()
                   UNION
                  SELECT 2, currency::text FROM write_off_limit WHERE company_id = current_company()) c
                 ORDER BY place, currency
                """).query((row, n) -> row.getString(1)).list());
    }

    /// Takes the place of all limits.
    /// @param limits by currency; zero: none
    /// @throws Refusal naming each field that won't do, as `writeOffLimits.EUR`
    @Transactional
    public void save(Map<String, BigDecimal> limits) {
        var faults = new ArrayList<Refusal.Fault>();
        limits.forEach((currency, amount) ->
                fault(currency, amount).ifPresent(w -> faults.add(new Refusal.Fault(FIELD + currency, w))));
        if (!faults.isEmpty()) {
            throw Refusal.invalid(faults);
        }
        var some = limits.entrySet().stream()
                .filter(l -> l.getValue().signum() > 0)
                .toList();
        write(
                some.stream().map(Map.Entry::getKey).toArray(String[]::new),
                some.stream().map(Map.Entry::getValue).toArray(BigDecimal[]::new));
    }

    private void write(String[] currencies, BigDecimal[] amounts) {
        jdbc.sql("DELETE FROM write_off_limit WHERE company_id = current_company() AND currency <> ALL (:currencies)")
                .param("currencies", currencies)
                .update();
        jdbc.sql("""
                INSERT INTO write_off_limit AS l (company_id, currency, amount)
                SELECT current_company(), n.currency, n.amount FROM unnest(:currencies::text[], :amounts::numeric[]) AS n (currency, amount)
                    ON CONFLICT (company_id, currency) DO UPDATE SET amount = excluded.amount WHERE l.amount <> excluded.amount
                """).param("currencies", currencies).param("amounts", amounts).update();
    }

    private static Optional<Words> fault(String currency, BigDecimal amount) {
        if (Currency.getAvailableCurrencies().stream()
                .noneMatch(c -> c.getCurrencyCode().equals(currency))) {
            return Optional.of(Words.of("payment.writeOff.limit.currency", currency));
        }
        boolean fits = amount.signum() >= 0
                && amount.compareTo(MOST) <= 0
                && amount.stripTrailingZeros().scale() <= MOST_DECIMALS;
        return fits ? Optional.empty() : Optional.of(Words.of("payment.writeOff.limit.amount"));
    }

    /// The limit's words where there is none, or where it doesn't reach.
    static Optional<Refusal> refusal(Optional<Money> limit, Money sum) {
        if (limit.isEmpty()) {
            return Optional.of(Refusal.conflict("payment.writeOff.noLimit", sum.currency()));
        }
        return sum.compareTo(limit.get()) > 0
                ? Optional.of(Refusal.invalid(
                        List.of(new Refusal.Fault("amount", Words.of("payment.writeOff.overLimit", sum, limit.get())))))
                : Optional.empty();
    }
}
