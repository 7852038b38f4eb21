package org.kvit.attachment;

import java.time.Instant;
import java.util.Optional;
import org.kvit.database.ContentHash;

/// A file that belongs to an order or to an invoice.
///
/// @param size in bytes
/// @param uploadedBy empty: the program
public record Attachment(
        AttachmentId id,
        Owner owner,
        AttachmentKind kind,
        String name,
        ContentHash hash,
        long size,
        FileType type,
        Instant uploadedAt,
        Optional<String> uploadedBy) {
    /// Where it is, among the screens and behind `/api/v1`.
    public String path() {
        return owner.path() + "/" + id.value();
    }
}
