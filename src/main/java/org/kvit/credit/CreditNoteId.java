package org.kvit.credit;

public record CreditNoteId(long value) {}
