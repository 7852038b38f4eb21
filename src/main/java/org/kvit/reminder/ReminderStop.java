package org.kvit.reminder;

import java.time.Instant;
import java.util.Optional;

/// All reminders of the company are stopped.
///
/// @param by who stopped them; empty: a program without a user
/// @param reason may be empty
public record ReminderStop(Instant at, Optional<String> by, String reason) {}
