/// Sending invoices and credit notes: the compose window, many at once, and what is still to be sent.
///
/// [Papers] are what goes out; [ComposedMails] proposes a paper's e-mail as the settings of customer,
/// order and company want it, and writes what a person made of it to the outbox; [MailWording] puts it
/// into the customer's language (pure); [MassSending] does so for many.
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "base",
            "company",
            "customer",
            "order",
            "attachment",
            "invoice",
            "credit",
            "document",
            "mail",
            "reminder",
            "job",
            "ui",
            "api"
        })
package org.kvit.sending;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
