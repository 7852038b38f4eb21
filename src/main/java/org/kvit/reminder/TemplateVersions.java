package org.kvit.reminder;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kvit.base.Refusal;
import org.kvit.company.Countries;
import org.kvit.reminder.LetterWordings.Place;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// How templates were worded, and when: each save is a version, and none is ever changed. A reset is a version
/// too, one without words: from then on the built-in wording counts again.
@Service
public class TemplateVersions {
    private static final int MOST_SHOWN = 200;
    private static final String SELECT = """
            SELECT v.key, v.language, v.version, v.subject, v.email, v.title, v.letter, v.saved_at, u.name AS saved_by
              FROM letter_template_version v
              LEFT JOIN app_user u ON u.id = v.saved_by
             WHERE v.company_id = current_company()
            """;

    private final JdbcClient jdbc;
    private final LetterTemplates templates;

    TemplateVersions(JdbcClient jdbc, LetterTemplates templates) {
        this.jdbc = jdbc;
        this.templates = templates;
    }

    /// @param number from 1
    /// @param texts empty: back to the built-in wording
    /// @param by empty: the program itself
    public record Version(int number, Optional<LetterTexts> texts, Instant at, Optional<String> by) {}

    /// What counts now. @param latest the last version, if there ever was one
    public record Current(LetterTexts texts, boolean builtIn, Optional<Version> latest) {
        public int number() {
            return latest.map(Version::number).orElse(0);
        }
    }

    /// @throws Refusal if there is no such template, or no letters in this language
    @Transactional(readOnly = true)
    public Current current(String key, String language) {
        var builtIn = builtIn(key, language);
        var latest = jdbc.sql(SELECT + """
                 AND v.key = :key AND v.language = :language
                 ORDER BY v.version DESC LIMIT 1
                """)
                .param("key", key)
                .param("language", language)
                .query(TemplateVersions::version)
                .optional();
        var own = latest.flatMap(Version::texts);
        return new Current(own.orElse(builtIn), own.isEmpty(), latest);
    }

    /// The latest version of every template and language that has any.
    @Transactional(readOnly = true)
    public Map<String, Version> latest() {
        record Row(Place place, Version version) {}
        return jdbc
                .sql("SELECT DISTINCT ON (key, language) * FROM (" + SELECT
                        + ") v ORDER BY key, language, version DESC")
                .query((row, n) -> new Row(new Place(row.getString("key"), row.getString("language")), version(row, n)))
                .list()
                .stream()
                .collect(Collectors.toMap(
                        row -> row.place().key() + "/" + row.place().language(), Row::version));
    }

    /// The newest first; at most 200.
    @Transactional(readOnly = true)
    public List<Version> of(String key, String language) {
        builtIn(key, language);
        return jdbc.sql(SELECT + " AND v.key = :key AND v.language = :language ORDER BY v.version DESC LIMIT :most")
                .param("key", key)
                .param("language", language)
                .param("most", MOST_SHOWN)
                .query(TemplateVersions::version)
                .list();
    }

    /// @throws Refusal if there is no such version
    @Transactional(readOnly = true)
    public Version version(String key, String language, int number) {
        builtIn(key, language);
        return jdbc.sql(SELECT + " AND v.key = :key AND v.language = :language AND v.version = :number")
                .param("key", key)
                .param("language", language)
                .param("number", number)
                .query(TemplateVersions::version)
                .optional()
                .orElseThrow(() -> Refusal.notFound("reminder.template.noVersion"));
    }

    /// Makes a new version, unless the words are those that count already.
    ///
    /// @param seen the version that was before the writer; empty: whatever there is
    /// @throws Refusal if a text can't be read, or if somebody else saved meanwhile
    @Transactional
    public void save(String key, String language, LetterTexts texts, OptionalInt seen) {
        texts.wording();
        write(key, language, Optional.of(texts), seen);
    }

    /// Back to the built-in wording.
    @Transactional
    public void reset(String key, String language, OptionalInt seen) {
        write(key, language, Optional.empty(), seen);
    }

    /// Makes an earlier version count again, as a new one.
    @Transactional
    public void restore(String key, String language, int number) {
        write(key, language, version(key, language, number).texts(), OptionalInt.empty());
    }

    private void write(String key, String language, Optional<LetterTexts> texts, OptionalInt seen) {
        builtIn(key, language);
        lock(key);
        var now = current(key, language);
        if (seen.isPresent() && seen.getAsInt() != now.number()) {
            throw Refusal.conflict(
                    "reminder.template.changed",
                    now.latest().flatMap(Version::by).orElse("–"));
        }
        if (texts.equals(now.latest().flatMap(Version::texts))
                || (now.builtIn() && texts.filter(now.texts()::equals).isPresent())) {
            return;
        }
        jdbc.sql("""
                INSERT INTO letter_template_version (company_id, key, language, version, subject, email, title, letter, saved_by)
                VALUES (current_company(), :key, :language, :version, :subject, :email, :title, :letter, current_actor())
                """)
                .param("key", key)
                .param("language", language)
                .param("version", now.number() + 1)
                .param("subject", column(texts.map(LetterTexts::subject)))
                .param("email", column(texts.map(LetterTexts::email)))
                .param("title", column(texts.map(LetterTexts::title)))
                .param("letter", column(texts.map(LetterTexts::letter)))
                .update();
    }

    /// Two who save at once do so one after the other. A built-in template gets its row when it is first reworded.
    private void lock(String key) {
        if (BuiltInWording.has(key)) {
            jdbc.sql("""
                    INSERT INTO letter_template (company_id, key, based_on) VALUES (current_company(), :key, :key)
                        ON CONFLICT (company_id, key) DO NOTHING
                    """).param("key", key).update();
        }
        jdbc.sql("SELECT id FROM letter_template WHERE company_id = current_company() AND key = :key FOR UPDATE")
                .param("key", key)
                .query(Long.class)
                .single();
    }

    private LetterTexts builtIn(String key, String language) {
        if (!Countries.LETTER_LANGUAGES.contains(language)) {
            throw Refusal.notFound("reminder.template.noLanguage", String.join(", ", Countries.LETTER_LANGUAGES));
        }
        return BuiltInWording.texts(templates.template(key).basedOn(), language);
    }

    static LetterTexts texts(ResultSet row) throws SQLException {
        return new LetterTexts(
                row.getString("subject"), row.getString("email"), row.getString("title"), row.getString("letter"));
    }

    private static Version version(ResultSet row, int n) throws SQLException {
        return new Version(
                row.getInt("version"),
                row.getString("subject") == null ? Optional.empty() : Optional.of(texts(row)),
                row.getObject("saved_at", OffsetDateTime.class).toInstant(),
                Optional.ofNullable(row.getString("saved_by")));
    }

    private static @Nullable String column(Optional<String> text) {
        return text.orElse(null);
    }
}
