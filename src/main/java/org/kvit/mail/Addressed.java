package org.kvit.mail;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Stream;
import org.kvit.base.Words;

/// Whom a mail can be given to, and whom not.
///
/// @param recipients all that get it, archive included, each once, as servers take addresses
/// @param invalid what is no address
record Addressed(List<String> recipients, List<String> invalid) {

    static Addressed of(Mail mail) {
        var recipients = new LinkedHashSet<String>();
        var invalid = new ArrayList<String>();
        Stream.of(mail.recipients(), mail.copies(), mail.blindCopies())
                .flatMap(List::stream)
                .forEach(given -> Addresses.ascii(given).ifPresentOrElse(recipients::add, () -> invalid.add(given)));
        return new Addressed(List.copyOf(recipients), List.copyOf(invalid));
    }

    SmtpConnection.Envelope envelope(Mail mail) {
        return new SmtpConnection.Envelope(
                Addresses.ascii(mail.returnPath().orElse(mail.sender())).orElse(""), recipients);
    }

    /// Adds those who are no address to those whom the server refused.
    Handover tell(Handover handover) {
        return invalid.isEmpty() || !(handover instanceof Handover.Taken(var answer, var refusals))
                ? handover
                : new Handover.Taken(
                        answer,
                        Stream.concat(invalid.stream(), refusals.stream()).toList());
    }

    /// Why it can't be handed over: there is nobody to give it to, or it isn't fit to be a message.
    Handover impossible() {
        return new Handover.Impossible(
                recipients.isEmpty()
                        ? Words.of("mail.problem.noRecipient", String.join(", ", invalid))
                        : Words.of("mail.problem.unfit"));
    }
}
