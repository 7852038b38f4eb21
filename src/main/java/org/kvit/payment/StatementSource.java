package org.kvit.payment;

/// Something that brings statements by itself. Every bean of this kind is asked.
public interface StatementSource {
    /// Whether it is set up to bring any to the bound company.
    boolean anyActive();
}
