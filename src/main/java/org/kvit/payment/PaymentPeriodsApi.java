package org.kvit.payment;

import java.time.DateTimeException;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.kvit.base.Refusal;
import org.kvit.company.Companies;
import org.kvit.company.Needs;
import org.kvit.company.Right;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// `/api/v1/payment-periods`: how the payments of each month come into each account.
@RestController
@RequestMapping("/api/v1/payment-periods")
class PaymentPeriodsApi {
    private final PaymentPeriods periods;
    private final PeriodWays ways;
    private final Companies companies;

    PaymentPeriodsApi(PaymentPeriods periods, PeriodWays ways, Companies companies) {
        this.periods = periods;
        this.ways = ways;
        this.companies = companies;
    }

    /// @param sums decimal strings by currency
    record SideBody(int payments, Map<String, String> sums) {
        static SideBody of(PaymentPeriod.Side side) {
            var sums = new TreeMap<String, String>();
            side.sums().forEach(s -> sums.put(s.currency(), s.amount().toPlainString()));
            return new SideBody(side.payments(), sums);
        }
    }

    /// @param account empty: no account in particular
    /// @param month `2026-11`
    /// @param way `statements` or `hand`; null while nothing is there
    /// @param fixed whether somebody has settled it; else it is as the first payment came
    record PeriodBody(
            String account, String month, @Nullable String way, boolean fixed, SideBody statements, SideBody hand) {
        static PeriodBody of(PaymentPeriod p) {
            return new PeriodBody(
                    p.account(),
                    p.month().toString(),
                    p.way().map(PaymentWay::code).orElse(null),
                    p.fixed().isPresent(),
                    SideBody.of(p.statements()),
                    SideBody.of(p.hand()));
        }
    }

    /// @param way null: as the first payment comes
    /// @param takeBack how many payments by hand go with a change to `statements`; 0 if it is left out
    record WantedBody(
            @Nullable String account,
            @Nullable String month,
            @Nullable String way,
            @Nullable Integer takeBack) {}

    record PeriodsBody(List<PeriodBody> items) {}

    /// The months of a year, the newest first. @param year this one if it is left out
    @GetMapping
    PeriodsBody of(@RequestParam @Nullable Integer year) {
        int asked = year == null ? companies.today().getYear() : year;
        if (asked < 1900 || asked > 9998) {
            throw Refusal.invalid("year", "payment.period.year");
        }
        return new PeriodsBody(periods.of(asked).stream().map(PeriodBody::of).toList());
    }

    /// @throws Refusal as [PeriodWays#settle]
    @PutMapping
    @Needs(Right.ADMINISTRATION)
    PeriodBody settle(@RequestBody WantedBody body) {
        return PeriodBody.of(ways.settle(
                Optional.ofNullable(body.account()).orElse(""),
                month(Optional.ofNullable(body.month()).orElse("")),
                way(Optional.ofNullable(body.way()).orElse("")),
                Optional.ofNullable(body.takeBack()).orElse(0)));
    }

    /// @throws Refusal for what is none
    static YearMonth month(String text) {
        try {
            var month = YearMonth.parse(text);
            if (month.getYear() >= 1900 && month.getYear() <= 9998) {
                return month;
            }
        } catch (DateTimeException e) {
            // refused below
        }
        throw Refusal.invalid("month", "payment.period.month");
    }

    /// @throws Refusal for what is none
    static Optional<PaymentWay> way(String code) {
        return code.isEmpty()
                ? Optional.empty()
                : Optional.of(PaymentWay.of(code).orElseThrow(() -> Refusal.invalid("way", "payment.period.way")));
    }
}
