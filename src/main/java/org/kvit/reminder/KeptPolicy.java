package org.kvit.reminder;

import java.util.Optional;

/// A policy as a company keeps it.
///
/// @param id empty for the standard one, which a company has until it makes its own
/// @param isDefault whose customers name no policy of their own
/// @param customers whose reminders go by it
public record KeptPolicy(
        Optional<PolicyId> id, String name, boolean isDefault, long customers, ReminderPolicy policy) {}
