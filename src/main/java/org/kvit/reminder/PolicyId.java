package org.kvit.reminder;

public record PolicyId(long value) {}
