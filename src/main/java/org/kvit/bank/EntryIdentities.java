package org.kvit.bank;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Names the entries of one statement, so that the same entry has the same name in whatever file it
/// comes, and two
/// entries never
/// share one. Make a new one for each statement and ask it for the entries in their order.
///
/// The bank's own reference names an entry, together with its account, direction and amount (a fee may
/// carry the
/// reference
/// of the payment it was taken for). Where the bank gives none that is usable, a fingerprint of all that
/// is known names
/// it,
/// with an ordinal for entries of one statement that are alike in everything.
public final class EntryIdentities {
    private static final Set<String> PLACEHOLDERS =
            Set.of("NOTPROVIDED", "NONREF", "NOREF", "NONE", "NOTAVAILABLE", "NA", "UNKNOWN");
    /// A shorter reference may be a running number of the statement: it names nothing beyond it.
    private static final int SHORTEST = 6;
    /// A reference shorter than this may be a running number of the day: the booking date is added.
    private static final int SURELY_UNIQUE = 10;

    private final Map<String, Integer> seen = new HashMap<>();

    /// @return at most 120 characters; pending entries have names of their own, since they come again
    /// when they are
    /// booked
    public String of(Entry entry) {
        var whole = whole(entry);
        if (entry.batch().isPresent()) {
            return numbered(hashed(whole.orElse("") + "/" + hash(fingerprint(entry))));
        }
        return whole.orElseGet(() -> numbered(hashed(fingerprint(entry))));
    }

    /// For a transaction of a batch: the identity that the batch has where it comes without its
    /// transactions. Empty if
    /// this is
    /// no part of a batch, or if the bank gives the batch no usable reference.
    public static Optional<String> batch(Entry entry) {
        return entry.batch().flatMap(_ -> whole(entry));
    }

    /// Whether a reference is none: empty, `NOTPROVIDED` and the like, zeros only.
    static boolean isPlaceholder(String reference) {
        var bare = reference.replaceAll("[^A-Za-z0-9]", "").toUpperCase(Locale.ROOT);
        return bare.isEmpty() || PLACEHOLDERS.contains(bare) || bare.chars().allMatch(c -> c == '0');
    }

    private static Optional<String> whole(Entry entry) {
        var reference = squeezed(entry.entryReference());
        if (reference.length() < SHORTEST || isPlaceholder(reference)) {
            return Optional.empty();
        }
        var amount = entry.batch()
                .map(b -> b.credit() ? b.amount() : b.amount().negate())
                .orElse(entry.signedAmount());
        return Optional.of(hashed(String.join(
                "|",
                entry.account(),
                state(entry),
                reference,
                reference.length() < SURELY_UNIQUE ? entry.bookedOn().toString() : "",
                amount.signum() == 0 && !entry.credit()
                        ? "-0"
                        : amount.stripTrailingZeros().toPlainString(),
                entry.currency())));
    }

    private static String fingerprint(Entry entry) {
        return String.join(
                "|",
                entry.account(),
                state(entry),
                entry.bookedOn().toString(),
                entry.valueOn().map(Object::toString).orElse(""),
                entry.credit() ? "C" : "D",
                entry.amount().stripTrailingZeros().toPlainString(),
                entry.currency(),
                squeezed(entry.batch().isPresent() ? entry.bankReference() : ""),
                squeezed(entry.endToEndId()),
                squeezed(String.join("", entry.references())),
                squeezed(String.join("", entry.remittance())),
                squeezed(entry.counterpartyName()),
                squeezed(entry.counterpartyAccount()));
    }

    private static String state(Entry entry) {
        return entry.booked() ? (entry.reversal() ? "R" : "") : entry.status().name();
    }

    private String numbered(String name) {
        return name + "#" + seen.merge(name, 1, Integer::sum);
    }

    /// Blanks don't count: versions and channels of one bank cut lines differently.
    private static String squeezed(String text) {
        return text.replaceAll("\\s+", "").replace('|', '/');
    }

    /// Readable while it is short.
    private static String hashed(String name) {
        return name.length() <= 100 ? name : name.substring(0, 40) + "…" + hash(name);
    }

    private static String hash(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
