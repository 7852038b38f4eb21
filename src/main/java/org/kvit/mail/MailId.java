package org.kvit.mail;

/// An e-mail of ours, of one company.
public record MailId(long value) {}
