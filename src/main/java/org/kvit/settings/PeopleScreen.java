package org.kvit.settings;

import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.kvit.base.Refusal;
import org.kvit.company.Needs;
import org.kvit.company.People;
import org.kvit.company.Right;
import org.kvit.company.Role;
import org.kvit.customer.AccountManagers;
import org.kvit.ui.Faults;
import org.kvit.ui.Page;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// Who works in the company, and the way in for one more.
@Controller
@RequestMapping("/settings/people")
@Needs(value = Right.ADMINISTRATION, alsoToRead = true)
class PeopleScreen {
    private final People people;
    private final AccountManagers managers;

    PeopleScreen(People people, AccountManagers managers) {
        this.people = people;
        this.managers = managers;
    }

    @GetMapping
    ModelAndView list(@RequestParam(defaultValue = "") String removed) {
        return show(NewPersonForm.EMPTY, Faults.NONE, removed);
    }

    @PostMapping
    ModelAndView add(Page page, NewPersonForm form, HttpServletResponse response) {
        try {
            var id = people.add(form.email(), form.name(), form.password(), page.language(), role(form.role()));
            return new ModelAndView("redirect:/settings/people/" + id.value() + "?added=true");
        } catch (Refusal refusal) {
            response.setStatus(refusal.kind().status());
            var faults = refusal.faults().isEmpty()
                    ? new Faults(List.of(new Refusal.Fault("email", refusal.words())))
                    : Faults.of(refusal);
            return show(form, faults, "");
        }
    }

    /// @throws Refusal for a word that is no role
    static Role role(String code) {
        return java.util.Arrays.stream(Role.values())
                .filter(role -> role.code().equals(code.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> Refusal.invalid("role", "settings.role.unknown"));
    }

    private ModelAndView show(NewPersonForm form, Faults faults, String removed) {
        return new ModelAndView(
                "settings/people",
                Map.of(
                        "people",
                        people.all(),
                        "former",
                        people.removed(),
                        "customers",
                        managers.customers(),
                        "form",
                        form,
                        "faults",
                        faults,
                        "removed",
                        removed));
    }
}
