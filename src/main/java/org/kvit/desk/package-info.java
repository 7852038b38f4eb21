/// The debtors' desk: the screen on which the day's work is done.
///
/// [DebtorsScreen] shows who owes what beside what was said to each; [NotesScreen] writes down what is said next;
/// [LettersScreen] sends the reminders to whom was marked. The rules are those of `receivable`, `correspondence`
/// and `reminder`: here they are only put before a person, together.
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "base",
            "company",
            "customer",
            "invoice",
            "correspondence",
            "receivable",
            "reminder",
            "ui"
        })
package org.kvit.desk;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
