package org.kvit.banklink;

import java.util.List;
import java.util.Optional;

/// A place that the bank delivers statements to. Its secrets are not in here: only [BankLinks#secrets] hands them out.
///
/// @param directory of this machine, or of the SFTP server
/// @param pattern of file names, see [FilePattern]
/// @param archive subdirectory that files are moved to once they are read; empty: they stay and are remembered
/// @param server for [Kind#SFTP]
public record BankLink(
        BankLinkId id,
        String name,
        Kind kind,
        boolean active,
        String directory,
        String pattern,
        Optional<String> archive,
        Timetable timetable,
        Optional<Server> server) {

    public enum Kind {
        DIRECTORY,
        SFTP;

        public String code() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }

        /// @throws IllegalArgumentException for another word
        public static Kind of(String code) {
            return valueOf(code.toUpperCase(java.util.Locale.ROOT));
        }
    }

    /// How we sign in.
    public enum SignIn {
        PASSWORD,
        KEY,
        /// the key first, then the password: some servers ask for both
        BOTH;

        public String code() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }

        /// @throws IllegalArgumentException for another word
        public static SignIn of(String code) {
            return valueOf(code.toUpperCase(java.util.Locale.ROOT));
        }

        boolean needsPassword() {
            return this != KEY;
        }

        boolean needsKey() {
            return this != PASSWORD;
        }
    }

    /// @param hostKeys `SHA256:…` of the keys by which we know the server; no other is spoken to
    /// @param publicKey of our private key, in the form in which the bank wants it
    public record Server(
            String host, int port, String user, List<String> hostKeys, SignIn signIn, Optional<String> publicKey) {
        boolean sameAs(String otherHost, int otherPort, String otherUser) {
            return host.equalsIgnoreCase(otherHost) && port == otherPort && user.equals(otherUser);
        }
    }

    /// What we sign in with. It is never written anywhere.
    record Secrets(Optional<String> password, Optional<String> privateKey, Optional<String> passphrase) {
        static final Secrets NONE = new Secrets(Optional.empty(), Optional.empty(), Optional.empty());

        @Override
        public String toString() {
            return "***";
        }
    }
}
