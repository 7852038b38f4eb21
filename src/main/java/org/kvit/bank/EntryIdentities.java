package org.kvit.bank;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// What makes an entry the same one in whatever file it comes: the bank's own reference together with its account,
/// direction and amount (a fee may carry the reference of the payment it was taken for), and a fingerprint of all
/// else that is known. How the two tell entries apart is said in docs/decisions/0019.
public final class EntryIdentities {
    private static final Set<String> PLACEHOLDERS =
            Set.of("NOTPROVIDED", "NONREF", "NOREF", "NONE", "NOTAVAILABLE", "NA", "UNKNOWN");
    /// A shorter reference may be a running number of the statement: it names nothing beyond it.
    private static final int SHORTEST = 6;
    /// A reference shorter than this may be a running number of the day: the booking date is added.
    private static final int SURELY_UNIQUE = 10;
    private static final int LONGEST_READABLE = 100;

    private EntryIdentities() {}

    /// The name by the bank's reference, at most 100 characters; of a transaction of a batch the batch's. Empty if the
    /// bank gives none that is usable. Pending entries have names of their own, since they come again when booked.
    public static Optional<String> key(Entry entry) {
        var reference = squeezed(entry.entryReference());
        if (reference.length() < SHORTEST || isPlaceholder(reference)) {
            return Optional.empty();
        }
        boolean dated = reference.length() < SURELY_UNIQUE || isRunning(entry);
        return Optional.of(readable(String.join(
                "|",
                entry.account(),
                state(entry),
                reference,
                dated ? entry.bookedOn().toString() : "",
                isCredit(entry) ? "C" : "D",
                amount(entry),
                entry.currency())));
    }

    /// 32 hexadecimal digits. Of a batch, come with or without its transactions, of what the booking itself says:
    /// account, dates, amount.
    public static String fingerprint(Entry entry) {
        boolean batch = entry.batch().isPresent() || !entry.flag().isEmpty();
        return hash(booking(entry) + (batch ? saying("", "", "", "", "") : said(entry)));
    }

    /// 32 hexadecimal digits of all transactions of a batch, in whatever order they come.
    static String details(List<Entry> parts) {
        return hash(parts.stream()
                .map(part -> String.join(
                        "|",
                        part.credit() ? "C" : "D",
                        part.amount().stripTrailingZeros().toPlainString(),
                        said(part)))
                .sorted()
                .collect(Collectors.joining("\n", booking(parts.getFirst()) + "\n", "")));
    }

    /// Whether a reference is none: empty, `NOTPROVIDED` and the like, zeros only.
    static boolean isPlaceholder(String reference) {
        var bare = new StringBuilder();
        boolean zeros = true;
        for (int i = 0; i < reference.length(); i++) {
            char c = reference.charAt(i);
            if (c < 128 && Character.isLetterOrDigit(c)) {
                bare.append(c);
                zeros &= c == '0';
            }
        }
        return zeros
                || (bare.length() <= 12 && PLACEHOLDERS.contains(bare.toString().toUpperCase(Locale.ROOT)));
    }

    /// `NtryRef` may be a running number, or the same for all entries of a day; so it names one only with its date.
    private static boolean isRunning(Entry entry) {
        return entry.entryReference().equals(entry.details().runningReference())
                && (entry.batch().isPresent() || entry.bankReference().isEmpty());
    }

    private static String booking(Entry entry) {
        return String.join(
                "|",
                entry.account(),
                state(entry),
                entry.bookedOn().toString(),
                entry.valueOn().map(Object::toString).orElse(""),
                isCredit(entry) ? "C" : "D",
                amount(entry),
                entry.currency(),
                "");
    }

    private static String said(Entry entry) {
        return saying(
                entry.endToEndId(),
                String.join("", entry.references()),
                String.join("", entry.remittance()),
                entry.counterpartyName(),
                entry.counterpartyAccount());
    }

    private static String saying(
            String endToEndId, String references, String remittance, String counterparty, String account) {
        return String.join(
                "|",
                squeezed(endToEndId),
                squeezed(references),
                squeezed(remittance),
                squeezed(counterparty),
                squeezed(account));
    }

    private static boolean isCredit(Entry entry) {
        return entry.batch().map(Entry.Batch::credit).orElse(entry.credit());
    }

    private static String amount(Entry entry) {
        return entry.batch()
                .map(Entry.Batch::amount)
                .orElse(entry.amount())
                .stripTrailingZeros()
                .toPlainString();
    }

    private static String state(Entry entry) {
        boolean reversal = entry.batch().map(Entry.Batch::reversal).orElse(entry.reversal());
        return entry.booked() ? (reversal ? "R" : "") : entry.status().name();
    }

    /// Blanks don't count: versions and channels of one bank cut lines differently.
    private static String squeezed(String text) {
        var squeezed = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!Character.isWhitespace(c)) {
                squeezed.append(c == '|' ? '/' : c);
            }
        }
        return squeezed.toString();
    }

    private static String readable(String name) {
        return name.length() <= LONGEST_READABLE ? name : name.substring(0, 40) + "…" + hash(name);
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
