package org.kvit.order;

/// A cargo line of an order.
public record CargoId(long value) {}
