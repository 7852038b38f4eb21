package org.kvit.mail;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.Optional;
import org.kvit.base.Refusal;
import org.kvit.company.Companies;
import org.kvit.company.Needs;
import org.kvit.company.Right;
import org.kvit.ui.Faults;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// The fax gateway, and to which address a number's fax would go. Nothing is dialled from here.
@Controller
@RequestMapping("/settings/mail/fax")
@Needs(value = Right.ADMINISTRATION, alsoToRead = true)
class FaxScreen {
    private static final int LONGEST_NUMBER = 50;

    private final FaxGateways gateways;
    private final Companies companies;

    FaxScreen(FaxGateways gateways, Companies companies) {
        this.gateways = gateways;
        this.companies = companies;
    }

    /// @param number to try
    @GetMapping
    ModelAndView show(
            @RequestParam(defaultValue = "false") boolean saved, @RequestParam(defaultValue = "") String number) {
        return shown(gateways.own().map(FaxGateway::pattern).orElse(""), Faults.NONE, saved, number.strip());
    }

    @PostMapping
    ModelAndView save(@RequestParam String pattern, HttpServletResponse response) {
        try {
            gateways.save(pattern.isBlank() ? Optional.empty() : Optional.of(new FaxGateway(pattern)));
            return new ModelAndView("redirect:/settings/mail/fax?saved=true");
        } catch (Refusal refusal) {
            response.setStatus(refusal.kind().status());
            return shown(pattern, Faults.of(refusal), false, "");
        }
    }

    private ModelAndView shown(String pattern, Faults faults, boolean saved, String number) {
        var tried = number.length() > LONGEST_NUMBER ? number.substring(0, LONGEST_NUMBER) : number;
        var address = gateways.own()
                .flatMap(gateway ->
                        FaxGateway.dialled(tried, companies.own().country()).map(gateway::address));
        return new ModelAndView(
                "mail/fax",
                Map.of(
                        "pattern", pattern,
                        "faults", faults,
                        "saved", saved,
                        "isSet", gateways.own().isPresent(),
                        "number", tried,
                        "address", address));
    }
}
