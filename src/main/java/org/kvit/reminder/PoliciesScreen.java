package org.kvit.reminder;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.Optional;
import org.kvit.base.Refusal;
import org.kvit.company.Needs;
import org.kvit.company.Right;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// The reminder policies of the company.
@Controller
@RequestMapping("/settings/reminders")
class PoliciesScreen {
    private final Policies policies;

    PoliciesScreen(Policies policies) {
        this.policies = policies;
    }

    /// @param done `default` or `deleted`: what was just done
    @GetMapping
    ModelAndView list(@RequestParam(defaultValue = "") String done) {
        return list(done, Optional.empty());
    }

    @PostMapping("/{id}/default")
    @Needs(Right.ADMINISTRATION)
    ModelAndView makeDefault(@PathVariable long id) {
        policies.makeDefault(new PolicyId(id));
        return new ModelAndView("redirect:/settings/reminders?done=default");
    }

    /// Asks first if customers have it.
    /// @param move they go by the default from now on
    @PostMapping("/{id}/deletion")
    @Needs(Right.ADMINISTRATION)
    ModelAndView delete(
            @PathVariable long id, @RequestParam(defaultValue = "false") boolean move, HttpServletResponse response) {
        var policy = new PolicyId(id);
        var kept = policies.find(Optional.of(policy));
        if (!move && kept.customers() > 0 && !kept.isDefault()) {
            response.setStatus(Refusal.Kind.CONFLICT.status());
            return list("", Optional.of(kept));
        }
        policies.delete(policy, move);
        return new ModelAndView("redirect:/settings/reminders?done=deleted");
    }

    private ModelAndView list(String done, Optional<KeptPolicy> asked) {
        return new ModelAndView("reminder/policies", Map.of("policies", policies.list(), "done", done, "asked", asked));
    }
}
