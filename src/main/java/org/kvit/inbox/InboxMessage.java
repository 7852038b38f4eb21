package org.kvit.inbox;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.kvit.customer.CustomerId;

/// A message that came, as it is shown.
///
/// @param mail ours that it answers or reports on
/// @param filed it stands in the customer's correspondence
/// @param recipient of a bounce: who did not get ours
/// @param permanent of a bounce: they never will
/// @param words of a bounce: the mail server's own
/// @param doneAt when somebody ticked it off or put it aside
public record InboxMessage(
        long id,
        Incoming.Kind kind,
        String sender,
        String senderName,
        String subject,
        String text,
        List<String> attachments,
        Instant receivedAt,
        Optional<Long> mail,
        Optional<CustomerId> customer,
        Optional<String> customerName,
        boolean filed,
        Optional<String> recipient,
        boolean permanent,
        Optional<String> words,
        Optional<Instant> doneAt) {

    /// Somebody has to say whose it is.
    public boolean unassigned() {
        return kind == Incoming.Kind.REPLY && !filed && doneAt.isEmpty();
    }

    public boolean pending() {
        return kind != Incoming.Kind.AUTO && doneAt.isEmpty();
    }

    /// Its name, or its address.
    public String from() {
        return senderName.isEmpty() ? sender : senderName;
    }

    public boolean is(String code) {
        return kind.code().equals(code);
    }
}
