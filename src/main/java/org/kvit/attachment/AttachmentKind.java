package org.kvit.attachment;

import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import org.kvit.base.Refusal;

/// What an attachment is.
public enum AttachmentKind {
    /// proof of delivery, such as a signed CMR
    POD,
    INVOICE,
    ORDER_CONFIRMATION,
    OTHER;

    /// As a word of the name, digits may follow: `CMR-1234.pdf`, `POD2.jpg`; not in `tripod` or
    /// `podpis`. Small `pod` is Czech and Slovak for "under" (`smlouva pod 5 t.pdf`), so it counts
    /// only at the beginning or before a digit, `_`, `-` or the end of the name, with or without
    /// its ending.
    private static final Pattern PROOF = Pattern.compile("(?<!\\p{L})(?:(?i:cmr)|POD)(?!\\p{L})"
            + "|(?<!\\p{L})(?i:pod)(?=[\\p{Nd}_-]|\\.\\p{Alnum}+$|$)"
            + "|^(?i:pod)(?!\\p{L})");

    /// What a file of that name probably is.
    public static AttachmentKind guess(String name) {
        return PROOF.matcher(name).find() ? POD : OTHER;
    }

    /// As the database and the API write it.
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// @throws Refusal for a word that is none
    public static AttachmentKind of(String code) {
        return Arrays.stream(values())
                .filter(k -> k.code().equals(code))
                .findFirst()
                .orElseThrow(() -> Refusal.invalid("kind", "attachment.kind.unknown", code));
    }
}
