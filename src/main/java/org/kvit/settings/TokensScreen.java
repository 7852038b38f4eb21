package org.kvit.settings;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import org.kvit.base.Refusal;
import org.kvit.base.UserId;
import org.kvit.company.History;
import org.kvit.company.Needs;
import org.kvit.company.People;
import org.kvit.company.Right;
import org.kvit.company.Tokens;
import org.kvit.ui.Faults;
import org.kvit.ui.Page;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/// The tokens with which programs act for people of the company.
@Controller
@RequestMapping("/settings/tokens")
@Needs(value = Right.ADMINISTRATION, alsoToRead = true)
class TokensScreen {
    private final Tokens tokens;
    private final People people;
    private final History history;

    TokensScreen(Tokens tokens, People people, History history) {
        this.tokens = tokens;
        this.people = people;
        this.history = history;
    }

    @GetMapping
    ModelAndView list(Page page) {
        return show("", page.who().orElseThrow().user(), Faults.NONE);
    }

    /// The answer shows the token, this once.
    @PostMapping
    ModelAndView create(
            @RequestParam String name,
            @RequestParam long user,
            HttpServletRequest request,
            HttpServletResponse response) {
        try {
            var token = tokens.create(new UserId(user), name);
            return new ModelAndView(
                    "settings/token",
                    Map.of(
                            "name",
                            name.strip(),
                            "token",
                            token,
                            "address",
                            ServletUriComponentsBuilder.fromContextPath(request).toUriString()));
        } catch (Refusal refusal) {
            response.setStatus(refusal.kind().status());
            var faults = refusal.faults().isEmpty()
                    ? new Faults(List.of(new Refusal.Fault("user", refusal.words())))
                    : Faults.of(refusal);
            return show(name, new UserId(user), faults);
        }
    }

    @PostMapping("/{id}/revocation")
    String revoke(@PathVariable long id) {
        tokens.revoke(id);
        return "redirect:/settings/tokens";
    }

    @GetMapping("/history")
    ModelAndView history() {
        var all = java.util.stream.Stream.concat(tokens.all().stream(), tokens.revoked().stream())
                .limit(200)
                .toList();
        return new ModelAndView(
                "settings/tokenHistory",
                Map.of(
                        "tokens",
                        all,
                        "changes",
                        history.of(
                                "api_token", all.stream().map(Tokens.Token::id).toList())));
    }

    private ModelAndView show(String name, UserId user, Faults faults) {
        return new ModelAndView(
                "settings/tokens",
                Map.of("tokens", tokens.all(), "people", people.all(), "name", name, "user", user, "faults", faults));
    }
}
