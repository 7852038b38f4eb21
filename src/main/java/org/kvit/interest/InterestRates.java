package org.kvit.interest;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.kvit.base.Refusal;
import org.kvit.base.Words;
import org.kvit.company.Companies;
import org.kvit.interest.InterestTerms.Basis;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The bound company's terms of late interest. Until it has its own, they are those of its country's law.
@Service
public class InterestRates {
    static final String REFERENCE = "reference";
    static final String AGREED = "agreed";
    private static final BigDecimal LOWEST = BigDecimal.valueOf(-20);
    private static final BigDecimal HIGHEST_REFERENCE = BigDecimal.valueOf(100);
    private static final BigDecimal HIGHEST = BigDecimal.valueOf(1000);
    private static final int DECIMALS = 4;
    private static final int MOST = 200;
    private static final int FIRST_YEAR = 1990;
    private static final int LAST_YEAR = 2100;

    private final JdbcClient jdbc;
    private final Companies companies;

    InterestRates(JdbcClient jdbc, Companies companies) {
        this.jdbc = jdbc;
        this.companies = companies;
    }

    /// With the reference rates that Kvit knows, where the company has none of its own.
    @Transactional(readOnly = true)
    public InterestTerms own() {
        var legal = InterestTerms.legal(companies.own().country());
        var reference = new TreeMap<>(legal.reference());
        reference.putAll(entered(REFERENCE));
        var agreed = entered(AGREED);
        return jdbc.sql("SELECT basis, points, fixed_at_start FROM interest_terms WHERE company_id = current_company()")
                .query((row, n) -> new InterestTerms(
                        row.getString("basis").equals(AGREED) ? Basis.AGREED : Basis.STATUTORY,
                        row.getBigDecimal("points").stripTrailingZeros(),
                        row.getBoolean("fixed_at_start"),
                        reference,
                        agreed))
                .optional()
                .orElseGet(() ->
                        new InterestTerms(legal.basis(), legal.points(), legal.fixedAtStart(), reference, agreed));
    }

    /// The reference rates that Kvit knows for the company's country.
    @Transactional(readOnly = true)
    public NavigableMap<LocalDate, BigDecimal> known() {
        return LegalInterest.reference(companies.own().country());
    }

    /// Since when which rates are missed by what is late today: first days of half-years, or of the time before the
    /// first agreed rate.
    @Transactional(readOnly = true)
    public SortedSet<LocalDate> missing() {
        var today = companies.today();
        var terms = own();
        var missing = new TreeSet<LocalDate>();
        oldestLate(today).ifPresent(due -> {
            var first = due.plusDays(1);
            if (terms.rateOn(first).isEmpty()) {
                missing.add(
                        terms.basis() == Basis.STATUTORY ? HalfYear.of(first).first() : first);
            }
            terms.changes(first, today).stream()
                    .filter(day -> terms.rateOn(day).isEmpty())
                    .forEach(missing::add);
        });
        return missing;
    }

