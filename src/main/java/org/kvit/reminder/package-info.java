/// Reminders: who is reminded of what, when, and how often.
///
/// [ReminderPlanner] decides and explains (pure); [ReminderRuns] keeps what was proposed; [Dispatcher]
/// has ordered
/// letters
/// written: each becomes a mail, a log entry, a counter and a correspondence entry in one transaction
/// ([Dispatch]).
/// [ReminderLetter] puts a letter into words and paper. Nothing here sends: `mail` does.
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "base",
            "company",
            "customer",
            "invoice",
            "payment",
            "interest",
            "correspondence",
            "document",
            "mail",
            "api",
            "ui"
        })
package org.kvit.reminder;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
