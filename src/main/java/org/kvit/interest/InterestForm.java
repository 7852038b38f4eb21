package org.kvit.interest;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.kvit.base.Refusal;
import org.kvit.base.Words;
import org.kvit.interest.InterestTerms.Basis;
import org.kvit.ui.TypedNumber;

/// The terms as they are typed.
///
/// @param halves of the reference rates, the newest first
/// @param agreed with two empty lines to add more
public record InterestForm(String basis, String points, boolean fixedAtStart, List<Half> halves, List<Line> agreed) {
    private static final String FIELD = "reference-";
    private static final int SHOWN_YEARS = 3;
    private static final int EMPTY = 2;
    private static final int MOST_LINES = 200;

    /// @param rate as typed; empty: Kvit's own holds, or none is known
    /// @param known the one that Kvit knows
    public record Half(LocalDate first, String rate, Optional<BigDecimal> known) {
        public String field() {
            return FIELD + first;
        }

        /// Whether nothing is charged for it, though it has begun.
        public boolean isMissing(LocalDate today) {
            return rate.isBlank() && known.isEmpty() && !first.isAfter(today);
        }
    }

    /// @param from an ISO date
    public record Line(String from, String rate) {}

    /// @param oldest a day of the first half-year to be shown
    static InterestForm of(
            InterestTerms terms,
            NavigableMap<LocalDate, BigDecimal> known,
            LocalDate oldest,
            LocalDate today,
            Locale locale) {
        var days = new TreeSet<LocalDate>(Comparator.reverseOrder());
        var from = oldest.isBefore(today.minusYears(SHOWN_YEARS)) ? oldest : today.minusYears(SHOWN_YEARS);
        for (var half = HalfYear.of(from);
                !half.first().isAfter(HalfYear.of(today).next().first());
                half = half.next()) {
            days.add(half.first());
        }
        terms.reference().keySet().stream()
                .filter(day -> !known.containsKey(day))
                .forEach(days::add);
        var halves = days.stream()
                .map(day -> new Half(
                        day,
                        Optional.ofNullable(terms.reference().get(day))
                                .filter(rate -> !known.containsKey(day) || rate.compareTo(known.get(day)) != 0)
                                .map(rate -> written(rate, locale))
                                .orElse(""),
                        Optional.ofNullable(known.get(day))))
                .toList();
        var lines = new ArrayList<Line>();
        terms.agreed().forEach((day, rate) -> lines.add(new Line(day.toString(), written(rate, locale))));
        return new InterestForm(
                terms.basis().code(), written(terms.points(), locale), terms.fixedAtStart(), halves, more(lines));
    }

    /// What was typed into it.
    InterestForm typed(Map<String, String[]> fields) {
        var froms = fields.getOrDefault("agreedFrom", new String[0]);
        var rates = fields.getOrDefault("agreedRate", new String[0]);
        var lines = new ArrayList<Line>();
        for (int i = 0; i < Math.min(MOST_LINES, Math.min(froms.length, rates.length)); i++) {
            if (!froms[i].isBlank() || !rates[i].isBlank()) {
                lines.add(new Line(froms[i].strip(), rates[i].strip()));
            }
        }
        return new InterestForm(
                first(fields, "basis"),
                first(fields, "points"),
                fields.containsKey("fixedAtStart"),
                halves.stream()
                        .map(half -> new Half(half.first(), first(fields, half.field()), half.known()))
                        .toList(),
                more(lines));
    }

    /// @param own the terms that hold: half-years that the form doesn't show keep their rates
    /// @throws Refusal naming each field that is no number or no date
    InterestTerms terms(InterestTerms own, Locale locale) {
        var faults = new ArrayList<Refusal.Fault>();
        var reference = new TreeMap<>(own.reference());
        for (var half : halves) {
            reference.remove(half.first());
            number(half.field(), half.rate(), locale, faults).ifPresent(rate -> reference.put(half.first(), rate));
        }
        var agreed = new TreeMap<LocalDate, BigDecimal>();
        for (int i = 0; i < agreed().size(); i++) {
            read("agreed-" + i, agreed().get(i), locale, agreed, faults);
        }
        var points = number("points", this.points, locale, faults);
        if (points.isEmpty() && this.points.isBlank()) {
            faults.add(new Refusal.Fault("points", Words.of("interest.points.missing")));
        }
        if (!faults.isEmpty()) {
            throw Refusal.invalid(faults);
        }
        return new InterestTerms(
                basis.equals(Basis.AGREED.code()) ? Basis.AGREED : Basis.STATUTORY,
                points.orElseThrow(),
                fixedAtStart,
                reference,
                agreed);
    }

    private static void read(
            String field, Line line, Locale locale, Map<LocalDate, BigDecimal> into, List<Refusal.Fault> faults) {
        if (line.from().isBlank() && line.rate().isBlank()) {
            return;
        }
        var rate = number(field, line.rate(), locale, faults);
        try {
            var day = LocalDate.parse(line.from());
            if (line.rate().isBlank()) {
                faults.add(new Refusal.Fault(field, Words.of("interest.rate.missing", day)));
            } else if (rate.isPresent() && into.put(day, rate.get()) != null) {
                faults.add(new Refusal.Fault(field, Words.of("interest.day.twice", day)));
            }
        } catch (DateTimeException e) {
            faults.add(new Refusal.Fault(field, Words.of("interest.day.missing")));
        }
    }

    private static Optional<BigDecimal> number(String field, String typed, Locale locale, List<Refusal.Fault> faults) {
        var read = TypedNumber.read(typed, locale);
        if (!(read instanceof TypedNumber.Decimal) && !(read instanceof TypedNumber.Nothing)) {
            faults.add(new Refusal.Fault(field, read.fault("interest.notNumber", typed)));
        }
        return read.number();
    }

    private static String written(BigDecimal number, Locale locale) {
        var plain = number.stripTrailingZeros();
        return (plain.scale() < 0 ? plain.setScale(0) : plain)
                .toPlainString()
                .replace('.', java.text.DecimalFormatSymbols.getInstance(locale).getDecimalSeparator());
    }

    private static List<Line> more(List<Line> lines) {
        var all = new ArrayList<>(lines);
        for (int i = 0; i < EMPTY; i++) {
            all.add(new Line("", ""));
        }
        return List.copyOf(all);
    }

    private static String first(Map<String, String[]> fields, String name) {
        var values = fields.get(name);
        return values == null || values.length == 0 ? "" : values[0].strip();
    }
}
