package org.kvit.reminder;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.kvit.base.Refusal;
import org.kvit.company.Companies;
import org.kvit.company.OwnCustomers;
import org.kvit.customer.ReminderPolicies;
import org.kvit.ui.Texts;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The reminder policies of the bound company: one default, and any number of others that customers may have
/// instead. Until the company makes its own, its default is the standard one, in its own language.
@Service
public class Policies implements ReminderPolicies {
    static final int MOST = 50;
    private static final int LONGEST_NAME = 100;

    private final JdbcClient jdbc;
    private final Companies companies;
    private final Texts texts;

    Policies(JdbcClient jdbc, Companies companies, Texts texts) {
        this.jdbc = jdbc;
        this.companies = companies;
        this.texts = texts;
    }

    /// The default one.
    @Transactional(readOnly = true)
    public ReminderPolicy own() {
        return all().standard();
    }

    /// All of them, as the planner asks for them.
    @Transactional(readOnly = true)
    public PolicySet all() {
        var byId = new HashMap<PolicyId, ReminderPolicy>();
        var standard = new ArrayList<ReminderPolicy>();
        rows(false).forEach(kept -> {
            kept.id().ifPresent(id -> byId.put(id, kept.policy()));
            if (kept.isDefault()) {
                standard.add(kept.policy());
            }
        });
        return new PolicySet(standard.getFirst(), byId);
    }

    @Override
    @Transactional(readOnly = true)
    public Offered offered() {
        record Name(Optional<Long> id, String name) {}
        var names = jdbc.sql("""
                SELECT CASE WHEN NOT is_default THEN id END AS id, name
                  FROM reminder_policy
                 WHERE company_id = current_company()
                 ORDER BY name COLLATE "und-x-icu", id
                """)
                .query((row, n) ->
                        new Name(Optional.ofNullable(row.getObject("id", Long.class)), row.getString("name")))
                .list();
        return new Offered(
                names.stream()
                        .filter(n -> n.id().isEmpty())
                        .map(Name::name)
                        .findFirst()
                        .orElseGet(() -> texts.text(language(), "reminder.policy.standard")),
                names.stream()
                        .flatMap(n -> n.id().map(id -> new Choice(id, n.name())).stream())
                        .toList());
    }

    /// The default first, then by name, each with the number of its customers.
    @Transactional(readOnly = true)
    public List<KeptPolicy> list() {
        return rows(true);
    }

    /// @param id empty: the default
    /// @throws Refusal if there is no such policy
    @Transactional(readOnly = true)
    public KeptPolicy find(Optional<PolicyId> id) {
        return list().stream()
                .filter(kept -> id.isEmpty() ? kept.isDefault() : kept.id().equals(id))
                .findFirst()
                .orElseThrow(Policies::notFound);
    }

    /// Changes the default; what was sent under it stays counted by level.
    @Transactional
    public void save(ReminderPolicy policy) {
        LevelRows.write(jdbc, keptDefault(), policy.levels());
    }

    /// @param id empty: the default
    /// @throws Refusal naming the name if it won't do; if there is no such policy
    @Transactional
    public PolicyId save(Optional<PolicyId> id, String name, ReminderPolicy policy) {
        check(name);
        var kept = id.orElseGet(this::keptDefault);
        int renamed = unique(
                name,
                () -> jdbc.sql("""
                        UPDATE reminder_policy SET name = :name WHERE company_id = current_company() AND id = :id
                        """)
                        .param("name", name.strip())
                        .param("id", kept.value())
                        .update());
        if (renamed == 0) {
            throw notFound();
        }
        LevelRows.write(jdbc, kept, policy.levels());
        return kept;
    }

    /// Nobody has it yet.
    /// @throws Refusal naming the name if it won't do; when there are too many
    @Transactional
    public PolicyId create(String name, ReminderPolicy policy) {
        check(name);
        keptDefault(); // so that there is one when the first other comes
        if (rows(false).size() >= MOST) {
            throw Refusal.conflict("reminder.policies.most", MOST);
        }
        var id = new PolicyId(unique(
                name,
                () -> jdbc.sql("""
                        INSERT INTO reminder_policy (company_id, name) VALUES (current_company(), :name) RETURNING id
                        """)
                        .param("name", name.strip())
                        .query(Long.class)
                        .single()));
        LevelRows.write(jdbc, id, policy.levels());
        return id;
    }

    /// [#create], and [#makeDefault] if that is wished, or nothing of both.
    @Transactional
    public PolicyId create(String name, ReminderPolicy policy, boolean asDefault) {
        var id = create(name, policy);
        if (asDefault) {
            makeDefault(id);
        }
        return id;
    }

    /// [#save], and [#makeDefault] if that is wished, or nothing of both.
    @Transactional
    public void save(PolicyId id, String name, ReminderPolicy policy, boolean asDefault) {
        save(Optional.of(id), name, policy);
        if (asDefault) {
            makeDefault(id);
        }
    }

    /// Those who name no policy of their own go by this one from now on.
    @Transactional
    public void makeDefault(PolicyId id) {
        lock();
        find(Optional.of(id));
        jdbc.sql("""
                UPDATE customer SET reminder_policy_id = NULL
                 WHERE company_id = current_company() AND reminder_policy_id = :id
                """).param("id", id.value()).update();
        jdbc.sql(
                        "UPDATE reminder_policy SET is_default = false WHERE company_id = current_company() AND is_default AND id <> :id")
                .param("id", id.value())
                .update();
        jdbc.sql(
                        "UPDATE reminder_policy SET is_default = true WHERE company_id = current_company() AND NOT is_default AND id = :id")
                .param("id", id.value())
                .update();
    }

