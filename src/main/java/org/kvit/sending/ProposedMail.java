package org.kvit.sending;

import java.util.List;
import org.kvit.attachment.AttachmentId;

/// The e-mail of an invoice or a credit note as the settings want it, before a person looks at it.
///
/// @param language of subject and text: the customer's
/// @param files of the invoice's orders
/// @param pdfName the paper's own file
/// @param pdfSize in bytes
public record ProposedMail(
        Paper paper,
        List<String> to,
        List<String> copies,
        String subject,
        String text,
        String language,
        String pdfName,
        long pdfSize,
        List<Offered> files) {

    /// A file that may go with it. @param kind its code @param ticked whether the settings want it
    /// along
    public record Offered(AttachmentId id, String order, String name, String kind, long size, boolean ticked) {}

    /// As it stands, nothing changed.
    public ComposedMail asIs() {
        return new ComposedMail(
                to,
                copies,
                subject,
                text,
                files.stream().filter(Offered::ticked).map(Offered::id).toList());
    }
}
