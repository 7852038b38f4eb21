/// Credit notes: what takes back an approved invoice, whole or in part.
///
/// [CreditDraft] says what one comes to (pure); [CreditIssuing] issues it, which is final, and sets it
/// off against its invoice; [CreditLinks] sets off by hand what is over against other invoices of the
/// customer; [CreditNotes] reads them. What a credit note settles follows from the allocations, as with
/// payments.
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "base",
            "company",
            "ui",
            "api",
            "document",
            "customer",
            "order",
            "invoice",
            "payment",
            "mail"
        })
package org.kvit.credit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
