package org.kvit.attachment;

import java.time.Instant;
import java.util.Optional;
import org.kvit.database.ContentHash;
import org.kvit.order.OrderId;

/// A file that belongs to an order.
///
/// @param size in bytes
/// @param uploadedBy empty: the program
public record Attachment(
        AttachmentId id,
        OrderId order,
        AttachmentKind kind,
        String name,
        ContentHash hash,
        long size,
        FileType type,
        Instant uploadedAt,
        Optional<String> uploadedBy) {}
