package org.kvit.reminder;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.kvit.api.Listing;
import org.kvit.base.Refusal;
import org.kvit.company.Countries;
import org.kvit.company.Needs;
import org.kvit.company.Right;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// `/api/v1/letter-templates`: how letters are worded.
@RestController
@RequestMapping("/api/v1/letter-templates")
class LetterTemplatesApi {
    private static final String KEY = "[a-z0-9]+(-[a-z0-9]+)*";
    private static final int LONGEST_KEY = 40;

    private final LetterTemplates templates;
    private final TemplateVersions versions;

    LetterTemplatesApi(LetterTemplates templates, TemplateVersions versions) {
        this.templates = templates;
        this.versions = versions;
    }

    /// @param name null: built in
    /// @param basedOn the built-in one whose words it has in languages that it isn't worded in
    record TemplateBody(String key, @Nullable String name, String basedOn, List<LanguageBody> languages) {}

    /// @param builtIn whether the words are those that come with the program
    /// @param version 0: never saved
    record LanguageBody(
            String language,
            boolean builtIn,
            int version,
            @Nullable Instant savedAt,
            @Nullable String savedBy) {}

    record TextsBody(
            String key,
            String language,
            boolean builtIn,
            int version,
            String subject,
            String email,
            String title,
            String letter) {}

    /// @param name of a template that isn't there yet; its key, if left out
    /// @param basedOn likewise; `friendly`, if left out
    record NewTexts(
            @Nullable String subject,
            @Nullable String email,
            @Nullable String title,
            @Nullable String letter,
            @Nullable String name,
            @Nullable String basedOn) {}

    @GetMapping
    Listing<TemplateBody> list() {
        var latest = versions.latest();
        return new Listing<>(
                templates.all().stream()
                        .map(template -> new TemplateBody(
                                template.key(),
                                template.name().orElse(null),
                                template.basedOn(),
                                Countries.LETTER_LANGUAGES.stream()
                                        .map(language -> language(
                                                language,
                                                Optional.ofNullable(latest.get(template.key() + "/" + language))))
                                        .toList()))
                        .toList(),
                null);
    }

    @GetMapping("/{key}/{language}")
    TextsBody read(@PathVariable String key, @PathVariable String language) {
        var current = versions.current(key, language);
        var texts = current.texts();
        return new TextsBody(
                key,
                language,
                current.builtIn(),
                current.number(),
                texts.subject(),
                texts.email(),
                texts.title(),
                texts.letter());
    }

    @PutMapping("/{key}/{language}")
    @Needs(Right.ADMINISTRATION)
    @Transactional
    TextsBody save(@PathVariable String key, @PathVariable String language, @RequestBody NewTexts body) {
        if (templates.all().stream().noneMatch(template -> template.key().equals(key))) {
            if (key.length() > LONGEST_KEY || !key.matches(KEY)) {
                throw Refusal.invalid("key", "reminder.template.fault.key", LONGEST_KEY);
            }
            templates.create(
                    key,
                    body.name() == null ? key : body.name(),
                    body.basedOn() == null ? LetterTone.FRIENDLY.template() : body.basedOn());
        }
        versions.save(
                key,
                language,
                new LetterTexts(typed(body.subject()), typed(body.email()), typed(body.title()), typed(body.letter())),
                OptionalInt.empty());
        return read(key, language);
    }

    /// Back to the built-in wording.
    @DeleteMapping("/{key}/{language}")
    @Needs(Right.ADMINISTRATION)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void reset(@PathVariable String key, @PathVariable String language) {
        versions.reset(key, language, OptionalInt.empty());
    }

    private static LanguageBody language(String language, Optional<TemplateVersions.Version> version) {
        return new LanguageBody(
                language,
                version.flatMap(TemplateVersions.Version::texts).isEmpty(),
                version.map(TemplateVersions.Version::number).orElse(0),
                version.map(TemplateVersions.Version::at).orElse(null),
                version.flatMap(TemplateVersions.Version::by).orElse(null));
    }

    private static String typed(@Nullable String text) {
        return text == null ? "" : text;
    }
}
