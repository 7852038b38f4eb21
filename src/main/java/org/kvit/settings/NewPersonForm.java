package org.kvit.settings;

import org.kvit.company.Role;

/// Somebody to be let in, as typed.
public record NewPersonForm(String name, String email, String role, String password) {
    static final NewPersonForm EMPTY = new NewPersonForm("", "", Role.ACCOUNTANT.code(), "");

    /// Without the password: forms end up in logs.
    @Override
    public String toString() {
        return name + " <" + email + ">, " + role;
    }
}
