/// Attachments: the files that belong to an order, such as its proof of delivery, or to an invoice
/// itself.
///
/// [Attachments] keeps them: rows in the database, what they hold in the [AttachmentStore], each
/// content of a company once. [FileType] is found from the content, never from the name; what is
/// not a PDF or a picture is never shown, only saved ([AttachmentAnswer]), so that nothing in a
/// file runs in our origin. No archive is ever unpacked.
@NullMarked
@ApplicationModule(allowedDependencies = {"base", "database", "company", "customer", "order", "invoice", "ui", "api"})
package org.kvit.attachment;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
