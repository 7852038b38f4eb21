package org.kvit.reminder;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.kvit.base.Refusal;
import org.kvit.company.Companies;
import org.kvit.reminder.LetterWordings.Place;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The letter templates of the bound company: the built-in ones, and its own, each made from a built-in one.
/// [TemplateVersions] keeps their words.
@Service
public class LetterTemplates {
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_KEY = 36;
    private static final int MOST = 50;

    private final JdbcClient jdbc;
    private final Companies companies;

    LetterTemplates(JdbcClient jdbc, Companies companies) {
        this.jdbc = jdbc;
        this.companies = companies;
    }

    /// @param name empty: built in
    /// @param basedOn the built-in one whose words it has where the company has none of its own
    public record Template(String key, Optional<String> name, String basedOn) {
        public boolean builtIn() {
            return name.isEmpty();
        }
    }

    /// The built-in ones, the friendliest first, then the company's own by name.
    @Transactional(readOnly = true)
    public List<Template> all() {
        var own = jdbc.sql("""
                SELECT key, name, based_on FROM letter_template
                 WHERE company_id = current_company() AND name IS NOT NULL
                 ORDER BY name, key
                """)
                .query((row, n) -> new Template(row.getString(1), Optional.of(row.getString(2)), row.getString(3)))
                .list();
        return java.util.stream.Stream.concat(
                        BuiltInWording.KEYS.stream().map(key -> new Template(key, Optional.empty(), key)), own.stream())
                .toList();
    }

    /// What a level may choose: key to the company's own name, empty for a built-in one. The wording before the due
    /// date is not among them: the built-in ones speak so by themselves.
    @Transactional(readOnly = true)
    public Map<String, Optional<String>> names() {
        var names = new LinkedHashMap<String, Optional<String>>();
        all().stream()
                .filter(template -> !template.key().equals(BuiltInWording.EARLY))
                .forEach(template -> names.put(template.key(), template.name()));
        return names;
    }

    /// @throws Refusal if there is no such template
    @Transactional(readOnly = true)
    public Template template(String key) {
        return all().stream()
                .filter(template -> template.key().equals(key))
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("reminder.template.notFound"));
    }

    /// All that letters are written with, by one statement for as many letters as there are.
    @Transactional(readOnly = true)
    LetterWordings wordings() {
        var bases = new HashMap<String, String>();
        var own = new HashMap<Place, LetterWording>();
        jdbc.sql("""
                SELECT t.key, t.based_on, v.language, v.subject, v.email, v.title, v.letter
                  FROM letter_template t
                  LEFT JOIN (SELECT DISTINCT ON (key, language) *
                               FROM letter_template_version
                              WHERE company_id = current_company()
                              ORDER BY key, language, version DESC) v ON v.key = t.key AND v.subject IS NOT NULL
                 WHERE t.company_id = current_company()
                """).query(row -> {
            bases.put(row.getString("key"), row.getString("based_on"));
            if (row.getString("language") != null) {
                own.put(
                        new Place(row.getString("key"), row.getString("language")),
                        TemplateVersions.texts(row).wording());
            }
        });
        return new LetterWordings(bases, own, companies.own().language());
    }

    /// Makes a template of the company's own, with the words that the company uses for the built-in one now.
    ///
    /// @param from a built-in one
    /// @return its key, made from its name
    /// @throws Refusal for a name that is taken, or none
    @Transactional
    public String create(String name, String from) {
        var key = freeKey(name);
        create(key, name, from);
        jdbc.sql("""
                INSERT INTO letter_template_version (company_id, key, language, version, subject, email, title, letter, saved_by)
                SELECT current_company(), :key, v.language, 1, v.subject, v.email, v.title, v.letter, current_actor()
                  FROM (SELECT DISTINCT ON (language) *
                          FROM letter_template_version
                         WHERE company_id = current_company() AND key = :from
                         ORDER BY language, version DESC) v
                 WHERE v.subject IS NOT NULL
                """).param("key", key).param("from", from).update();
        return key;
    }

    void create(String key, String name, String from) {
        if (!BuiltInWording.has(from)) {
            throw Refusal.invalid("basedOn", "reminder.template.fault.basedOn", String.join(", ", BuiltInWording.KEYS));
        }
        checkName(name, Optional.empty());
        if (all().size() >= MOST) {
            throw Refusal.invalid("name", "reminder.template.fault.most", MOST);
        }
        jdbc.sql("""
                INSERT INTO letter_template (company_id, key, name, based_on) VALUES (current_company(), :key, :name, :from)
                """)
                .param("key", key)
                .param("name", name.strip())
                .param("from", from)
                .update();
    }

    /// Levels go on naming it by its key.
    @Transactional
    public void rename(String key, String name) {
        ownTemplate(key);
        checkName(name, Optional.of(key));
        jdbc.sql("UPDATE letter_template SET name = :name WHERE company_id = current_company() AND key = :key")
                .param("name", name.strip())
                .param("key", key)
                .update();
    }

    /// What was sent with it stays as it was sent.
    /// @throws Refusal for a built-in one, or one that a level uses
    @Transactional
    public void delete(String key) {
        ownTemplate(key);
        jdbc.sql("SELECT id FROM letter_template WHERE company_id = current_company() AND key = :key FOR UPDATE")
                .param("key", key)
                .query(Long.class)
                .single();
        ChosenTemplates.checkUnused(jdbc, key);
        jdbc.sql("DELETE FROM letter_template WHERE company_id = current_company() AND key = :key")
                .param("key", key)
                .update();
    }

    private void ownTemplate(String key) {
        if (template(key).builtIn()) {
            throw Refusal.conflict("reminder.template.builtIn.stays");
        }
    }

    private void checkName(String name, Optional<String> key) {
        var written = name.strip();
        if (written.isEmpty()
                || written.length() > LONGEST_NAME
                || written.chars().anyMatch(Character::isISOControl)) {
            throw Refusal.invalid("name", "reminder.template.fault.name", LONGEST_NAME);
        }
        boolean taken = all().stream()
                .anyMatch(other -> !key.equals(Optional.of(other.key()))
                        && other.name().filter(written::equalsIgnoreCase).isPresent());
        if (taken) {
            throw Refusal.invalid("name", "reminder.template.fault.taken", written);
        }
    }

    /// Such as `key-customers` for “Key customers”; a number behind it where that is taken.
    private String freeKey(String name) {
        var plain = Normalizer.normalize(name, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-");
        var cut = plain.substring(0, Math.min(plain.length(), LONGEST_KEY)).replaceAll("^-+|-+$", "");
        var stem = cut.isEmpty() ? "template" : cut;
        var taken = all().stream().map(Template::key).toList();
        return IntStream.rangeClosed(1, MOST + 1)
                .mapToObj(i -> i == 1 ? stem : stem + "-" + i)
                .filter(key -> !taken.contains(key))
                .findFirst()
                .orElseThrow();
    }
}
