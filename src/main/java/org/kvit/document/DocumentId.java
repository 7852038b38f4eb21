package org.kvit.document;

/// A file that is kept, of one company.
public record DocumentId(long value) {}
