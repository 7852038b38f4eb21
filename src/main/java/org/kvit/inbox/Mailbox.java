package org.kvit.inbox;

import java.util.Locale;

/// The mailbox that a company's answers and bounces come to, as a person sets it up.
///
/// @param port 1 to 65535
/// @param oauth signed in to by the company's consent instead of the password
/// @param password as typed: empty is the one that is kept, as long as server and user are the same
/// @param everyMinutes 1 to 1440
record Mailbox(
        boolean active,
        String host,
        int port,
        Security security,
        boolean oauth,
        String user,
        String password,
        String folder,
        int everyMinutes) {

    enum Security {
        NONE,
        STARTTLS,
        TLS;

        String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        /// What nobody knows is encrypted from the start.
        static Security of(String code) {
            return code.equals("none") ? NONE : code.equals("starttls") ? STARTTLS : TLS;
        }
    }

    /// Without the password: records end up in logs.
    @Override
    public String toString() {
        return user + "@" + host + ":" + port + "/" + folder;
    }

    Mailbox withPassword(String other) {
        return new Mailbox(active, host, port, security, oauth, user, other, folder, everyMinutes);
    }
}
