package org.kvit.web;

/// The first start's form as sent.
public record FirstStartForm(String company, String country, String name, String email, String password) {
    static final FirstStartForm EMPTY = new FirstStartForm("", "", "", "", "");

    /// Without the password: forms end up in logs.
    @Override
    public String toString() {
        return company + ", " + country + ": " + name + " <" + email + ">";
    }
}
