package org.kvit.banklink;

import java.util.List;
import java.util.Optional;

/// A bank link as a person or a program sets it up. Secrets that are empty stay as they are kept, as long as server
/// and user do.
///
/// @param archive empty: files stay where they are
/// @param hours only within these
/// @param port 1 to 65535
record Setup(
        String name,
        BankLink.Kind kind,
        boolean active,
        String directory,
        String pattern,
        String archive,
        int everyMinutes,
        Optional<Timetable.Hours> hours,
        String host,
        int port,
        String user,
        BankLink.SignIn signIn,
        String password,
        String privateKey,
        String passphrase,
        List<String> hostKeys) {

    /// Without the secrets: records end up in logs.
    @Override
    public String toString() {
        return name + ": " + (kind == BankLink.Kind.SFTP ? user + "@" + host + ":" + port : "") + directory;
    }

    boolean sftp() {
        return kind == BankLink.Kind.SFTP;
    }
}
