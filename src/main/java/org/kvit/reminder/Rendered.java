package org.kvit.reminder;

import org.kvit.mail.Draft;

/// A letter in its final form.
///
/// @param draft its e-mail, still without the attachment
record Rendered(Ordered ordered, ReminderPlan.Letter letter, Draft draft, byte[] pdf, String fileName) {}
