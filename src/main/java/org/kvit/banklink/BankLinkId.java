package org.kvit.banklink;

/// The number of a bank link.
public record BankLinkId(long value) {}
