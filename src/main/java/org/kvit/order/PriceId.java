package org.kvit.order;

/// A price line of an order.
public record PriceId(long value) {}
