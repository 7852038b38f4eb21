package org.kvit.settings;

/// What was done about a person a moment ago, for the line that says so.
public enum Done {
    NOTHING,
    ADDED,
    SAVED,
    RESET
}
