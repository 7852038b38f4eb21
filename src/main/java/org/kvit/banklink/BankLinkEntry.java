package org.kvit.banklink;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kvit.base.Refusal;

/// A bank link as the API takes it. Secrets that are left out stay as they are, as long as host, port and user do.
///
/// @param kind `directory` or `sftp`
/// @param active true if left out
/// @param pattern of file names, `*` if left out
/// @param archive null or empty: files stay where they are
/// @param everyMinutes 1 to 1440; 15 if left out
/// @param port 22 if left out
/// @param signIn `password`, `key` or `both`; `key` if left out
/// @param hostKeys `SHA256:…`, by which the server is known; without one nothing is read
record BankLinkEntry(
        @Nullable String name,
        @Nullable String kind,
        @Nullable Boolean active,
        @Nullable String directory,
        @Nullable String pattern,
        @Nullable String archive,
        @Nullable Integer everyMinutes,
        @Nullable Integer fromHour,
        @Nullable Integer toHour,
        @Nullable String host,
        @Nullable Integer port,
        @Nullable String user,
        @Nullable String signIn,
        @Nullable String password,
        @Nullable String privateKey,
        @Nullable String passphrase,
        @Nullable List<String> hostKeys) {
    private static final int SSH = 22;
    private static final int USUAL_MINUTES = 15;

    /// Without the secrets: records end up in logs.
    @Override
    public String toString() {
        return "bank link " + name;
    }

    /// @throws Refusal for words that are none of a choice; all else is judged when it is saved
    Setup setup() {
        return new Setup(
                text(name),
                BankLinkForm.kind(text(kind)),
                active == null || active,
                text(directory),
                pattern == null ? "*" : pattern.strip(),
                text(archive),
                everyMinutes == null ? USUAL_MINUTES : everyMinutes,
                hours(),
                text(host),
                port == null ? SSH : port,
                text(user),
                BankLinkForm.signIn(text(signIn)),
                password == null ? "" : password,
                privateKey == null ? "" : privateKey,
                passphrase == null ? "" : passphrase,
                hostKeys == null ? List.of() : List.copyOf(hostKeys));
    }

    private Optional<Timetable.Hours> hours() {
        return fromHour == null && toHour == null
                ? Optional.empty()
                : Optional.of(new Timetable.Hours(fromHour == null ? -1 : fromHour, toHour == null ? -1 : toHour));
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text.strip();
    }
}