    /// Takes the place of what there was. Reference rates that are the ones Kvit knows aren't kept: when they become
    /// known to be others, those hold.
    /// @throws Refusal naming each field that won't do: `points`, `reference[2].from`, `agreed[0].rate`, …
    @Transactional
    public void save(InterestTerms terms) {
        var faults = new ArrayList<Refusal.Fault>();
        if (outside(terms.points(), BigDecimal.ZERO, HIGHEST_REFERENCE)) {
            faults.add(fault("points", "interest.points.range", BigDecimal.ZERO, HIGHEST_REFERENCE));
        }
        check(REFERENCE, terms.reference(), LOWEST, HIGHEST_REFERENCE, faults);
        check(AGREED, terms.agreed(), BigDecimal.ZERO, HIGHEST, faults);
        terms.reference().keySet().stream()
                .filter(day -> !HalfYear.of(day).first().equals(day))
                .forEach(day -> faults.add(fault(REFERENCE, "interest.halfYear", day)));
        if (terms.basis() == Basis.AGREED && terms.agreed().isEmpty()) {
            faults.add(fault(AGREED, "interest.agreed.none"));
        }
        if (!faults.isEmpty()) {
            throw Refusal.invalid(faults);
        }
        jdbc.sql("""
                INSERT INTO interest_terms (company_id, basis, points, fixed_at_start) VALUES (current_company(), :basis, :points, :fixed)
                    ON CONFLICT (company_id)
                    DO UPDATE SET basis = excluded.basis, points = excluded.points, fixed_at_start = excluded.fixed_at_start
                """)
                .param("basis", terms.basis().code())
                .param("points", terms.points())
                .param("fixed", terms.fixedAtStart())
                .update();
        var known = known();
        var own = new TreeMap<>(terms.reference());
        own.entrySet().removeIf(e -> {
            var same = known.get(e.getKey());
            return same != null && same.compareTo(e.getValue()) == 0;
        });
        write(REFERENCE, own);
        write(AGREED, terms.agreed());
    }

    private void write(String kind, NavigableMap<LocalDate, BigDecimal> rates) {
        var days = rates.keySet().stream().map(LocalDate::toString).toArray(String[]::new);
        jdbc.sql("""
                DELETE FROM interest_rate WHERE company_id = current_company() AND kind = :kind AND NOT valid_from = ANY (:days::date[])
                """).param("kind", kind).param("days", days).update();
        jdbc.sql("""
                INSERT INTO interest_rate (company_id, kind, valid_from, rate)
                SELECT current_company(), :kind, r.valid_from, r.rate
                  FROM unnest(:days::date[], :rates::numeric[]) AS r (valid_from, rate)
                    ON CONFLICT (company_id, kind, valid_from) DO UPDATE SET rate = excluded.rate
                """)
                .param("kind", kind)
                .param("days", days)
                .param("rates", rates.values().toArray(BigDecimal[]::new))
                .update();
    }

    private NavigableMap<LocalDate, BigDecimal> entered(String kind) {
        var rates = new TreeMap<LocalDate, BigDecimal>();
        jdbc.sql("SELECT valid_from, rate FROM interest_rate WHERE company_id = current_company() AND kind = :kind")
                .param("kind", kind)
                .query(row -> {
                    rates.put(
                            row.getObject("valid_from", LocalDate.class),
                            row.getBigDecimal("rate").stripTrailingZeros());
                });
        return rates;
    }

    private Optional<LocalDate> oldestLate(LocalDate today) {
        return jdbc.sql("""
                SELECT min(due_date) AS due FROM invoice
                 WHERE company_id = current_company() AND approved AND open_amount > 0 AND due_date < :today
                """)
                .param("today", today)
                .query((row, n) -> Optional.ofNullable(row.getObject("due", LocalDate.class)))
                .single();
    }

    private static void check(
            String kind,
            Map<LocalDate, BigDecimal> rates,
            BigDecimal lowest,
            BigDecimal highest,
            List<Refusal.Fault> faults) {
        if (rates.size() > MOST) {
            faults.add(fault(kind, "interest.many", MOST));
        }
        rates.forEach((day, rate) -> {
            if (day.getYear() < FIRST_YEAR || day.getYear() > LAST_YEAR) {
                faults.add(fault(kind, "interest.day.range", day, FIRST_YEAR, LAST_YEAR));
            }
            if (outside(rate, lowest, highest)) {
                faults.add(fault(kind, "interest.rate.range", day, lowest, highest));
            }
        });
    }

    private static boolean outside(BigDecimal rate, BigDecimal lowest, BigDecimal highest) {
        return rate.compareTo(lowest) < 0
                || rate.compareTo(highest) > 0
                || rate.stripTrailingZeros().scale() > DECIMALS;
    }

    private static Refusal.Fault fault(String field, String key, Object... args) {
        return new Refusal.Fault(field, Words.of(key, args));
    }
}
