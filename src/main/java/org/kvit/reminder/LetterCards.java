package org.kvit.reminder;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.kvit.base.Refusal;
import org.kvit.company.OwnCustomers;
import org.kvit.customer.CustomerId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// The one-by-one way through a run. Where a person stands follows from the letters: it survives
/// leaving.
@Component
class LetterCards {
    private static final int MOST_PHONES = 50;
    /// Of a letter `l`: it waits for a decision.
    private static final String UNDECIDED = """
            (l.state = 'proposed' AND EXISTS (SELECT FROM reminder_letter_line n
                                               WHERE n.company_id = l.company_id AND n.letter_id = l.id AND NOT n.excluded))
            """;

    private final JdbcClient jdbc;
    private final RunReadings readings;
    private final LetterPreviews previews;
    private final EditedTexts edited;
    private final TemplateVersions templates;
    private final ReminderLetter letters;

    LetterCards(
            JdbcClient jdbc,
            RunReadings readings,
            LetterPreviews previews,
            EditedTexts edited,
            TemplateVersions templates,
            ReminderLetter letters) {
        this.jdbc = jdbc;
        this.readings = readings;
        this.previews = previews;
        this.edited = edited;
        this.templates = templates;
        this.letters = letters;
    }

    private record Place(int position, int all, int decided, long next, long first, long previous) {}

    /// The first letter that waits for a decision.
    @Transactional(readOnly = true)
    public Optional<Long> first(RunId run) {
        readings.run(run);
        return Optional.of(place(run, 0).first()).filter(id -> id > 0);
    }

    /// The one that waits after another; the first one again after the last.
    @Transactional(readOnly = true)
    public Optional<Long> after(RunId run, long letter) {
        var place = place(run, letter);
        return Optional.of(place.next() > 0 ? place.next() : place.first()).filter(id -> id > 0);
    }

    /// @throws Refusal if the run has no such letter, or the actor may not see its customer
    @Transactional(readOnly = true)
    public LetterCard of(RunId run, long id) {
        var letter = readings.letter(run, id);
        var place = place(run, id);
        var shown = letter.waits() ? previews.shown(letter, run.value()) : Optional.<LetterPreviews.Shown>empty();
        return new LetterCard(
                readings.run(run),
                letter,
                levelName(id, letter.level()),
                shown.map(s -> words(id, s)),
                shown.map(s -> letters.subject(s.model())).orElse(""),
                new LetterCard.Progress(place.position(), place.all(), place.decided()),
                Optional.of(place.next() > 0 ? place.next() : place.first()).filter(next -> next > 0),
                Optional.of(place.previous()).filter(previous -> previous > 0),
                phones(letter.customer()));
    }

    /// What the editor begins with: what was written for this letter, else its template's words.
    private LetterCard.Words words(long letter, LetterPreviews.Shown shown) {
        return edited.of(letter)
                .map(e -> new LetterCard.Words(e.texts(), e.language()))
                .orElseGet(() -> new LetterCard.Words(
                        templates
                                .current(shown.template(), shown.model().language())
                                .texts(),
                        shown.model().language()));
    }

    private Place place(RunId run, long letter) {
        return jdbc.sql("""
                SELECT count(*) FILTER (WHERE l.id <= :letter)::int AS position, count(*)::int AS all_of,
                       count(*) FILTER (WHERE NOT %1$s)::int AS decided,
                       coalesce(min(l.id) FILTER (WHERE l.id > :letter AND %1$s), 0) AS next,
                       coalesce(min(l.id) FILTER (WHERE l.id <> :letter AND %1$s), 0) AS first,
                       coalesce(max(l.id) FILTER (WHERE l.id < :letter), 0) AS previous
                  FROM reminder_letter l
                 WHERE l.company_id = current_company() AND l.run_id = :run AND %2$s
                """.formatted(UNDECIDED, OwnCustomers.seenOf("l")))
                .param("run", run.value())
                .param("letter", letter)
                .query((row, n) -> new Place(
                        row.getInt("position"),
                        row.getInt("all_of"),
                        row.getInt("decided"),
                        row.getLong("next"),
                        row.getLong("first"),
                        row.getLong("previous")))
                .single();
    }

    private String levelName(long letter, int level) {
        return jdbc.sql(
                        "SELECT coalesce(level_name, '') FROM reminder_letter WHERE company_id = current_company() AND id = :id")
                .param("id", letter)
                .query((row, n) -> Objects.requireNonNull(row.getString(1)))
                .optional()
                .filter(name -> !name.isEmpty())
                .orElse(Integer.toString(level));
    }

    private List<LetterCard.Phone> phones(CustomerId customer) {
        return jdbc.sql("""
                SELECT 0 AS contact, k.name, NULL AS role, k.phone
                  FROM customer k
                 WHERE k.company_id = current_company() AND k.id = :customer AND k.phone <> ''
                 UNION ALL
                (SELECT c.id, c.name, c.role, c.phone
                   FROM contact c
                  WHERE c.company_id = current_company() AND c.customer_id = :customer AND c.phone <> ''
                  ORDER BY c.id
                  LIMIT :most)
                """)
                .param("customer", customer.value())
                .param("most", MOST_PHONES)
                .query((row, n) -> new LetterCard.Phone(
                        Optional.of(row.getLong("contact")).filter(id -> id > 0),
                        row.getString("name"),
                        Optional.ofNullable(row.getString("role")).filter(role -> !role.isBlank()),
                        row.getString("phone")))
                .list();
    }
}
