package org.kvit.settings;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.kvit.base.Refusal;
import org.kvit.base.UserId;
import org.kvit.company.History;
import org.kvit.company.Needs;
import org.kvit.company.People;
import org.kvit.company.Profiles;
import org.kvit.company.Right;
import org.kvit.customer.AccountManagers;
import org.kvit.ui.Faults;
import org.kvit.ui.Page;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// One person of the company: what they may do, a new password, and the way out.
@Controller
@RequestMapping("/settings/people/{id}")
@Needs(value = Right.ADMINISTRATION, alsoToRead = true)
class PersonScreen {
    private final People people;
    private final Profiles profiles;
    private final Departures departures;
    private final AccountManagers managers;
    private final History history;

    PersonScreen(People people, Profiles profiles, Departures departures, AccountManagers managers, History history) {
        this.people = people;
        this.profiles = profiles;
        this.departures = departures;
        this.managers = managers;
        this.history = history;
    }

    @GetMapping
    ModelAndView show(
            Page page,
            @PathVariable long id,
            @RequestParam(defaultValue = "false") boolean added,
            @RequestParam(defaultValue = "false") boolean saved,
            @RequestParam(defaultValue = "false") boolean reset) {
        return show(
                page,
                new UserId(id),
                Faults.NONE,
                added ? Done.ADDED : saved ? Done.SAVED : reset ? Done.RESET : Done.NOTHING);
    }

    @PostMapping
    ModelAndView change(
            Page page,
            @PathVariable long id,
            @RequestParam String role,
            @RequestParam(defaultValue = "false") boolean ownCustomersOnly,
            HttpServletResponse response) {
        return tried(
                page,
                id,
                "role",
                "?saved=true",
                response,
                () -> people.changeRole(new UserId(id), PeopleScreen.role(role), ownCustomersOnly));
    }

    @PostMapping("/password")
    ModelAndView reset(Page page, @PathVariable long id, @RequestParam String password, HttpServletResponse response) {
        return tried(
                page,
                id,
                "password",
                "?reset=true",
                response,
                () -> profiles.resetPassword(people.find(new UserId(id)), password));
    }

    /// @param successor the number of a colleague; `nobody`; or empty
    @PostMapping("/departure")
    ModelAndView leave(
            Page page,
            @PathVariable long id,
            @RequestParam(defaultValue = "") String successor,
            HttpServletResponse response) {
        var name = people.find(new UserId(id)).name();
        var next = tried(
                page, id, "successor", "", response, () -> departures.leave(new UserId(id), successor(successor)));
        return response.getStatus() < 400
                ? new ModelAndView("redirect:/settings/people", Map.of("removed", name))
                : next;
    }

    private static Departures.Successor successor(String said) {
        return switch (said) {
            case "" -> new Departures.Successor.Unsaid();
            case "nobody" -> new Departures.Successor.Nobody();
            case String id
            when id.matches("\\d{1,18}") -> new Departures.Successor.Colleague(new UserId(Long.parseLong(id)));
            default -> throw Refusal.invalid("successor", "company.person.gone");
        };
    }

    /// Does it and goes on; or shows the page again with the words of the refusal beside the field.
    private ModelAndView tried(
            Page page, long id, String field, String then, HttpServletResponse response, Runnable work) {
        try {
            work.run();
            return new ModelAndView("redirect:/settings/people/" + id + then);
        } catch (Refusal refusal) {
            if (refusal.kind() == Refusal.Kind.NOT_FOUND) {
                throw refusal;
            }
            response.setStatus(refusal.kind().status());
            var faults = refusal.faults().isEmpty()
                    ? new Faults(java.util.List.of(new Refusal.Fault(field, refusal.words())))
                    : Faults.of(refusal);
            return show(page, new UserId(id), faults, Done.NOTHING);
        }
    }

    private ModelAndView show(Page page, UserId id, Faults faults, Done done) {
        var person = people.find(id);
        return new ModelAndView(
                "settings/person",
                Map.of(
                        "person",
                        person,
                        "me",
                        page.who().orElseThrow().user().equals(id),
                        "elsewhere",
                        profiles.worksElsewhere(id),
                        "customers",
                        managers.customers().getOrDefault(id, 0L),
                        "colleagues",
                        people.all().stream().filter(p -> !p.id().equals(id)).toList(),
                        "changes",
                        history.of("membership", person.place()),
                        "faults",
                        faults,
                        "done",
                        done));
    }
}
