package org.kvit.payment;

import jakarta.servlet.http.HttpServletResponse;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kvit.base.Refusal;
import org.kvit.base.Words;
import org.kvit.company.Companies;
import org.kvit.company.Company;
import org.kvit.company.Needs;
import org.kvit.company.Right;
import org.kvit.ui.Faults;
import org.kvit.ui.Page;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// Month by month and account by account: whether payments come from statements or are made by hand, and the switch.
@Controller
@RequestMapping("/payments/periods")
@Needs(value = Right.RECEIVABLES, alsoToRead = true)
class PaymentPeriodsScreen {
    private final PaymentPeriods periods;
    private final PeriodWays ways;
    private final Statements statements;
    private final Companies companies;

    PaymentPeriodsScreen(PaymentPeriods periods, PeriodWays ways, Statements statements, Companies companies) {
        this.periods = periods;
        this.ways = ways;
        this.statements = statements;
        this.companies = companies;
    }

    /// @param year this one if nothing is said
    @GetMapping
    ModelAndView list(@RequestParam(defaultValue = "0") int year) {
        return list(year, Map.of(), Faults.NONE, Optional.empty());
    }

    @PostMapping
    @Needs(Right.ADMINISTRATION)
    ModelAndView settle(@RequestParam Map<String, String> typed, Page page, HttpServletResponse response) {
        try {
            var takeBack = typed.getOrDefault("takeBack", "0");
            var period = ways.settle(
                    typed.getOrDefault("account", ""),
                    PaymentPeriodsApi.month(typed.getOrDefault("month", "")),
                    PaymentPeriodsApi.way(typed.getOrDefault("way", "")),
                    takeBack.matches("\\d{1,9}") ? Integer.parseInt(takeBack) : 0);
            return new ModelAndView("redirect:/payments/periods?year=" + period.month().getYear());
        } catch (Refusal refusal) {
            response.setStatus(refusal.kind().status());
            return list(0, typed, Faults.of(refusal), Optional.of(refusal.words()));
        }
    }

    private ModelAndView list(int year, Map<String, String> typed, Faults faults, Optional<Words> problem) {
        int shown = year < 1900 || year > 9998 ? companies.today().getYear() : year;
        var years = new LinkedHashSet<>(periods.years());
        years.add(shown);
        var accounts = new LinkedHashSet<>(
                companies.own().bankAccounts().stream().map(Company.BankAccount::iban).toList());
        accounts.addAll(statements.accounts());
        var model = new HashMap<String, Object>(Map.of(
                "periods",
                periods.of(shown),
                "year",
                shown,
                "years",
                years.stream().sorted(java.util.Comparator.reverseOrder()).toList(),
                "accounts",
                List.copyOf(accounts)));
        model.putAll(Map.of("typed", typed, "faults", faults, "problem", problem));
        return new ModelAndView("payment/periods", model);
    }
}
