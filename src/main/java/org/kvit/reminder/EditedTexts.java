package org.kvit.reminder;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kvit.base.Refusal;
import org.kvit.company.OwnCustomers;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// What a person wrote for one letter alone, in place of its template's words. It is read as a
/// template is ([LetterTexts#wording]): amounts and dates stay variables, which are filled in when
/// the letter is sent.
@Component
class EditedTexts {
    private static final String VISIBLE = OwnCustomers.seenOf("l");

    private final JdbcClient jdbc;

    EditedTexts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// @param language that the person wrote in; the letter goes in it, whatever the customer's has
    /// become since
    record Edited(String language, LetterTexts texts) {
        LetterModel on(LetterModel letter) {
            return letter.worded(texts.wording(), language);
        }
    }

    @Transactional(readOnly = true)
    public Optional<Edited> of(long letter) {
        return Optional.ofNullable(of(List.of(letter)).get(letter));
    }

    /// By letter; those without are not in it.
    @Transactional(readOnly = true)
    public Map<Long, Edited> of(Collection<Long> letters) {
        var all = new HashMap<Long, Edited>();
        jdbc.sql("""
                SELECT t.letter_id, t.language, t.subject, t.email, t.title, t.letter
                  FROM reminder_letter_text t
                 WHERE t.company_id = current_company() AND t.letter_id = ANY (:letters)
                """).param("letters", letters.toArray(Long[]::new)).query(row -> {
            all.put(row.getLong("letter_id"), new Edited(row.getString("language"), TemplateVersions.texts(row)));
        });
        return all;
    }

    /// @throws Refusal if a text can't be read, naming line and character; once the letter has been
    /// sent or dropped
    @Transactional
    public void save(long letter, String language, LetterTexts texts) {
        texts.wording();
        lock(letter);
        jdbc.sql("""
                INSERT INTO reminder_letter_text (company_id, letter_id, language, subject, email, title, letter, written_by)
                VALUES (current_company(), :id, :language, :subject, :email, :title, :letter, current_actor())
                    ON CONFLICT (company_id, letter_id) DO UPDATE
                   SET language = EXCLUDED.language, subject = EXCLUDED.subject, email = EXCLUDED.email, title = EXCLUDED.title,
                       letter = EXCLUDED.letter, written_by = EXCLUDED.written_by, written_at = now()
                """)
                .param("id", letter)
                .param("language", language)
                .param("subject", texts.subject())
                .param("email", texts.email())
                .param("title", texts.title())
                .param("letter", texts.letter())
                .update();
    }

    /// Back to the template's words.
    @Transactional
    public void reset(long letter) {
        lock(letter);
        jdbc.sql("DELETE FROM reminder_letter_text WHERE company_id = current_company() AND letter_id = :id")
                .param("id", letter)
                .update();
    }

    /// Against an order that comes at the same time: what is ordered goes out as it was read.
    private void lock(long letter) {
        var state = jdbc.sql("""
                SELECT l.state FROM reminder_letter l
                 WHERE l.company_id = current_company() AND l.id = :id AND %s
                   FOR UPDATE OF l
                """.formatted(VISIBLE))
                .param("id", letter)
                .query(String.class)
                .optional()
                .orElseThrow(() -> Refusal.notFound("reminder.letter.notFound"));
        if (!state.equals("proposed")) {
            throw Refusal.conflict("reminder.card.gone");
        }
    }
}
