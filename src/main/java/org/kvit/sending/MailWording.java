package org.kvit.sending;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.kvit.company.Company;
import org.kvit.ui.Formats;
import org.kvit.ui.Texts;
import org.springframework.stereotype.Component;

/// The e-mail of an invoice or a credit note in words. Languages that there is no wording in are
/// written to in English.
@Component
class MailWording {
    private static final Set<String> LANGUAGES = Set.of("en", "lv", "et", "cs", "sk");

    private final Texts texts;

    MailWording(Texts texts) {
        this.texts = texts;
    }

    /// @param orders the customer's references
    record Facts(Paper paper, Optional<String> orders) {}

    static String language(String customers) {
        return LANGUAGES.contains(customers) ? customers : "en";
    }

    String subject(Company company, Facts facts, String language) {
        return texts.text(
                Locale.of(language),
                "sending.mail.subject." + facts.paper().kind(),
                facts.paper().number(),
                company.name());
    }

    String text(Company company, Facts facts, String language) {
        var locale = Locale.of(language);
        var formats = new Formats(locale);
        var text = new StringBuilder(texts.text(locale, "sending.mail.greeting")).append("\n\n");
        var paper = facts.paper();
        text.append(texts.text(
                        locale,
                        "sending.mail.body." + paper.kind(),
                        paper.number(),
                        formats.money(paper.total()),
                        formats.date(paper.invoice().dueDate()),
                        paper.invoice().number()))
                .append('\n');
        facts.orders()
                .ifPresent(orders -> text.append(texts.text(locale, "sending.mail.orders", orders))
                        .append('\n'));
        paper.reference()
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