    /// @param move whether its customers go over to the default; if not, it goes only when it has none
    /// @throws Refusal for the default, and for one that customers have and shall not lose
    @Transactional
    public void delete(PolicyId id, boolean move) {
        lock();
        if (find(Optional.of(id)).isDefault()) {
            throw Refusal.conflict("reminder.policies.isDefault");
        }
        // Whoever gives it to a customer at this moment waits, and then finds it gone.
        jdbc.sql("SELECT id FROM reminder_policy WHERE company_id = current_company() AND id = :id FOR UPDATE")
                .param("id", id.value())
                .query(Long.class)
                .single();
        long customers = jdbc.sql("""
                SELECT count(*) FROM customer WHERE company_id = current_company() AND reminder_policy_id = :id
                """).param("id", id.value()).query(Long.class).single();
        if (customers > 0 && !move) {
            throw Refusal.conflict("reminder.policies.used", customers);
        }
        jdbc.sql("""
                UPDATE customer SET reminder_policy_id = NULL
                 WHERE company_id = current_company() AND reminder_policy_id = :id
                """).param("id", id.value()).update();
        jdbc.sql("DELETE FROM reminder_level WHERE company_id = current_company() AND policy_id = :id")
                .param("id", id.value())
                .update();
        jdbc.sql("DELETE FROM reminder_policy WHERE company_id = current_company() AND id = :id")
                .param("id", id.value())
                .update();
    }

    private List<KeptPolicy> rows(boolean counted) {
        record Head(Optional<PolicyId> id, String name, boolean isDefault, long customers) {}
        var levels = new LinkedHashMap<Head, List<ReminderLevel>>();
        jdbc.sql("""
                SELECT p.id, p.name, p.is_default, %s AS customers, %s
                  FROM reminder_policy p
                """.formatted(counted ? customers() : "0", LevelRows.COLUMNS) + LevelRows.JOINED + """
                 WHERE p.company_id = current_company()
                 ORDER BY p.is_default DESC, p.name COLLATE "und-x-icu", p.id, l.level
                """)
                .query(row -> {
                    var head = new Head(
                            Optional.of(new PolicyId(row.getLong("id"))),
                            row.getString("name"),
                            row.getBoolean("is_default"),
                            row.getLong("customers"));
                    levels.computeIfAbsent(head, _ -> new ArrayList<>()).add(LevelRows.level(row));
                });
        var kept = new ArrayList<KeptPolicy>();
        if (levels.keySet().stream().noneMatch(Head::isDefault)) {
            kept.add(standard(counted));
        }
        levels.forEach((head, all) -> kept.add(
                new KeptPolicy(head.id(), head.name(), head.isDefault(), head.customers(), new ReminderPolicy(all))));
        return List.copyOf(kept);
    }

    private KeptPolicy standard(boolean counted) {
        var language = language();
        long customers = counted
                ? jdbc.sql("SELECT count(*) FROM customer k WHERE k.company_id = current_company() AND "
                                + OwnCustomers.seen("k"))
                        .query(Long.class)
                        .single()
                : 0;
        return new KeptPolicy(
                Optional.empty(),
                texts.text(language, "reminder.policy.standard"),
                true,
                customers,
                standard(language));
    }

    private ReminderPolicy standard(Locale language) {
        return ReminderPolicy.standard(
                number -> texts.text(language, "reminder.policy.level", Integer.toString(number)));
    }

    /// The default's number; the standard policy is kept from now on if nothing was.
    private PolicyId keptDefault() {
        lock();
        var known = jdbc.sql("SELECT id FROM reminder_policy WHERE company_id = current_company() AND is_default")
                .query((row, n) -> new PolicyId(row.getLong(1)))
                .optional();
        return known.orElseGet(() -> {
            var language = language();
            var id = new PolicyId(jdbc.sql("""
                    INSERT INTO reminder_policy (company_id, name, is_default) VALUES (current_company(), :name, true) RETURNING id
                    """)
                    .param("name", texts.text(language, "reminder.policy.standard"))
                    .query(Long.class)
                    .single());
            LevelRows.write(jdbc, id, standard(language).levels());
            return id;
        });
    }

    /// Changes of one company's policies come one after the other: so there is always one default.
    private void lock() {
        jdbc.sql("SELECT pg_advisory_xact_lock(hashtextextended('reminder_policy', current_company()))")
                .query((row, n) -> n)
                .list();
    }

    private static <T> T unique(String name, java.util.function.Supplier<T> write) {
        try {
            return write.get();
        } catch (DuplicateKeyException e) {
            throw Refusal.invalid("name", "reminder.policies.name.taken", name.strip());
        }
    }

    private static void check(String name) {
        if (name.isBlank() || name.strip().length() > LONGEST_NAME) {
            throw Refusal.invalid("name", "reminder.policies.name", LONGEST_NAME);
        }
    }

    private static String customers() {
        return """
                (SELECT count(*) FROM customer k
                  WHERE k.company_id = p.company_id AND %s
                    AND (k.reminder_policy_id = p.id OR (p.is_default AND k.reminder_policy_id IS NULL)))
                """.formatted(OwnCustomers.seen("k"));
    }

    private static Refusal notFound() {
        return Refusal.notFound("reminder.policies.notFound");
    }

    private Locale language() {
        return Locale.of(companies.own().language());
    }
}
