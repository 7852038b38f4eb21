package org.kvit.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.kvit.base.Refusal;
import org.kvit.company.Anybody;
import org.kvit.company.Countries;
import org.kvit.company.Profiles;
import org.kvit.company.SignIns;
import org.kvit.company.SignedIn;
import org.kvit.ui.Faults;
import org.kvit.ui.Page;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// One's own account: name, language, looks, password, and where one is signed in.
@Controller
@Anybody
@RequestMapping("/settings/me")
class MeScreen {
    private final Profiles profiles;
    private final SignIns signIns;

    MeScreen(Profiles profiles, SignIns signIns) {
        this.profiles = profiles;
        this.signIns = signIns;
    }

    /// @param done what was done a moment ago: `saved`, `password`, `ended`
    @GetMapping
    ModelAndView show(Page page, HttpServletRequest request, @RequestParam(defaultValue = "") String done) {
        return show(page.who().orElseThrow(), request, page.who().orElseThrow().name(), Faults.NONE, done);
    }

    @PostMapping
    ModelAndView save(
            Page page,
            @RequestParam String name,
            @RequestParam String language,
            @RequestParam String theme,
            HttpServletRequest request,
            HttpServletResponse response) {
        var who = page.who().orElseThrow();
        try {
            profiles.rename(who.user(), name);
            profiles.prefer(
                    who.user(),
                    Countries.LANGUAGES.contains(language) ? language : who.language(),
                    theme.equals("dark") ? "dark" : "light");
            return new ModelAndView("redirect:/settings/me?done=saved");
        } catch (Refusal refusal) {
            response.setStatus(refusal.kind().status());
            return show(who, request, name, Faults.of(refusal), "");
        }
    }

    /// Whoever else is signed in as this person is out; this browser goes on with a new sign-in.
    @PostMapping("/password")
    ModelAndView changePassword(
            Page page,
            @RequestParam String oldPassword,
            @RequestParam String password,
            HttpServletRequest request,
            HttpServletResponse response) {
        var who = page.who().orElseThrow();
        try {
            var token = signIns.changePassword(who, oldPassword, password, SignInScreen.from(request));
            SignInScreen.keep(request, response, token);
            return new ModelAndView("redirect:/settings/me?done=password");
        } catch (Refusal refusal) {
            response.setStatus(refusal.kind().status());
            return show(who, request, who.name(), SignInScreen.faults(refusal, "oldPassword"), "");
        }
    }

    @PostMapping("/other-sign-ins/end")
    String endOthers(Page page, HttpServletRequest request) {
        signIns.endOthers(page.who().orElseThrow().user(), Entry.token(request).orElseThrow());
        return "redirect:/settings/me?done=ended";
    }

    private ModelAndView show(SignedIn who, HttpServletRequest request, String name, Faults faults, String done) {
        return new ModelAndView(
                "web/me",
                Map.of(
                        "name",
                        name,
                        "email",
                        who.email(),
                        "signIns",
                        signIns.of(who.user(), Entry.token(request).orElse("")).stream()
                                .map(SignInLine::of)
                                .toList(),
                        "faults",
                        faults,
                        "done",
                        done));
    }
}
