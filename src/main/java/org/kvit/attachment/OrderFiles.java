package org.kvit.attachment;

import java.util.List;
import org.kvit.invoice.InvoicedOrder;

/// The files of an order that is on an invoice.
///
/// @param path where they are changed
public record OrderFiles(InvoicedOrder order, String path, List<Attachment> files) {}
