package org.kvit.reminder;

import java.util.Map;
import java.util.Optional;
import org.kvit.company.Countries;

/// All wordings of a company at one moment, so that letters are written without asking the database again. Pure.
///
/// @param bases what the company's own templates were made from, by key
/// @param own what the company words its own way
/// @param language the company's
record LetterWordings(Map<String, String> bases, Map<Place, LetterWording> own, String language) {
    /// A template in one language.
    record Place(String key, String language) {}

    LetterWordings {
        bases = Map.copyOf(bases);
        own = Map.copyOf(own);
    }

    /// The language a customer is written to in: their own, else the company's, else English.
    String languageFor(String customers) {
        return Countries.LETTER_LANGUAGES.contains(customers)
                ? customers
                : Countries.LETTER_LANGUAGES.contains(language) ? language : "en";
    }

    /// What a template says: the company's own words; where it has none in this language, those that come with the
    /// program. A built-in template gives way to `early` while nothing is overdue.
    ///
    /// @param key a built-in one's or an own one's; one that is gone speaks in a friendly tone
    /// @param in a language that letters are written in
    LetterWording of(String key, String in, boolean overdue) {
        var template = speaking(key, overdue);
        return Optional.ofNullable(own.get(new Place(template, in)))
                .orElseGet(() -> BuiltInWording.wording(base(template), in));
    }

    /// The template whose words count.
    static String speaking(String key, boolean overdue) {
        return !overdue && BuiltInWording.has(key) ? BuiltInWording.EARLY : key;
    }

    private String base(String key) {
        return BuiltInWording.has(key) ? key : bases.getOrDefault(key, LetterTone.FRIENDLY.template());
    }
}
