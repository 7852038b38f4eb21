package org.kvit.company;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.kvit.base.Refusal;
import org.kvit.base.Words;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.stereotype.Component;

/// Passwords as OWASP's Authentication and Password Storage cheat sheets advise: length counts (15 at
/// least where there
/// is no second
/// factor, NIST SP 800-63B-4), no rules about kinds of characters, nothing that is easily guessed; kept
/// as argon2id (19
/// MiB, 2 passes).
@Component
public class Passwords {
    static final int SHORTEST = 15;
    static final int LONGEST = 128;
    private static final List<String> WELL_KNOWN = List.of(
            "passwordpassword",
            "password1234567",
            "123456789012345",
            "1234567890123456",
            "qwertyuiopasdfgh",
            "qwertyuiopasdfghjkl",
            "administrator123",
            "letmeinletmeinletmein",
            "iloveyouiloveyou",
            "changemechangeme");

    private final Argon2PasswordEncoder argon2 = new Argon2PasswordEncoder(16, 32, 1, 19 * 1024, 2);
    private final String nobodys = argon2.encode("the hash that an unknown address is checked against");

    /// @throws Refusal with the reason why this password won't do
    public String hash(String password, String... easilyGuessed) {
        complaint(password, easilyGuessed).ifPresent(words -> {
            throw Refusal.invalid(List.of(new Refusal.Fault("password", words)));
        });
        return argon2.encode(password);
    }

    /// Takes the same time for an unknown address (empty hash) as for a wrong password.
    public boolean matches(String password, Optional<String> hash) {
        boolean same = argon2.matches(password.length() > LONGEST ? "" : password, hash.orElse(nobodys));
        return same && hash.isPresent();
    }

    static Optional<Words> complaint(String password, String... easilyGuessed) {
        if (password.length() < SHORTEST) {
            return Optional.of(Words.of("company.password.short", SHORTEST));
        }
        if (password.length() > LONGEST) {
            return Optional.of(Words.of("company.password.long", LONGEST));
        }
        var plain = password.toLowerCase(Locale.ROOT);
        boolean guessed = plain.chars().distinct().count() < 5
                || WELL_KNOWN.contains(plain)
                || Stream.of(easilyGuessed)
                        .filter(g -> g.length() >= 4)
                        .anyMatch(g -> mostlyIs(plain, g.toLowerCase(Locale.ROOT)));
        return guessed ? Optional.of(Words.of("company.password.guessable")) : Optional.empty();
    }

    /// A name padded with a few characters is no more of a secret than the name.
    private static boolean mostlyIs(String password, String word) {
        return password.contains(word) && password.replace(word, "").length() < 8;
    }
}
