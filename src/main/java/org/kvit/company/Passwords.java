package org.kvit.company;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.kvit.base.Refusal;
import org.kvit.base.Words;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.stereotype.Component;

/// Passwords as OWASP's Authentication and Password Storage cheat sheets advise: length counts (15 at
/// least where there
/// is no second
/// factor, NIST SP 800-63B-4), no rules about kinds of characters, nothing that is easily guessed; kept
/// as argon2id (19
/// MiB, 2 passes). The same letter typed on another system in another Unicode form is the same letter (NFKC).
@Component
public class Passwords {
    /// What the forms say beside the field.
    public static final int SHORTEST = 15;

    public static final int LONGEST = 128;
    private static final List<String> COMMON = List.of(
            "password",
            "passw0rd",
            "qwertyuiop",
            "qwerty",
            "asdfghjkl",
            "1q2w3e4r5t",
            "letmein",
            "iloveyou",
            "welcome",
            "changeme",
            "administrator",
            "admin",
            "kvit",
            "parole",
            "parool",
            "heslo");

    /// Each hashing takes 19 MiB: so many at once, however many ask.
    private final Semaphore room =
            new Semaphore(Math.max(2, Runtime.getRuntime().availableProcessors()));

    private final Argon2PasswordEncoder argon2;
    private final String nobodys;

    @Autowired
    Passwords() {
        this(19 * 1024, 2);
    }

    Passwords(int kibibytes, int passes) {
        argon2 = new Argon2PasswordEncoder(16, 32, 1, kibibytes, passes);
        nobodys =
                java.util.Objects.requireNonNull(argon2.encode("the hash that an unknown address is checked against"));
    }

    /// @throws Refusal with the reason why this password won't do
    public String hash(String password, String... easilyGuessed) {
        complaint(password, easilyGuessed).ifPresent(words -> {
            throw Refusal.invalid(List.of(new Refusal.Fault("password", words)));
        });
        return inTurn(() -> java.util.Objects.requireNonNull(argon2.encode(normal(password))));
    }

    /// Takes the same time for an unknown address (empty hash) as for a wrong password.
    public boolean matches(String password, Optional<String> hash) {
        var asked = password.length() > LONGEST ? "" : normal(password);
        return inTurn(() -> argon2.matches(asked, hash.orElse(nobodys))) && hash.isPresent();
    }

    static Optional<Words> complaint(String password, String... easilyGuessed) {
        if (password.length() < SHORTEST) {
            return Optional.of(Words.of("company.password.short", SHORTEST));
        }
        if (password.length() > LONGEST) {
            return Optional.of(Words.of("company.password.long", LONGEST));
        }
        var plain = normal(password).toLowerCase(Locale.ROOT);
        boolean guessed = plain.chars().distinct().count() < 5
                || mostlyRuns(plain)
                || isRepeated(plain)
                || Stream.concat(COMMON.stream(), Stream.of(easilyGuessed).filter(g -> g.length() >= 4))
                        .anyMatch(g -> mostlyIs(plain, g.toLowerCase(Locale.ROOT)));
        return guessed ? Optional.of(Words.of("company.password.guessable")) : Optional.empty();
    }

    /// A name padded with a few characters, or with 12345678, is no more of a secret than the name.
    private static boolean mostlyIs(String password, String word) {
        var rest = password.replace(word, "");
        return password.contains(word) && (rest.length() < 8 || mostlyRuns(rest));
    }

    /// 123456789…, abcdef…, and the same backwards.
    private static boolean mostlyRuns(String password) {
        long steps = java.util.stream.IntStream.range(1, password.length())
                .filter(i -> Math.abs(password.charAt(i) - password.charAt(i - 1)) == 1)
                .count();
        return steps * 3 > password.length() * 2L;
    }

    /// One short word over and over.
    private static boolean isRepeated(String password) {
        return java.util.stream.IntStream.rangeClosed(1, 8)
                .anyMatch(n -> password.equals(password.substring(0, n)
                        .repeat(password.length() / n + 1)
                        .substring(0, password.length())));
    }

    private static String normal(String password) {
        return Normalizer.normalize(password, Normalizer.Form.NFKC);
    }

    private <T> T inTurn(Supplier<T> work) {
        room.acquireUninterruptibly();
        try {
            return work.get();
        } finally {
            room.release();
        }
    }
}
