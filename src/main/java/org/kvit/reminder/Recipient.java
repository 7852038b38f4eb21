package org.kvit.reminder;

/// One place that a letter goes to.
///
/// @param address an e-mail address, a fax number, or a postal address in one line
public record Recipient(Channel channel, String address) {}
