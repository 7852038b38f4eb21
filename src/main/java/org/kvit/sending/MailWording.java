package org.kvit.sending;

import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.kvit.base.Money;
import org.kvit.company.Company;
import org.kvit.ui.Formats;
import org.kvit.ui.Texts;
import org.springframework.stereotype.Component;

/// An invoice's e-mail in words. Languages that there is no wording in are written to in English.
@Component
class MailWording {
    private static final Set<String> LANGUAGES = Set.of("en", "lv", "et", "cs", "sk");

    private final Texts texts;

    MailWording(Texts texts) {
        this.texts = texts;
    }

    /// @param reference what the payer should quote
    record Facts(String number, LocalDate due, Money total, Optional<String> reference, Optional<String> orders) {}

    static String language(String customers) {
        return LANGUAGES.contains(customers) ? customers : "en";
    }

    String subject(Company company, Facts facts, String language) {
        return texts.text(Locale.of(language), "sending.mail.subject", facts.number(), company.name());
    }

    String text(Company company, Facts facts, String language) {
        var locale = Locale.of(language);
        var formats = new Formats(locale);
        var text = new StringBuilder(texts.text(locale, "sending.mail.greeting")).append("\n\n");
        text.append(texts.text(
                        locale,
                        "sending.mail.body",
                        facts.number(),
                        formats.money(facts.total()),
                        formats.date(facts.due())))
                .append('\n');
        facts.orders()
                .ifPresent(orders -> text.append(texts.text(locale, "sending.mail.orders", orders))
                        .append('\n'));
        facts.reference()
                .ifPresent(reference -> text.append(texts.text(locale, "sending.mail.reference", reference))
                        .append('\n'));
        return text.append('\n')
                .append(texts.text(locale, "sending.mail.regards"))
                .append('\n')
                .append(company.name())
                .append('\n')
                .toString();
    }
}
