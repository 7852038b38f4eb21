package org.kvit.base;

/// A person who signs in, or in whose name an API token acts.
public record UserId(long value) {}
