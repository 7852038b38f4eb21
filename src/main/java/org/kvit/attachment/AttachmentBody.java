package org.kvit.attachment;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An attachment as the API gives it.
record AttachmentBody(
        long id,
        String name,
        String kind,
        long size,
        String contentType,
        String sha256,
        Instant uploadedAt,
        @Nullable String uploadedBy) {
    static AttachmentBody of(Attachment attachment) {
        return new AttachmentBody(
                attachment.id().value(),
                attachment.name(),
                attachment.kind().code(),
                attachment.size(),
                attachment.type().mediaType(),
                attachment.hash().hex(),
                attachment.uploadedAt(),
                attachment.uploadedBy().orElse(null));
    }

    /// What may be changed of it.
    record Change(@Nullable String name, @Nullable String kind) {}
}
