package org.kvit.mail;

import jakarta.mail.MessagingException;
import jakarta.servlet.http.HttpServletResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.kvit.base.Refusal;
import org.kvit.base.Words;
import org.kvit.company.Needs;
import org.kvit.company.Right;
import org.kvit.ui.Faults;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/// The sign-in to the company's mailbox by OAuth 2: set up here, consented to at the provider, who sends the person
/// back here.
@Controller
@RequestMapping("/settings/mail/consent")
@Needs(value = Right.ADMINISTRATION, alsoToRead = true)
class ConsentScreen {
    private final Consents consents;

    ConsentScreen(Consents consents) {
        this.consents = consents;
    }

    @GetMapping
    ModelAndView show(@RequestParam(defaultValue = "") String done) {
        return show(form(), Faults.NONE, Map.of("done", done));
    }

    @PostMapping
    ModelAndView save(ConsentForm form, HttpServletResponse response) {
        try {
            consents.save(form.setup());
            return new ModelAndView("redirect:/settings/mail/consent?done=saved");
        } catch (Refusal refusal) {
            if (refusal.faults().isEmpty()) {
                throw refusal;
            }
            response.setStatus(refusal.kind().status());
            return show(form, Faults.of(refusal), Map.of());
        }
    }

    /// The page with the way to the provider: a form's own redirect may not lead to another site.
    @PostMapping("/questions")
    ModelAndView ask() {
        return show(form(), Faults.NONE, Map.of("goTo", consents.ask(back())));
    }

    /// Where the provider sends the person back to.
    @GetMapping("/answer")
    ModelAndView answer(
            @RequestParam(defaultValue = "") String state,
            @RequestParam(defaultValue = "") String code,
            @RequestParam(defaultValue = "") String error,
            @RequestParam(name = "error_description", defaultValue = "") String description) {
        if (!error.isEmpty() || code.isEmpty()) {
            var said = ServerWords.line(error + (description.isEmpty() ? "" : ": " + description));
            return show(form(), Faults.NONE, Map.of("problem", Words.of("mail.consent.refused", said)));
        }
        try {
            consents.consented(state, code);
            return new ModelAndView("redirect:/settings/mail/consent?done=consented");
        } catch (Refusal refusal) {
            return show(form(), Faults.NONE, Map.of("problem", refusal.words()));
        }
    }

    @PostMapping("/tests")
    ModelAndView test() {
        try {
            consents.test();
            return new ModelAndView("redirect:/settings/mail/consent?done=tested");
        } catch (SignInRefused e) {
            return show(form(), Faults.NONE, Map.of("problem", e.words()));
        } catch (MessagingException e) {
            return show(form(), Faults.NONE, Map.of("problem", Words.of("mail.problem.server", ServerWords.of(e))));
        }
    }

    private ConsentForm form() {
        return consents.own().map(ConsentForm::of).orElse(ConsentForm.EMPTY);
    }

    private ModelAndView show(ConsentForm form, Faults faults, Map<String, Object> more) {
        var model = new HashMap<String, Object>(more);
        model.put("form", form);
        model.put("faults", faults);
        model.put("consent", consents.own());
        model.put("back", back());
        model.put("problem", Optional.ofNullable(more.get("problem")));
        model.put("goTo", more.getOrDefault("goTo", ""));
        model.put("done", more.getOrDefault("done", ""));
        return new ModelAndView("mail/consent", model);
    }

    private static String back() {
        return ServletUriComponentsBuilder.fromCurrentContextPath()
                .path("/settings/mail/consent/answer")
                .build()
                .toUriString();
    }
}
