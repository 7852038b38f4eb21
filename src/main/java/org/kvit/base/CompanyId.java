package org.kvit.base;

/// One of our own companies: the tenant that every business row belongs to.
public record CompanyId(long value) {}
