package org.kvit.order;

/// A trip.
public record TripId(long value) {}
