/// Incoming payments: what came in, and which invoices it pays.
///
/// [StatementImports] books what the bank's file brings, each entry once; [PaymentMatcher] decides and
/// explains (pure);
/// [Linking] keeps its links and proposals; [Payments] reads and links by hand. The truth about payment
/// is the allocation:
/// open amounts follow from it in the database.
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "base",
            "database",
            "company",
            "customer",
            "invoice",
            "bank",
            "document",
            "job",
            "api",
            "ui"
        })
package org.kvit.payment;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
