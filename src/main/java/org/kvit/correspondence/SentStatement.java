package org.kvit.correspondence;

import org.kvit.customer.CustomerId;

/// A statement of account or a reconciliation act that was written, for the customer's correspondence.
///
/// @param text what it is, in the words of its subject
/// @param mail the e-mail's number in the outbox
public record SentStatement(CustomerId customer, String text, long mail) {}
