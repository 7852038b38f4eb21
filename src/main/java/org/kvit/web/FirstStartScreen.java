package org.kvit.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Map;
import org.kvit.base.Refusal;
import org.kvit.company.Anybody;
import org.kvit.company.Companies;
import org.kvit.company.Company;
import org.kvit.company.SignIns;
import org.kvit.ui.Faults;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/// The first start: an installation without a company asks for one and for its administrator. Only from
/// the machine
/// itself, so that
/// nobody on the network is quicker than its owner; elsewhere `kvit init` does the same.
@Controller
@Anybody
@RequestMapping("/first-start")
class FirstStartScreen {
    private final Companies companies;
    private final SignIns signIns;

    FirstStartScreen(Companies companies, SignIns signIns) {
        this.companies = companies;
        this.signIns = signIns;
    }

    @GetMapping
    ModelAndView form(HttpServletRequest request) {
        return companies.all().isEmpty()
                ? show(request, FirstStartForm.EMPTY, Faults.NONE)
                : new ModelAndView("redirect:/sign-in");
    }

    @PostMapping
    ModelAndView found(FirstStartForm form, HttpServletRequest request, HttpServletResponse response) {
        if (!companies.all().isEmpty()) {
            return new ModelAndView("redirect:/sign-in");
        }
        if (!fromHere(request)) {
            throw Refusal.of(Refusal.Kind.FORBIDDEN, "web.firstStart.elsewhere");
        }
        try {
            var company = Company.named(form.company().strip(), form.country().toUpperCase(Locale.ROOT));
            var founded = companies.found(company, form.email(), form.name(), form.password());
            SignInScreen.keep(request, response, signIns.begin(founded.administrator(), SignInScreen.from(request)));
            return new ModelAndView("redirect:/");
        } catch (Refusal refusal) {
            response.setStatus(refusal.kind().status());
            return show(request, form, Faults.of(refusal));
        }
    }

    private static ModelAndView show(HttpServletRequest request, FirstStartForm form, Faults faults) {
        return new ModelAndView("web/firstStart", Map.of("form", form, "faults", faults, "here", fromHere(request)));
    }

    /// A proxy in front says for whom it asks; then it isn't the machine itself.
    private static boolean fromHere(HttpServletRequest request) {
        try {
            return request.getHeader("X-Forwarded-For") == null
                    && InetAddress.getByName(request.getRemoteAddr()).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
