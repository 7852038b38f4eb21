package org.kvit.customer;

/// A contact of a customer.
public record ContactId(long value) {}
