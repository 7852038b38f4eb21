package org.kvit.mail;

/// What of a company's mail still has to leave.
///
/// @param now mails that are due or in a worker's hands
/// @param later mails that wait for a later attempt
public record Queue(long now, long later) {}
