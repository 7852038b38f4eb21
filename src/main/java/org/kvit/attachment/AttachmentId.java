package org.kvit.attachment;

/// A file that belongs to an order.
public record AttachmentId(long value) {}
