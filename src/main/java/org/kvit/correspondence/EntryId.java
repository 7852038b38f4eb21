package org.kvit.correspondence;

/// A piece of correspondence.
public record EntryId(long value) {}
