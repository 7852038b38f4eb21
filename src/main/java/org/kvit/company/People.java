package org.kvit.company;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.kvit.base.Actor;
import org.kvit.base.CompanyId;
import org.kvit.base.Refusal;
import org.kvit.base.UserId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The people of the bound company: who may do what in it.
@Service
public class People {
    private static final String PERSON = """
            SELECT u.id, u.email, u.name, u.language, m.id AS place, m.role, m.own_customers_only, m.removed_at
              FROM membership m
              JOIN app_user u ON u.id = m.user_id
             WHERE m.company_id = current_company() AND
            """;

    private final JdbcClient jdbc;
    private final Passwords passwords;

    People(JdbcClient jdbc, Passwords passwords) {
        this.jdbc = jdbc;
        this.passwords = passwords;
    }

    /// @param place the number of their place in the company, which the audit trail goes by
    /// @param ownCustomersOnly whether they see no other customers than those they manage
    /// @param removedAt since when they work here no longer
    public record Person(
            UserId id,
            String email,
            String name,
            String language,
            long place,
            Role role,
            boolean ownCustomersOnly,
            Optional<Instant> removedAt) {}

    @Transactional(readOnly = true)
    public List<Person> all() {
        return jdbc.sql(PERSON + " m.removed_at IS NULL ORDER BY lower(u.name), u.id")
                .query((row, n) -> person(row))
                .list();
    }

    /// Who worked here once, the last to leave first.
    @Transactional(readOnly = true)
    public List<Person> removed() {
        return jdbc.sql(PERSON + " m.removed_at IS NOT NULL ORDER BY m.removed_at DESC, u.id LIMIT 200")
                .query((row, n) -> person(row))
                .list();
    }

    /// One who works here or did.
    /// @throws Refusal if nobody of that number does
    @Transactional(readOnly = true)
    public Person find(UserId user) {
        return jdbc.sql(PERSON + " m.user_id = :user")
                .param("user", user.value())
                .query((row, n) -> person(row))
                .optional()
                .orElseThrow(() -> Refusal.notFound("company.person.gone"));
    }

    /// Gives a person a place in the bound company, or gives it back. Somebody who already signs in elsewhere keeps
    /// their password.
    /// @throws Refusal if the address is none, the password too weak, or the person here already
    @Transactional
    public UserId add(String email, String name, String password, String language, Role role) {
        var address = email.strip().toLowerCase(Locale.ROOT);
        if (!address.matches("[^@\\s]+@[^@\\s]+") || address.length() > 254) {
            throw Refusal.invalid("email", "company.person.email");
        }
        if (name.isBlank() || name.length() > 200) {
            throw Refusal.invalid("name", "company.person.name");
        }
        var user = jdbc.sql("SELECT enrol_user(:email, :name, :hash, :language)")
                .param("email", address)
                .param("name", name.strip())
                .param("hash", passwords.hash(password, address, address.substring(0, address.indexOf('@')), name))
                .param("language", language)
                .query(Long.class)
                .single();
        int added = jdbc.sql("""
                INSERT INTO membership (company_id, user_id, role) VALUES (current_company(), :user, :role)
                    ON CONFLICT (company_id, user_id) DO UPDATE
                   SET role = excluded.role, own_customers_only = false, removed_at = NULL
                 WHERE membership.removed_at IS NOT NULL
                """).param("user", user).param("role", role.code()).update();
        if (added == 0) {
            throw Refusal.conflict("company.person.exists", address);
        }
        return new UserId(user);
    }

    /// @param ownCustomersOnly only an account manager can be kept to their own customers; for others it is ignored
    /// @throws Refusal if nobody would be left to administer the company, or the person isn't here
    @Transactional
    public void changeRole(UserId user, Role role, boolean ownCustomersOnly) {
        lockAdministrators();
        int changed = jdbc.sql("""
                UPDATE membership SET role = :role, own_customers_only = :own
                 WHERE company_id = current_company() AND user_id = :user AND removed_at IS NULL
                """)
                .param("role", role.code())
                .param("own", ownCustomersOnly && role == Role.ACCOUNT_MANAGER)
                .param("user", user.value())
                .update();
        requireDone(changed);
    }

    /// Takes a person's place in the bound company away: at once they see nothing of it, and their tokens for it are
    /// revoked for good.
    /// @throws Refusal if nobody would be left to administer the company, or the person isn't here
    @Transactional
    public void remove(UserId user) {
        lockAdministrators();
        int removed = jdbc.sql("""
                UPDATE membership SET removed_at = now()
                 WHERE company_id = current_company() AND user_id = :user AND removed_at IS NULL
                """).param("user", user.value()).update();
        requireDone(removed);
        jdbc.sql("""
                UPDATE api_token SET revoked_at = now()
                 WHERE company_id = current_company() AND user_id = :user AND revoked_at IS NULL
                """).param("user", user.value()).update();
        jdbc.sql("DELETE FROM sign_in WHERE user_id = :user AND company_id = current_company()")
                .param("user", user.value())
                .update();
    }

    /// The companies that a person works for, in the order of their names.
    @Transactional(readOnly = true)
    public List<SignedIn.Place> placesOf(UserId user) {
        return jdbc.sql("""
                SELECT c.id, c.name, m.role
                  FROM membership m
                  JOIN company c ON c.id = m.company_id
                 WHERE m.user_id = :user AND m.removed_at IS NULL
                 ORDER BY lower(c.name), c.id
                """)
                .param("user", user.value())
                .query((row, n) -> new SignedIn.Place(
                        new CompanyId(row.getLong("id")), row.getString("name"), Role.of(row.getString("role"))))
                .list();
    }

    /// So that two administrators who make each other something else come one after the other, and one stays.
    private void lockAdministrators() {
        jdbc.sql("""
                SELECT user_id FROM membership
                 WHERE company_id = current_company() AND role = 'administrator' AND removed_at IS NULL
                 ORDER BY user_id FOR UPDATE
                """).query(Long.class).list();
    }

    private void requireDone(int changed) {
        if (changed == 0) {
            throw Refusal.notFound("company.person.gone");
        }
        boolean left = jdbc.sql("""
                SELECT EXISTS (SELECT FROM membership
                                WHERE company_id = current_company() AND role = 'administrator' AND removed_at IS NULL)
                """).query(Boolean.class).single();
        if (!left) {
            throw Refusal.conflict(
                    "company.person.lastAdministrator", Actor.currentCompany().value());
        }
    }

    private static Person person(ResultSet row) throws SQLException {
        return new Person(
                new UserId(row.getLong("id")),
                row.getString("email"),
                row.getString("name"),
                row.getString("language"),
                row.getLong("place"),
                Role.of(row.getString("role")),
                row.getBoolean("own_customers_only"),
                Optional.ofNullable(row.getTimestamp("removed_at")).map(java.sql.Timestamp::toInstant));
    }
}
