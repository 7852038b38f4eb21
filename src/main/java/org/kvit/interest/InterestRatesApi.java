package org.kvit.interest;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.kvit.base.Refusal;
import org.kvit.base.Words;
import org.kvit.company.Needs;
import org.kvit.company.Right;
import org.kvit.interest.InterestTerms.Basis;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// `/api/v1/interest-rates`: at what rate late interest is charged.
@RestController
@RequestMapping("/api/v1/interest-rates")
class InterestRatesApi {
    private final InterestRates rates;

    InterestRatesApi(InterestRates rates) {
        this.rates = rates;
    }

    /// @param from the day from which it holds; of a reference rate 1 January or 1 July
    /// @param rate per cent a year
    /// @param known whether Kvit brought it along; read only
    record RateBody(
            @Nullable LocalDate from,

            @Nullable @JsonFormat(shape = JsonFormat.Shape.STRING)
            BigDecimal rate,

            @Nullable Boolean known) {}

    /// @param basis `statutory` (reference rate and points) or `agreed`
    /// @param points above the reference rate; what the law of the country says if left out
    /// @param fixedAtStart the rate of the first late day holds for good; as the law has it if left out
    /// @param reference of each half-year
    /// @param agreed each until the next one
    /// @param missing since when rates are missed by invoices that are late today; read only
    record TermsBody(
            @Nullable String basis,

            @Nullable @JsonFormat(shape = JsonFormat.Shape.STRING)
            BigDecimal points,

            @Nullable Boolean fixedAtStart,
            @Nullable List<RateBody> reference,
            @Nullable List<RateBody> agreed,
            @Nullable List<LocalDate> missing) {}

    @GetMapping
    TermsBody own() {
        var terms = rates.own();
        return new TermsBody(
                terms.basis().code(),
                terms.points(),
                terms.fixedAtStart(),
                bodies(terms.reference(), rates.known()),
                bodies(terms.agreed(), new TreeMap<>()),
                List.copyOf(rates.missing()));
    }

    /// @throws Refusal as [InterestRates#save]
    @PutMapping
    @Needs(Right.ADMINISTRATION)
    TermsBody save(@RequestBody TermsBody body) {
        var faults = new ArrayList<Refusal.Fault>();
        var own = rates.own();
        var terms = new InterestTerms(
                basis(body.basis(), faults),
                body.points() == null ? own.points() : body.points(),
                body.fixedAtStart() == null ? own.fixedAtStart() : body.fixedAtStart(),
                table(InterestRates.REFERENCE, body.reference(), faults),
                table(InterestRates.AGREED, body.agreed(), faults));
        if (!faults.isEmpty()) {
            throw Refusal.invalid(faults);
        }
        rates.save(terms);
        return own();
    }

    private static Basis basis(@Nullable String code, List<Refusal.Fault> faults) {
        for (var basis : Basis.values()) {
            if (basis.code().equals(code)) {
                return basis;
            }
        }
        faults.add(new Refusal.Fault("basis", Words.of("interest.basis.unknown")));
        return Basis.STATUTORY;
    }

    private static NavigableMap<LocalDate, BigDecimal> table(
            String field, @Nullable List<RateBody> bodies, List<Refusal.Fault> faults) {
        var table = new TreeMap<LocalDate, BigDecimal>();
        var given = bodies == null ? List.<RateBody>of() : bodies;
        for (int i = 0; i < given.size(); i++) {
            var at = field + "[" + i + "]";
            var from = given.get(i).from();
            var rate = given.get(i).rate();
            if (from == null) {
                faults.add(new Refusal.Fault(at + ".from", Words.of("interest.day.missing")));
            } else if (rate == null) {
                faults.add(new Refusal.Fault(at + ".rate", Words.of("interest.rate.missing", from)));
            } else if (table.put(from, rate) != null) {
                faults.add(new Refusal.Fault(at + ".from", Words.of("interest.day.twice", from)));
            }
        }
        return table;
    }

    private static List<RateBody> bodies(
            NavigableMap<LocalDate, BigDecimal> table, NavigableMap<LocalDate, BigDecimal> known) {
        return table.entrySet().stream()
                .map(e -> new RateBody(
                        e.getKey(),
                        new BigDecimal(e.getValue().stripTrailingZeros().toPlainString()),
                        known.containsKey(e.getKey()) && e.getValue().compareTo(known.get(e.getKey())) == 0))
                .toList();
    }
}
