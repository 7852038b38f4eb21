package org.kvit.sending;

import java.util.List;
import org.kvit.attachment.AttachmentId;

/// The e-mail of an invoice or a credit note as a person sends it. The paper itself always goes with
/// it, as PDF.
///
/// @param to, copies addresses
/// @param attachments of the invoice and its orders that go with it
/// @param after number of the newest e-mail with it that was known when this one was composed; 0: none
public record ComposedMail(
        List<String> to,
        List<String> copies,
        String subject,
        String text,
        List<AttachmentId> attachments,
        long after) {}
