package org.kvit.reminder;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.kvit.base.Refusal;
import org.kvit.company.Companies;
import org.kvit.company.Countries;
import org.kvit.company.Needs;
import org.kvit.company.Right;
import org.kvit.ui.Faults;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// All letter templates in all languages, to be read by all and changed by an administrator.
@Controller
@RequestMapping("/settings/templates")
class TemplatesScreen {
    private final LetterTemplates templates;
    private final TemplateVersions versions;
    private final Companies companies;

    TemplatesScreen(LetterTemplates templates, TemplateVersions versions, Companies companies) {
        this.templates = templates;
        this.versions = versions;
        this.companies = companies;
    }

    @GetMapping
    ModelAndView list() {
        return list("", LetterTone.FRIENDLY.template(), Faults.NONE);
    }

    @PostMapping
    @Needs(Right.ADMINISTRATION)
    ModelAndView create(@RequestParam String name, @RequestParam String basedOn, HttpServletResponse response) {
        try {
            var key = templates.create(name, basedOn);
            return new ModelAndView("redirect:/settings/templates/" + key + "/" + language());
        } catch (Refusal refusal) {
            response.setStatus(refusal.kind().status());
            return list(name, basedOn, Faults.of(refusal));
        }
    }

    @PostMapping("/{key}/name")
    @Needs(Right.ADMINISTRATION)
    String rename(@PathVariable String key, @RequestParam String name) {
        templates.rename(key, name);
        return "redirect:/settings/templates/" + key + "/" + language() + "?saved=true";
    }

    @PostMapping("/{key}/deletion")
    @Needs(Right.ADMINISTRATION)
    String delete(@PathVariable String key) {
        templates.delete(key);
        return "redirect:/settings/templates";
    }

    private String language() {
        var own = companies.own().language();
        return Countries.LETTER_LANGUAGES.contains(own) ? own : "en";
    }

    private ModelAndView list(String name, String basedOn, Faults faults) {
        return new ModelAndView(
                "reminder/templates",
                Map.of(
                        "templates",
                        templates.all(),
                        "latest",
                        versions.latest(),
                        "name",
                        name,
                        "basedOn",
                        basedOn,
                        "faults",
                        faults));
    }
}
