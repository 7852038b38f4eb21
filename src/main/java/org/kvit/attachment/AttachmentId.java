package org.kvit.attachment;

/// A file that belongs to an order or to an invoice; no two of a company's have the same.
public record AttachmentId(long value) {}
