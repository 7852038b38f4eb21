/// The first page: what the morning needs.
///
/// [Worklist] gathers it from what the other modules know; [Checklist] says what is still to be set up, step by step,
/// until nothing is. Other modules may put a panel of their own on top ([TodayPanel]).
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "base",
            "company",
            "ui",
            "customer",
            "payment",
            "correspondence",
            "receivable",
            "reminder",
        })
package org.kvit.today;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
