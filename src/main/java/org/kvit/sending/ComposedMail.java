package org.kvit.sending;

import java.util.List;
import org.kvit.attachment.AttachmentId;

/// An invoice's e-mail as a person sends it. The invoice itself always goes with it, as PDF.
///
/// @param to, copies addresses
/// @param attachments of the invoice and its orders that go with it
public record ComposedMail(
        List<String> to, List<String> copies, String subject, String text, List<AttachmentId> attachments) {}
