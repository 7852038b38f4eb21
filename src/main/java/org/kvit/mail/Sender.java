package org.kvit.mail;

import java.util.Optional;

/// Whose name a company's mail leaves in.
///
/// @param address the address in From, and where the mail server sends what can't be delivered
/// @param replyTo where answers go, if not to the address
/// @param archive an address that gets a blind copy of everything
/// @param byManager mail to a customer leaves in its account manager's own name instead
record Sender(
        String address, Optional<String> name, Optional<String> replyTo, Optional<String> archive, boolean byManager) {}
