package org.kvit.banklink;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.kvit.base.Refusal;
import org.kvit.base.Words;

/// What a bank link's settings have to be. Pure but for the directory, which must be there.
final class SetupRules {
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.:_-]{1,253}");
    private static final Pattern FINGERPRINT = Pattern.compile("SHA256:[A-Za-z0-9+/]{43}");
    private static final Pattern SUBDIRECTORY = Pattern.compile("[\\p{L}\\p{N}_-][\\p{L}\\p{N} ._-]{0,59}");
    private static final int LONGEST_PATH = 500;
    private static final int LONGEST_USER = 100;
    private static final int LONGEST_SECRET = 1_000;
    private static final int MOST_HOST_KEYS = 10;
    private static final int LAST_PORT = 65_535;

    private final List<Refusal.Fault> faults = new ArrayList<>();

    private SetupRules() {}

    /// @throws Refusal naming each field that won't do
    static void check(Setup setup, AllowedDirectories directories) {
        var rules = new SetupRules();
        rules.common(setup);
        if (setup.sftp()) {
            rules.sftp(setup);
        } else {
            rules.directory(setup, directories);
        }
        if (!rules.faults.isEmpty()) {
            throw Refusal.invalid(rules.faults);
        }
    }

    private void common(Setup s) {
        demand(isText(s.name(), 100), "name", "banklink.name.bad");
        demand(isText(s.pattern(), 200), "pattern", "banklink.pattern.bad");
        demand(
                s.archive().isEmpty()
                        || (SUBDIRECTORY.matcher(s.archive()).matches()
                                && !s.archive().equals(LinkReading.FAILED)),
                "archive",
                "banklink.archive.bad");
        demand(
                s.everyMinutes() >= 1 && s.everyMinutes() <= Timetable.LONGEST_MINUTES,
                "everyMinutes",
                "banklink.everyMinutes.bad");
        s.hours()
                .ifPresent(h -> demand(
                        isHour(h.from()) && isHour(h.to()) && h.from() != h.to(), "hours", "banklink.hours.bad"));
    }

    private void sftp(Setup s) {
        demand(HOST.matcher(s.host()).matches(), "host", "banklink.host.bad");
        demand(s.port() >= 1 && s.port() <= LAST_PORT, "port", "banklink.port.bad");
        demand(isText(s.user(), LONGEST_USER), "user", "banklink.user.bad");
        demand(isText(s.directory(), LONGEST_PATH), "directory", "banklink.remote.bad");
        demand(
                s.hostKeys().size() <= MOST_HOST_KEYS
                        && s.hostKeys().stream()
                                .allMatch(k -> FINGERPRINT.matcher(k).matches()),
                "hostKeys",
                "banklink.hostKeys.bad");
        demand(s.password().length() <= LONGEST_SECRET, "password", "banklink.password.bad");
        demand(s.passphrase().length() <= LONGEST_SECRET, "passphrase", "banklink.password.bad");
    }

    private void directory(Setup s, AllowedDirectories directories) {
        if (!isText(s.directory(), LONGEST_PATH)) {
            faults.add(new Refusal.Fault("directory", Words.of("banklink.directory.form")));
            return;
        }
        try {
            directories.resolve(s.directory());
        } catch (Refusal refusal) {
            faults.add(new Refusal.Fault("directory", refusal.words()));
        }
    }

    private void demand(boolean met, String field, String key) {
        if (!met) {
            faults.add(new Refusal.Fault(field, Words.of(key)));
        }
    }

    private static boolean isHour(int hour) {
        return hour >= 0 && hour <= 23;
    }

    private static boolean isText(String text, int longest) {
        return !text.isBlank() && text.length() <= longest && text.chars().noneMatch(Character::isISOControl);
    }
}
