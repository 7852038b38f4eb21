package org.kvit.company;

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
    private final JdbcClient jdbc;
    private final Passwords passwords;

    People(JdbcClient jdbc, Passwords passwords) {
        this.jdbc = jdbc;
        this.passwords = passwords;
    }

    public record Person(UserId id, String email, String name, String language, Role role, boolean ownCustomersOnly) {}

    @Transactional(readOnly = true)
    public List<Person> all() {
        return jdbc.sql("""
                SELECT u.id, u.email, u.name, u.language, m.role, m.own_customers_only
                  FROM membership m
                  JOIN app_user u ON u.id = m.user_id
                 WHERE m.company_id = current_company()
                 ORDER BY lower(u.name), u.id
                """)
                .query((row, n) -> new Person(
                        new UserId(row.getLong("id")),
                        row.getString("email"),
                        row.getString("name"),
                        row.getString("language"),
                        Role.of(row.getString("role")),
                        row.getBoolean("own_customers_only")))
                .list();
    }

    /// Gives a person a place in the bound company. Somebody who already signs in elsewhere keeps their
    /// password.
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
                INSERT INTO membership (company_id, user_id, role) VALUES (current_company(), :user, :role) ON CONFLICT DO NOTHING
                """).param("user", user).param("role", role.code()).update();
        if (added == 0) {
            throw Refusal.conflict("company.person.exists", address);
        }
        return new UserId(user);
    }

    /// @throws Refusal if nobody would be left to administer the company
    @Transactional
    public void changeRole(UserId user, Role role, boolean ownCustomersOnly) {
        jdbc.sql(
                        "UPDATE membership SET role = :role, own_customers_only = :own WHERE company_id = current_company() AND user_id = :user")
                .param("role", role.code())
                .param("own", ownCustomersOnly)
                .param("user", user.value())
                .update();
        requireAdministrator();
    }

    /// @throws Refusal if the old password is wrong or the new one too weak
    @Transactional
    public void changePassword(UserId user, String old, String password) {
        record Now(String email, String passwordHash) {}
        var now = jdbc.sql("SELECT email, password_hash FROM app_user WHERE id = :user")
                .param("user", user.value())
                .query(Now.class)
                .single();
        if (!passwords.matches(old, Optional.of(now.passwordHash()))) {
            throw Refusal.invalid("oldPassword", "company.password.wrong");
        }
        jdbc.sql("UPDATE app_user SET password_hash = :hash WHERE id = :user")
                .param("hash", passwords.hash(password, now.email()))
                .param("user", user.value())
                .update();
        jdbc.sql("DELETE FROM sign_in WHERE user_id = :user")
                .param("user", user.value())
                .update();
    }

    @Transactional
    public void prefer(UserId user, String language, String theme) {
        jdbc.sql("UPDATE app_user SET language = :language, theme = :theme WHERE id = :user")
                .param("language", language)
                .param("theme", theme)
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
                 WHERE m.user_id = :user
                 ORDER BY lower(c.name), c.id
                """)
                .param("user", user.value())
                .query((row, n) -> new SignedIn.Place(
                        new CompanyId(row.getLong("id")), row.getString("name"), Role.of(row.getString("role"))))
                .list();
    }

    private void requireAdministrator() {
        boolean left = jdbc.sql(
                        "SELECT EXISTS (SELECT FROM membership WHERE company_id = current_company() AND role = 'administrator')")
                .query(Boolean.class)
                .single();
        if (!left) {
            throw Refusal.conflict(
                    "company.person.lastAdministrator", Actor.currentCompany().value());
        }
    }
}
