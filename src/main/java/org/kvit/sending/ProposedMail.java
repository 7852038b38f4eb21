package org.kvit.sending;

import java.util.List;
import java.util.Optional;
import org.kvit.attachment.AttachmentId;

/// The e-mail of an invoice or a credit note as the settings want it, before a person looks at it.
///
/// @param language of subject and text: the customer's
/// @param files the invoice's own and those of its orders; none with a credit note
/// @param after number of the newest e-mail that carried it; 0: none did yet
public record ProposedMail(
        Paper paper,
        List<String> to,
        List<String> copies,
        String subject,
        String text,
        String language,
        List<Offered> files,
        long after) {

    /// A file that may go with it. Ticked are proofs of delivery (POD) as the settings want them, and a
    /// file of kind `invoice` at the invoice itself: somebody put the original there, from another program,
    /// for the customer to get.
    ///
    /// @param order number of the order that it belongs to; empty: the invoice's own
    /// @param kind its code
    /// @param ticked whether it goes along unless somebody unticks it
    public record Offered(
            AttachmentId id, Optional<String> order, String name, String kind, long size, boolean ticked) {}

    /// As it stands, nothing changed.
    public ComposedMail asIs() {
        return new ComposedMail(
                to,
                copies,
                subject,
                text,
                files.stream().filter(Offered::ticked).map(Offered::id).toList(),
                after);
    }
}
