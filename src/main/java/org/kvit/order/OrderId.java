package org.kvit.order;

public record OrderId(long value) {}
