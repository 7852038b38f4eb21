package org.kvit.reminder;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
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

/// When reminders are due: the levels, to be read by all and changed by an administrator.
@Controller
@RequestMapping("/settings/reminders")
class PolicyScreen {
    private final Policies policies;
    private final Companies companies;

    PolicyScreen(Policies policies, Companies companies) {
        this.policies = policies;
        this.companies = companies;
    }

    @GetMapping
    ModelAndView show(@RequestParam(defaultValue = "false") boolean saved) {
        return show(PolicyForm.of(policies.own()), Faults.NONE, saved);
    }

    /// @param action `save`, `add`, or `remove-` and the place of the level to be taken out, from 0
    @PostMapping
    @Needs(Right.ADMINISTRATION)
    ModelAndView save(
            @RequestParam(defaultValue = "save") String action,
            HttpServletRequest request,
            HttpServletResponse response) {
        var form = PolicyForm.of(request.getParameterMap());
        if (action.equals("add")) {
            return show(form.withOneMore(), Faults.NONE, false);
        }
        if (action.matches("remove-\\d")) {
            return show(form.without(action.charAt(action.length() - 1) - '0'), Faults.NONE, false);
        }
        try {
            policies.save(form.policy());
            return new ModelAndView("redirect:/settings/reminders?saved=true");
        } catch (Refusal refusal) {
            response.setStatus(refusal.kind().status());
            return show(form, Faults.of(refusal), false);
        }
    }

    private ModelAndView show(PolicyForm form, Faults faults, boolean saved) {
        return new ModelAndView(
                "reminder/policy",
                Map.of(
                        "form",
                        form,
                        "faults",
                        faults,
                        "saved",
                        saved,
                        "currency",
                        companies.own().currency()));
    }
}
