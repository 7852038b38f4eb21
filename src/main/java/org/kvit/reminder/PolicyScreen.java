package org.kvit.reminder;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.kvit.base.Refusal;
import org.kvit.company.Companies;
import org.kvit.company.Needs;
import org.kvit.company.Right;
import org.kvit.ui.Faults;
import org.kvit.ui.Page;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// One policy: its levels as fields and as a picture, and what would go out by them today. Read by all, changed by an
/// administrator.
@Controller
@RequestMapping("/settings/reminders")
class PolicyScreen {
    private static final String NEW = "new";
    private static final String DEFAULT = "default";

    private final Policies policies;
    private final PolicyTrials trials;
    private final Companies companies;

    PolicyScreen(Policies policies, PolicyTrials trials, Companies companies) {
        this.policies = policies;
        this.trials = trials;
        this.companies = companies;
    }

    /// The company's default, whichever that is.
    @GetMapping("/default")
    ModelAndView standard() {
        return show(policies.find(Optional.empty()), false);
    }

    @GetMapping("/{id}")
    ModelAndView show(@PathVariable long id, @RequestParam(defaultValue = "false") boolean saved) {
        return show(policies.find(Optional.of(new PolicyId(id))), saved);
    }

    /// One more, which begins as the default is.
    @GetMapping("/new")
    ModelAndView blank() {
        var form = PolicyForm.of("", policies.own());
        return show(NEW, Optional.empty(), form, Faults.NONE, Optional.empty(), false);
    }

    /// @param policy its number, `default` or `new`
    /// @param action `save`, `add`, or `remove-`, `up-` and `down-` with the place of the level, from 0
    @PostMapping
    @Needs(Right.ADMINISTRATION)
    ModelAndView save(
            @RequestParam String policy,
            @RequestParam(defaultValue = "save") String action,
            HttpServletRequest request,
            HttpServletResponse response) {
        var form = PolicyForm.of(request.getParameterMap());
        var kept = kept(policy);
        var changed = changed(action);
        if (changed.isPresent()) {
            return show(policy, kept, changed.get().apply(form), Faults.NONE, Optional.empty(), false);
        }
        try {
            var levels = form.policy();
            var id = kept.isEmpty()
                    ? policies.create(form.name(), levels)
                    : policies.save(kept.get().id(), form.name(), levels);
            return new ModelAndView("redirect:/settings/reminders/" + id.value() + "?saved=true");
        } catch (Refusal refusal) {
            return refused(policy, kept, form, refusal, response);
        }
    }

    /// The picture of what is typed, while it is typed.
    @PostMapping("/ladder")
    @Needs(Right.ADMINISTRATION)
    ModelAndView ladder(HttpServletRequest request) {
        return new ModelAndView(
                "reminder/policyLadder", Map.of("ladder", LadderView.of(PolicyForm.of(request.getParameterMap()))));
    }

    /// What would go out today by what is typed.
    @PostMapping("/trial")
    @Needs(Right.ADMINISTRATION)
    ModelAndView trial(
            @RequestParam String policy, Page page, HttpServletRequest request, HttpServletResponse response) {
        var form = PolicyForm.of(request.getParameterMap());
        var kept = kept(policy);
        try {
            var trial = trials.of(kept, form.policy());
            return page.fragment()
                    ? new ModelAndView("reminder/policyTrial", Map.of("trial", trial))
                    : show(policy, kept, form, Faults.NONE, Optional.of(trial), false);
        } catch (Refusal refusal) {
            return page.fragment()
                    ? new ModelAndView(
                            "reminder/policyFaults", Map.of("ladder", LadderView.of(form, Faults.of(refusal))))
                    : refused(policy, kept, form, refusal, response);
        }
    }

    private ModelAndView refused(
            String policy, Optional<KeptPolicy> kept, PolicyForm form, Refusal refusal, HttpServletResponse response) {
        if (refusal.faults().isEmpty()) {
            throw refusal;
        }
        response.setStatus(refusal.kind().status());
        return show(policy, kept, form, Faults.of(refusal), Optional.empty(), false);
    }

    private ModelAndView show(KeptPolicy kept, boolean saved) {
        var key = kept.id().map(id -> Long.toString(id.value())).orElse(DEFAULT);
        var form = PolicyForm.of(kept.name(), kept.policy());
        return show(key, Optional.of(kept), form, Faults.NONE, Optional.empty(), saved);
    }

    private ModelAndView show(
            String key,
            Optional<KeptPolicy> kept,
            PolicyForm form,
            Faults faults,
            Optional<PolicyTrial> trial,
            boolean saved) {
        return new ModelAndView(
                "reminder/policy",
                Map.of(
                        "key",
                        key,
                        "kept",
                        kept,
                        "form",
                        form,
                        "ladder",
                        LadderView.of(form, faults),
                        "trial",
                        trial,
                        "saved",
                        saved,
                        "currency",
                        companies.own().currency(),
                        "templates",
                        templates(form)));
    }

    /// The built-in wordings, and those that the levels have.
    private static List<String> templates(PolicyForm form) {
        var templates = new java.util.LinkedHashSet<>(ReminderLevel.TEMPLATES);
        form.levels().stream()
                .map(TypedLevel::template)
                .filter(t -> !t.isEmpty())
                .forEach(templates::add);
        return List.copyOf(templates);
    }

    private Optional<KeptPolicy> kept(String policy) {
        return switch (policy) {
            case NEW -> Optional.empty();
            case DEFAULT -> Optional.of(policies.find(Optional.empty()));
            case String number
            when number.matches("\\d{1,18}") ->
                Optional.of(policies.find(Optional.of(new PolicyId(Long.parseLong(number)))));
            default -> throw Refusal.notFound("reminder.policies.notFound");
        };
    }

    private static Optional<UnaryOperator<PolicyForm>> changed(String action) {
        if (action.equals("add")) {
            return Optional.of(PolicyForm::withOneMore);
        }
        if (!action.matches("(remove|up|down)-\\d")) {
            return Optional.empty();
        }
        int place = action.charAt(action.length() - 1) - '0';
        return Optional.of(
                switch (action.charAt(0)) {
                    case 'r' -> form -> form.without(place);
                    case 'u' -> form -> form.swapped(place - 1);
                    default -> form -> form.swapped(place);
                });
    }
}
