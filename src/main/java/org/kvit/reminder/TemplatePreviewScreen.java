package org.kvit.reminder;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.kvit.base.Refusal;
import org.kvit.company.Anybody;
import org.kvit.document.PdfPictures;
import org.kvit.ui.Faults;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/// What is typed into a template's editor, as a customer would get it. Changes nothing, so it is everybody's.
@Controller
@RequestMapping("/settings/templates/{key}/{language}")
@Anybody
class TemplatePreviewScreen {
    private static final int MOST_PAGES = 2;
    /// What a letter's HTML may do in the reader's browser: show itself.
    private static final String POLICY =
            "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; sandbox";

    private final TemplateVersions versions;
    private final TemplateSamples samples;
    private final ReminderLetter letters;

    TemplatePreviewScreen(TemplateVersions versions, TemplateSamples samples, ReminderLetter letters) {
        this.versions = versions;
        this.samples = samples;
        this.letters = letters;
    }

    @PostMapping("/preview")
    ModelAndView preview(@PathVariable String key, @PathVariable String language, TemplateForm form) {
        var model = new HashMap<String, Object>(Map.of("faults", Faults.NONE, "preview", Optional.empty()));
        try {
            var letter = letter(key, language, form);
            model.put(
                    "preview",
                    Optional.of(new TemplatePreview(
                            letter.recipient().name(),
                            letters.subject(letter),
                            PdfPictures.of(letters.pdf(letter), MOST_PAGES),
                            letters.text(letter))));
        } catch (Refusal refusal) {
            if (refusal.faults().isEmpty()) {
                throw refusal;
            }
            model.put("faults", Faults.of(refusal));
        }
        return new ModelAndView("reminder/templatePreview", model);
    }

    @PostMapping("/email-preview")
    ResponseEntity<String> email(@PathVariable String key, @PathVariable String language, TemplateForm form) {
        return ResponseEntity.ok()
                .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
                .header("Content-Security-Policy", POLICY)
                .body(letters.html(letter(key, language, form)));
    }

    private LetterModel letter(String key, String language, TemplateForm form) {
        versions.current(key, language);
        return samples.letter(form.texts().wording(), language, form.wish(key));
    }
}
