package org.kvit.interest;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import org.kvit.base.Money;
import org.kvit.base.Refusal;
import org.kvit.company.Companies;
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

/// At what rate late interest is charged, to be read by all and changed by an administrator.
@Controller
@RequestMapping("/settings/interest")
class InterestScreen {
    private static final BigDecimal EXAMPLE = BigDecimal.valueOf(1000);
    private static final int EXAMPLE_DAYS = 30;

    private final InterestRates rates;
    private final Companies companies;

    InterestScreen(InterestRates rates, Companies companies) {
        this.rates = rates;
        this.companies = companies;
    }

    @GetMapping
    ModelAndView show(@RequestParam(defaultValue = "false") boolean saved, Page page) {
        return show(form(page), Faults.NONE, saved);
    }

    @PostMapping
    @Needs(Right.ADMINISTRATION)
    ModelAndView save(HttpServletRequest request, HttpServletResponse response, Page page) {
        var form = form(page).typed(request.getParameterMap());
        try {
            rates.save(form.terms(rates.own(), page.locale()));
            return new ModelAndView("redirect:/settings/interest?saved=true");
        } catch (Refusal refusal) {
            response.setStatus(refusal.kind().status());
            return show(form, Faults.of(refusal), false);
        }
    }

    private InterestForm form(Page page) {
        var missing = rates.missing();
        var today = companies.today();
        return InterestForm.of(
                rates.own(), rates.known(), missing.isEmpty() ? today : missing.first(), today, page.locale());
    }

    private ModelAndView show(InterestForm form, Faults faults, boolean saved) {
        var terms = rates.own();
        var today = companies.today();
        var company = companies.own();
        var model = new HashMap<String, Object>();
        model.put("form", form);
        model.put("faults", faults);
        model.put("saved", saved);
        model.put("missing", List.copyOf(rates.missing()));
        model.put("statutory", terms.basis() == InterestTerms.Basis.STATUTORY);
        model.put("country", company.country());
        model.put("rate", terms.rateOn(today));
        model.put("principal", new Money(EXAMPLE, company.currency()));
        model.put("example", example(terms, today, company.currency()));
        model.put("days", EXAMPLE_DAYS);
        return new ModelAndView("interest/rates", model);
    }

    private static Money example(InterestTerms terms, LocalDate today, String currency) {
        var claim = new LateInterest.Claim(today.minusDays(EXAMPLE_DAYS), new Money(EXAMPLE, currency), List.of());
        return LateInterest.of(claim, terms, today).amount();
    }
}
