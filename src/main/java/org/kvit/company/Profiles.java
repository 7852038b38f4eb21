package org.kvit.company;

import java.util.Optional;
import org.kvit.base.Refusal;
import org.kvit.base.UserId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// What belongs to a person and not to a company: their name, language, looks and password.
@Service
public class Profiles {
    private final JdbcClient jdbc;
    private final Passwords passwords;

    Profiles(JdbcClient jdbc, Passwords passwords) {
        this.jdbc = jdbc;
        this.passwords = passwords;
    }

    /// @throws Refusal if the name is none
    @Transactional
    public void rename(UserId user, String name) {
        if (name.isBlank() || name.length() > 200 || name.chars().anyMatch(Character::isISOControl)) {
            throw Refusal.invalid("name", "company.person.name");
        }
        jdbc.sql("UPDATE app_user SET name = :name WHERE id = :user")
                .param("name", name.strip())
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

    /// Ends all sign-ins of the person.
    /// @throws Refusal if the old password is wrong or the new one too weak
    @Transactional
    public void changePassword(UserId user, String old, String password) {
        record Now(String email, String name, String passwordHash) {}
        var now = jdbc.sql("SELECT email, name, password_hash FROM app_user WHERE id = :user")
                .param("user", user.value())
                .query(Now.class)
                .single();
        if (!passwords.matches(old, Optional.of(now.passwordHash()))) {
            throw Refusal.invalid("oldPassword", "company.password.wrong");
        }
        jdbc.sql("UPDATE app_user SET password_hash = :hash WHERE id = :user")
                .param("hash", passwords.hash(password, easilyGuessed(now.email(), now.name())))
                .param("user", user.value())
                .update();
        endSignIns(user);
    }

    /// Whether they work for another company too, so that no administrator of this one may give them a new password.
    @Transactional(readOnly = true)
    public boolean worksElsewhere(UserId user) {
        return jdbc.sql("SELECT works_elsewhere(:user)")
                .param("user", user.value())
                .query(Boolean.class)
                .single();
    }

    /// An administrator gives somebody else of the bound company a new password; all their sign-ins end.
    /// @throws Refusal if it is too weak, or the person isn't the company's alone
    @Transactional
    public void resetPassword(People.Person person, String password) {
        if (worksElsewhere(person.id())) {
            throw Refusal.conflict("company.password.elsewhere", person.name());
        }
        var hash = passwords.hash(password, easilyGuessed(person.email(), person.name()));
        boolean done = jdbc.sql("SELECT reset_password(:user, :hash)")
                .param("user", person.id().value())
                .param("hash", hash)
                .query(Boolean.class)
                .single();
        if (!done) {
            throw Refusal.of(Refusal.Kind.FORBIDDEN, "company.password.notYours");
        }
        endSignIns(person.id());
    }

    private static String[] easilyGuessed(String email, String name) {
        return new String[] {email, email.substring(0, email.indexOf('@')), name};
    }

    private void endSignIns(UserId user) {
        jdbc.sql("DELETE FROM sign_in WHERE user_id = :user")
                .param("user", user.value())
                .update();
    }
}
