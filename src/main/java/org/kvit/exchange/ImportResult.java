package org.kvit.exchange;

/// What came of a file.
///
/// @param job under whose number the rejected lines are kept
/// @param rows lines of the file without its header
/// @param customers customers that were made because an invoice named them
public record ImportResult(
        long job, long rows, long created, long updated, long unchanged, long rejected, long customers) {}
