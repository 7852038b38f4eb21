package org.kvit.reminder;

import jakarta.servlet.http.HttpServletResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.kvit.base.Refusal;
import org.kvit.base.Words;
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

/// The editor of one template in one language, and its versions.
@Controller
@RequestMapping("/settings/templates/{key}/{language}")
class TemplateScreen {
    private final LetterTemplates templates;
    private final TemplateVersions versions;
    private final TemplateSamples samples;
    private final TestLetters tests;

    TemplateScreen(LetterTemplates templates, TemplateVersions versions, TemplateSamples samples, TestLetters tests) {
        this.templates = templates;
        this.versions = versions;
        this.samples = samples;
        this.tests = tests;
    }

    /// What the editor says over its form. @param test the test mail, if one was just sent
    private record Said(Faults faults, Optional<Words> done, OptionalLong test) {
        static final Said NOTHING = new Said(Faults.NONE, Optional.empty(), OptionalLong.empty());

        static Said of(Refusal refusal) {
            var faults = refusal.faults().isEmpty()
                    ? new Faults(java.util.List.of(new Refusal.Fault("", refusal.words())))
                    : Faults.of(refusal);
            return new Said(faults, Optional.empty(), OptionalLong.empty());
        }

        static Said done(String key, Object... args) {
            return new Said(Faults.NONE, Optional.of(Words.of(key, args)), OptionalLong.empty());
        }
    }

    @GetMapping
    ModelAndView show(
            @PathVariable String key,
            @PathVariable String language,
            @RequestParam(defaultValue = "false") boolean saved) {
        var current = versions.current(key, language);
        var first = samples.debtors().stream().findFirst().map(TemplateSamples.Debtor::id);
        return show(
                key,
                language,
                TemplateForm.of(current, first),
                saved ? Said.done("reminder.template.saved") : Said.NOTHING);
    }

    @PostMapping
    @Needs(Right.ADMINISTRATION)
    ModelAndView save(
            @PathVariable String key, @PathVariable String language, TemplateForm form, HttpServletResponse response) {
        try {
            versions.save(key, language, form.texts(), form.seen());
            return saved(key, language);
        } catch (Refusal refusal) {
            response.setStatus(refusal.kind().status());
            return show(key, language, form, Said.of(refusal));
        }
    }

    /// Sends what is typed to whoever typed it.
    @PostMapping("/tests")
    @Needs(Right.ADMINISTRATION)
    ModelAndView test(
            @PathVariable String key,
            @PathVariable String language,
            TemplateForm form,
            Page page,
            HttpServletResponse response) {
        try {
            var to = page.who().orElseThrow().email();
            var wording = form.texts().wording().marked(page.text("reminder.template.test.notice"));
            var mail = tests.send(samples.letter(wording, language, form.wish(key)), to);
            return show(
                    key,
                    language,
                    form,
                    new Said(
                            Faults.NONE,
                            Optional.of(Words.of("reminder.template.test.sent", to)),
                            OptionalLong.of(mail.value())));
        } catch (Refusal refusal) {
            response.setStatus(refusal.kind().status());
            return show(key, language, form, Said.of(refusal));
        }
    }

    @PostMapping("/reset")
    @Needs(Right.ADMINISTRATION)
    ModelAndView reset(@PathVariable String key, @PathVariable String language) {
        versions.reset(key, language, OptionalInt.empty());
        return saved(key, language);
    }

    @GetMapping("/versions/{version}")
    ModelAndView version(@PathVariable String key, @PathVariable String language, @PathVariable int version) {
        return new ModelAndView(
                "reminder/templateVersion",
                Map.of(
                        "template", templates.template(key),
                        "language", language,
                        "version", versions.version(key, language, version),
                        "current", versions.current(key, language)));
    }

    @PostMapping("/versions/{version}/restoration")
    @Needs(Right.ADMINISTRATION)
    ModelAndView restore(@PathVariable String key, @PathVariable String language, @PathVariable int version) {
        versions.restore(key, language, version);
        return saved(key, language);
    }

    private static ModelAndView saved(String key, String language) {
        return new ModelAndView("redirect:/settings/templates/" + key + "/" + language + "?saved=true");
    }

    private ModelAndView show(String key, String language, TemplateForm form, Said said) {
        var model = new HashMap<String, Object>(Map.of(
                "template", templates.template(key),
                "language", language,
                "form", form,
                "current", versions.current(key, language),
                "versions", versions.of(key, language),
                "debtors", samples.debtors(),
                "faults", said.faults(),
                "done", said.done(),
                "test", said.test()));
        return new ModelAndView("reminder/template", model);
    }
}
