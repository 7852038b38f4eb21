package org.kvit.sending;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.kvit.base.Refusal;
import org.kvit.base.Words;
import org.kvit.mail.Addresses;

/// What an e-mail must look like before it goes to the outbox. Pure.
final class ComposedMailRules {
    private static final int LONGEST_TEXT = 20_000;
    private static final int LONGEST_SUBJECT = 500;

    private ComposedMailRules() {}

    /// @throws Refusal naming every field that won't do
    static void check(ComposedMail mail) {
        var faults = new ArrayList<Refusal.Fault>();
        if (mail.to().isEmpty()) {
            faults.add(new Refusal.Fault("to", Words.of("sending.to.missing")));
        }
        addresses("to", mail.to()).forEach(faults::add);
        addresses("copies", mail.copies()).forEach(faults::add);
        if (mail.subject().isBlank() || mail.subject().length() > LONGEST_SUBJECT) {
            faults.add(new Refusal.Fault("subject", Words.of("sending.subject.invalid", LONGEST_SUBJECT)));
        }
        if (mail.text().isBlank() || mail.text().length() > LONGEST_TEXT) {
            faults.add(new Refusal.Fault("text", Words.of("sending.text.invalid", LONGEST_TEXT)));
        }
        if (!faults.isEmpty()) {
            throw Refusal.invalid(faults);
        }
    }

    private static Stream<Refusal.Fault> addresses(String field, List<String> addresses) {
        return addresses.stream()
                .filter(a -> Addresses.ascii(a).isEmpty())
                .map(a -> new Refusal.Fault(field, Words.of("sending.address.invalid", a)));
    }
}
