package org.kvit.customer;

/// A customer.
public record CustomerId(long value) {}
