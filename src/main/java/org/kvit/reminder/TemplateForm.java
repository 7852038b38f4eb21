package org.kvit.reminder;

import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// A template as it stands in its editor: what was typed, right or wrong.
///
/// @param version the one that was before the writer
/// @param customer whom it is tried on; none: the example
/// @param one with the oldest invoice alone
public record TemplateForm(
        @Nullable String subject,
        @Nullable String email,
        @Nullable String title,
        @Nullable String letter,
        @Nullable Integer version,
        @Nullable Long customer,
        @Nullable Boolean one) {

    static TemplateForm of(TemplateVersions.Current current, Optional<Long> customer) {
        var texts = current.texts();
        return new TemplateForm(
                texts.subject(),
                texts.email(),
                texts.title(),
                texts.letter(),
                current.number(),
                customer.orElse(null),
                false);
    }

    public LetterTexts texts() {
        return new LetterTexts(typed(subject), typed(email), typed(title), typed(letter));
    }

    OptionalInt seen() {
        return version == null ? OptionalInt.empty() : OptionalInt.of(version);
    }

    /// @param key the template's: the one for before the due date is tried on what isn't overdue
    TemplateSamples.Wish wish(String key) {
        return new TemplateSamples.Wish(
                Optional.ofNullable(customer), Boolean.TRUE.equals(one), !key.equals(BuiltInWording.EARLY));
    }

    public boolean isOf(long id) {
        return customer != null && customer == id;
    }

    private static String typed(@Nullable String text) {
        return text == null ? "" : text;
    }
}
