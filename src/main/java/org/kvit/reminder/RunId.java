package org.kvit.reminder;

/// A reminder run.
public record RunId(long value) {}
