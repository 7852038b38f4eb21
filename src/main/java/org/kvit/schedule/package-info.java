/// Reminders that run themselves: on which days and at what time of day a reminder run is made, whether
/// a person sends
/// it, and what must be in order before it may go without one.
///
/// [ReminderCalendar] says of each day whether it is on, and why; [FiringDecision] what is to be done at
/// a moment (both
/// pure). [Lookout] looks once a second which companies are due, and [Firings] does it: once a company
/// and local day,
/// whatever restarts and however many programs look. [Valves] says what makes an automatic run wait for
/// a person,
/// [SetupChecklist] what is still missing for it.
@NullMarked
@ApplicationModule(allowedDependencies = {"base", "company", "payment", "mail", "reminder", "today", "api", "ui"})
package org.kvit.schedule;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
