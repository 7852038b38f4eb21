package org.kvit.banklink;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.kvit.base.Refusal;
import org.kvit.company.Needs;
import org.kvit.company.Right;
import org.kvit.ui.Faults;
import org.kvit.ui.Page;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/// Sets a bank link up, and tries it before it is saved.
@Controller
@RequestMapping("/settings/bank-links")
@Needs(value = Right.ADMINISTRATION, alsoToRead = true)
class BankLinkSetupScreen {
    private final BankLinks links;
    private final LinkTest test;
    private final AllowedDirectories directories;

    BankLinkSetupScreen(BankLinks links, LinkTest test, AllowedDirectories directories) {
        this.links = links;
        this.test = test;
        this.directories = directories;
    }

    @GetMapping("/new")
    ModelAndView fresh() {
        return form(Optional.empty(), BankLinkForm.fresh(), Faults.NONE, Optional.empty());
    }

    @GetMapping("/{id}/edit")
    ModelAndView edit(@PathVariable long id) {
        var link = links.find(new BankLinkId(id));
        return form(Optional.of(link), BankLinkForm.of(link), Faults.NONE, Optional.empty());
    }

    @PostMapping
    ModelAndView add(HttpServletRequest request, HttpServletResponse response) {
        var form = BankLinkForm.of(request);
        try {
            return new ModelAndView(
                    "redirect:/settings/bank-links/" + links.add(form.setup()).value());
        } catch (Refusal refusal) {
            return refused(Optional.empty(), form, refusal, response);
        }
    }

    @PostMapping("/{id}")
    ModelAndView change(@PathVariable long id, HttpServletRequest request, HttpServletResponse response) {
        var link = links.find(new BankLinkId(id));
        var form = BankLinkForm.of(request);
        try {
            links.change(link.id(), form.setup());
            return new ModelAndView("redirect:/settings/bank-links/" + id);
        } catch (Refusal refusal) {
            return refused(Optional.of(link), form, refusal, response);
        }
    }

    @PostMapping("/tests")
    ModelAndView test(HttpServletRequest request, HttpServletResponse response, Page page) {
        return tested(Optional.empty(), BankLinkForm.of(request), response, page);
    }

    @PostMapping("/{id}/tests")
    ModelAndView test(@PathVariable long id, HttpServletRequest request, HttpServletResponse response, Page page) {
        return tested(Optional.of(links.find(new BankLinkId(id))), BankLinkForm.of(request), response, page);
    }

    @PostMapping("/{id}/removal")
    String remove(@PathVariable long id) {
        links.remove(new BankLinkId(id));
        return "redirect:/settings/bank-links";
    }

    /// With scripts only the result comes back: what was typed, the secrets too, stays in the form.
    private ModelAndView tested(Optional<BankLink> link, BankLinkForm form, HttpServletResponse response, Page page) {
        try {
            var outcome = test.run(link.map(BankLink::id), form.setup());
            return page.fragment()
                    ? new ModelAndView("banklink/testResult", Map.of("outcome", outcome, "faults", Faults.NONE))
                    : form(
                            link,
                            outcome instanceof LinkTest.Outcome.NewHostKey key
                                    ? form.with("hostKeys", key.fingerprint())
                                    : form,
                            Faults.NONE,
                            Optional.of(outcome));
        } catch (Refusal refusal) {
            if (page.fragment()) {
                return new ModelAndView("banklink/testResult", Map.of("faults", Faults.of(refusal)));
            }
            return refused(link, form, refusal, response);
        }
    }

    private ModelAndView refused(
            Optional<BankLink> link, BankLinkForm form, Refusal refusal, HttpServletResponse response) {
        if (refusal.faults().isEmpty()) {
            throw refusal;
        }
        response.setStatus(refusal.kind().status());
        return form(link, form, Faults.of(refusal), Optional.empty());
    }

    private ModelAndView form(
            Optional<BankLink> link, BankLinkForm form, Faults faults, Optional<LinkTest.Outcome> outcome) {
        var model = new HashMap<String, Object>(
                Map.of("link", link, "form", form, "faults", faults, "directories", directories.own()));
        outcome.ifPresent(o -> model.put("outcome", o));
        return new ModelAndView("banklink/form", model);
    }
}
