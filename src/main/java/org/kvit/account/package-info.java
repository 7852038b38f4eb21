/// Customers' accounts with us, as letters: the statement of account (all that is open as of a date) and the
/// reconciliation act (what moved in a period, for both sides to sign).
///
/// [OpenAccounts] reads what is open and what money settles nothing yet; [Reconciliations] reads the movements; the two
/// are counted apart and agree. [AccountLetters] puts either into words and paper; [AccountSendings] sends it to one
/// customer or to many, once.
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "base",
            "company",
            "customer",
            "invoice",
            "correspondence",
            "receivable",
            "document",
            "mail",
            "job",
            "desk",
            "api",
            "ui"
        })
package org.kvit.account;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
