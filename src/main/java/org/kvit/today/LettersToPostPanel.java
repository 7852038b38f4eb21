package org.kvit.today;

import gg.jte.Content;
import gg.jte.TemplateEngine;
import java.util.Map;
import java.util.Optional;
import org.kvit.company.Right;
import org.kvit.reminder.PostalLetters;
import org.kvit.ui.Page;
import org.springframework.stereotype.Component;

/// How many letters wait to be printed and posted.
@Component
class LettersToPostPanel implements TodayPanel {
    private final PostalLetters letters;
    private final TemplateEngine templates;

    LettersToPostPanel(PostalLetters letters, TemplateEngine templates) {
        this.letters = letters;
        this.templates = templates;
    }

    @Override
    public Optional<Content> panel(Page page) {
        if (!page.may(Right.REMINDERS)) {
            return Optional.empty();
        }
        int waiting = letters.count(Optional.empty());
        return waiting == 0
                ? Optional.empty()
                : Optional.of(output ->
                        templates.render("today/toPost.jte", Map.of("page", page, "letters", waiting), output));
    }
}
