package org.kvit.bank;

/// Who is told what a statement file holds, in its order. Nothing is kept by the reader: what the sink
/// doesn't keep is
/// gone.
///
/// A file may turn out bad after some of it was told; then the reader throws, and the sink undoes what it did.
public interface StatementSink {
    /// A statement begins. Its balances may not be complete yet.
    void opened(Statement statement);

    void entry(Entry entry);

    /// The statement opened last has ended; now its balances are complete.
    void closed(Statement statement);
}
