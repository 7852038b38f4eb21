package org.kvit.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Map;
import org.kvit.base.CompanyId;
import org.kvit.base.Refusal;
import org.kvit.company.Anybody;
import org.kvit.company.Companies;
import org.kvit.company.Countries;
import org.kvit.company.Profiles;
import org.kvit.company.SignIns;
import org.kvit.ui.Faults;
import org.kvit.ui.Page;
import org.kvit.ui.Pages;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// Coming in, going out, and what a person chooses for themselves.
@Controller
@Anybody
class SignInScreen {
    private final SignIns signIns;
    private final Profiles profiles;
    private final Companies companies;
    private final Welcome welcome;

    SignInScreen(SignIns signIns, Profiles profiles, Companies companies, Welcome welcome) {
        this.signIns = signIns;
        this.profiles = profiles;
        this.companies = companies;
        this.welcome = welcome;
    }

    @GetMapping("/sign-in")
    ModelAndView form(Page page, @RequestParam(defaultValue = "/") String to) {
        if (companies.all().isEmpty()) {
            return new ModelAndView("redirect:/first-start");
        }
        return page.who().isPresent()
                ? new ModelAndView("redirect:" + local(to))
                : show(welcome.email(), to, Faults.NONE);
    }

    @PostMapping("/sign-in")
    ModelAndView signIn(
            @RequestParam String email,
            @RequestParam String password,
            @RequestParam(defaultValue = "/") String to,
            HttpServletRequest request,
            HttpServletResponse response) {
        try {
            var token = signIns.begin(email, password, from(request));
            Entry.token(request).ifPresent(signIns::end); // whoever was signed in here before
            keep(request, response, token);
            return new ModelAndView("redirect:" + local(to));
        } catch (Refusal refusal) {
            response.setStatus(refusal.kind().status());
            if (refusal.kind() == Refusal.Kind.TOO_MANY) {
                response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(SignIns.PAUSE.toSeconds()));
            }
            return show(email, to, faults(refusal, "password"));
        }
    }

    @PostMapping("/sign-out")
    String signOut(HttpServletRequest request, HttpServletResponse response) {
        Entry.token(request).ifPresent(signIns::end);
        response.addHeader(HttpHeaders.SET_COOKIE, cookie(request, Entry.COOKIE, "", Duration.ZERO));
        return "redirect:/sign-in";
    }

    @PostMapping("/company-choice")
    String choose(Page page, @RequestParam long company, HttpServletRequest request) {
        page.who().ifPresent(who -> signIns.choose(Entry.token(request).orElseThrow(), who, new CompanyId(company)));
        return "redirect:/";
    }

    @PostMapping("/preferences")
    String prefer(
            Page page,
            @RequestParam(defaultValue = "") String language,
            @RequestParam(defaultValue = "") String theme,
            @RequestParam(defaultValue = "/") String back) {
        page.who()
                .ifPresent(who -> profiles.prefer(
                        who.user(),
                        Countries.LANGUAGES.contains(language) ? language : who.language(),
                        theme.equals("dark") || theme.equals("light") ? theme : who.theme()));
        return "redirect:" + local(back);
    }

    /// The language of somebody who isn't signed in yet.
    @PostMapping("/language")
    String language(
            @RequestParam String language,
            @RequestParam(defaultValue = "/") String back,
            HttpServletRequest request,
            HttpServletResponse response) {
        if (Countries.LANGUAGES.contains(language)) {
            response.addHeader(
                    HttpHeaders.SET_COOKIE, cookie(request, Pages.LANGUAGE_COOKIE, language, Duration.ofDays(365)));
        }
        return "redirect:" + local(back);
    }

    /// A refusal without a field of its own is said beside the given one.
    static Faults faults(Refusal refusal, String field) {
        return refusal.faults().isEmpty()
                ? new Faults(java.util.List.of(new Refusal.Fault(field, refusal.words())))
                : Faults.of(refusal);
    }

    static SignIns.From from(HttpServletRequest request) {
        return new SignIns.From(
                request.getRemoteAddr(),
                java.util.Optional.ofNullable(request.getHeader(HttpHeaders.USER_AGENT))
                        .orElse(""));
    }

    /// The cookie of the new sign-in; what the forms of before were sent with (CSRF) is of no use any more.
    static void keep(HttpServletRequest request, HttpServletResponse response, String token) {
        response.addHeader(HttpHeaders.SET_COOKIE, cookie(request, Security.CSRF_COOKIE, "", Duration.ZERO));
        response.addHeader(HttpHeaders.SET_COOKIE, cookie(request, Entry.COOKIE, token, Duration.ofDays(7)));
    }

    private static String cookie(HttpServletRequest request, String name, String value, Duration age) {
        return ResponseCookie.from(name, value)
                .httpOnly(true)
                .secure(request.isSecure())
                .sameSite("Lax")
                .path("/")
                .maxAge(age)
                .build()
                .toString();
    }

    /// Only paths of ours: a link to the sign-in page must not lead elsewhere afterwards.
    static String local(String path) {
        return path.matches("/([^/\\\\].*)?") && path.chars().noneMatch(c -> c < ' ') ? path : "/";
    }

    private ModelAndView show(String email, String to, Faults faults) {
        return new ModelAndView(
                "web/signIn",
                Map.of("email", email, "password", welcome.password(), "to", local(to), "faults", faults));
    }
}
