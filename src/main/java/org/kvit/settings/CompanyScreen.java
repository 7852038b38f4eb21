package org.kvit.settings;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.kvit.base.Actor;
import org.kvit.base.Refusal;
import org.kvit.company.Companies;
import org.kvit.company.History;
import org.kvit.company.Iban;
import org.kvit.company.Needs;
import org.kvit.company.Right;
import org.kvit.payment.WriteOffLimits;
import org.kvit.ui.Faults;
import org.kvit.ui.Page;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// Our own company: what it is called, where it is, and where it banks.
@Controller
@RequestMapping("/settings/company")
@Needs(value = Right.ADMINISTRATION, alsoToRead = true)
class CompanyScreen {
    private final Companies companies;
    private final NumberFormats formats;
    private final WriteOffLimits limits;
    private final CompanySaving saving;
    private final History history;

    CompanyScreen(
            Companies companies, NumberFormats formats, WriteOffLimits limits, CompanySaving saving, History history) {
        this.companies = companies;
        this.formats = formats;
        this.limits = limits;
        this.saving = saving;
        this.history = history;
    }

    @GetMapping
    ModelAndView show(Page page, @RequestParam(defaultValue = "false") boolean saved) {
        var form = CompanyForm.of(companies.own(), formats.own())
                .withLimits(limits.currencies(), limits.own(), page.locale());
        return show(page, form, Faults.NONE, saved);
    }

    /// @param action `save`, `add` (a bank account), or `remove-` and the account's place, from 0;
    /// `add-reference` and `remove-reference-` likewise
    @PostMapping
    ModelAndView save(
            Page page,
            @RequestParam(defaultValue = "save") String action,
            HttpServletRequest request,
            HttpServletResponse response) {
        var form = CompanyForm.of(request.getParameterMap());
        if (action.equals("add")) {
            return show(page, form.withOneMore(), Faults.NONE, false);
        }
        if (action.matches("remove-\\d{1,2}")) {
            return show(page, form.without(Integer.parseInt(action.substring(7))), Faults.NONE, false);
        }
        if (action.equals("add-reference")) {
            return show(page, form.withOneMoreReference(), Faults.NONE, false);
        }
        if (action.matches("remove-reference-\\d{1,2}")) {
            return show(page, form.withoutReference(Integer.parseInt(action.substring(17))), Faults.NONE, false);
        }
        var filled = form.withoutEmptyRows();
        try {
            saving.save(
                    filled.company(),
                    new HashMap<>(filled.numberFormats()),
                    Optional.of(filled.writeOffLimits()),
                    Optional.of(page.locale()));
            return new ModelAndView("redirect:/settings/company?saved=true");
        } catch (Refusal refusal) {
            response.setStatus(refusal.kind().status());
            return show(page, filled, Faults.of(refusal), false);
        }
    }

    @GetMapping("/history")
    ModelAndView history(Page page) {
        var references = new TreeMap<String, List<History.Change>>();
        history.of("reference_kind", history.idsOf("reference_kind"))
                .forEach((id, changes) ->
                        references.merge(page.country(value(changes, "country")), changes, CompanyScreen::joined));
        var accounts = new TreeMap<String, List<History.Change>>();
        history.of("bank_account", history.idsOf("bank_account"))
                .forEach((id, changes) ->
                        accounts.merge(Iban.spaced(value(changes, "iban")), changes, CompanyScreen::joined));
        return new ModelAndView(
                "settings/companyHistory",
                Map.of(
                        "company",
                        history.of("company", Actor.currentCompany().value()),
                        "numbers",
                        history.of("number_format", history.idsOf("number_format")).values().stream()
                                .reduce(List.of(), CompanyScreen::joined),
                        "references",
                        references,
                        "limits",
                        history.of("write_off_limit", history.idsOf("write_off_limit")).values().stream()
                                .reduce(List.of(), CompanyScreen::joined),
                        "accounts",
                        accounts));
    }

    /// An account taken out and put back in later is the same to its reader.
    private static List<History.Change> joined(List<History.Change> one, List<History.Change> other) {
        return java.util.stream.Stream.concat(one.stream(), other.stream())
                .sorted(java.util.Comparator.comparing(History.Change::at).reversed())
                .toList();
    }

    /// What the object has, or had when it was there. @param field one that never changes
    private static String value(List<History.Change> changes, String field) {
        return changes.stream()
                .flatMap(c -> c.fields().stream())
                .filter(f -> f.name().equals(field))
                .flatMap(f -> f.after().or(f::before).stream())
                .findFirst()
                .orElse("");
    }

    private static ModelAndView show(Page page, CompanyForm form, Faults faults, boolean saved) {
        return new ModelAndView(
                "settings/company",
                Map.of(
                        "form",
                        form,
                        "faults",
                        faults,
                        "saved",
                        saved,
                        "zones",
                        Choices.zones(),
                        "currencies",
                        Choices.currencies(page.locale())));
    }
}
