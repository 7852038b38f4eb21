package org.kvit.payment;

/// An incoming payment.
public record PaymentId(long value) {}
