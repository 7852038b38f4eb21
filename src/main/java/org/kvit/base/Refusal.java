package org.kvit.base;

import java.util.List;

/// An expected "no": bad input, a missing right, a conflict of state. It carries words, not text, so
/// that each reader
/// gets it in
/// their own language: screens show it beside the field or as a toast, the API as `application/problem+json`.
public final class Refusal extends RuntimeException {
    /// What kind of no, and the HTTP status that says so.
    public enum Kind {
        INVALID(422),
        MALFORMED(400),
        UNAUTHENTICATED(401),
        FORBIDDEN(403),
        NOT_FOUND(404),
        CONFLICT(409),
        TOO_LARGE(413),
        UNSUPPORTED(415),
        TOO_MANY(429);

        private final int status;

        Kind(int status) {
            this.status = status;
        }

        public int status() {
            return status;
        }
    }

    /// One field's fault. @param field the field's name as in the API, such as `lines[2].quantity`
    public record Fault(String field, Words words) {}

    private final Kind kind;
    private final transient Words words;
    private final transient List<Fault> faults;

    private Refusal(Kind kind, Words words, List<Fault> faults) {
        super(words.key(), null, false, false);
        this.kind = kind;
        this.words = words;
        this.faults = List.copyOf(faults);
    }

    public static Refusal of(Kind kind, String key, Object... args) {
        return new Refusal(kind, Words.of(key, args), List.of());
    }

    public static Refusal notFound(String key, Object... args) {
        return of(Kind.NOT_FOUND, key, args);
    }

    public static Refusal conflict(String key, Object... args) {
        return of(Kind.CONFLICT, key, args);
    }

    /// A conflict of state that some fields ran into: the first one's words stand over all.
    /// @param faults one or more
    public static Refusal conflict(List<Fault> faults) {
        return new Refusal(Kind.CONFLICT, faults.getFirst().words(), faults);
    }

    public static Refusal invalid(String field, String key, Object... args) {
        return invalid(List.of(new Fault(field, Words.of(key, args))));
    }

    /// @param faults one or more; the sentence over them is `refusal.invalid`
    public static Refusal invalid(List<Fault> faults) {
        return new Refusal(Kind.INVALID, Words.of("refusal.invalid"), faults);
    }

    public Kind kind() {
        return kind;
    }

    public Words words() {
        return words;
    }

    public List<Fault> faults() {
        return faults;
    }
}
