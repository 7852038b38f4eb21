package org.kvit.order;

/// A customer order.
public record OrderId(long value) {}
