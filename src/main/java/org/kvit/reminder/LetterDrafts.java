package org.kvit.reminder;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.kvit.customer.CustomerId;
import org.kvit.mail.Draft;
import org.kvit.mail.FaxGateway;

/// The e-mails that carry a letter: one to all its addresses, and one to the fax gateway for each
/// number.
final class LetterDrafts {
    private LetterDrafts() {}

    static Optional<Draft> email(
            ReminderLetter letters, LetterModel model, CustomerId customer, List<String> recipients) {
        return recipients.isEmpty()
                ? Optional.empty()
                : Optional.of(draft(
                        customer,
                        recipients,
                        letters.subject(model),
                        letters.text(model),
                        Optional.of(letters.html(model)),
                        model.language()));
    }

    /// A short text, since gateways fax it too or make a cover sheet of it.
    static List<Draft> faxes(
            ReminderLetter letters,
            LetterModel model,
            CustomerId customer,
            List<String> numbers,
            Optional<FaxGateway> gateway) {
        return numbers.stream()
                .map(number -> draft(
                        customer,
                        List.of(gateway.orElseThrow().address(number)),
                        letters.subject(model),
                        model.recipient().name() + "\n" + number + "\n\n"
                                + model.sender().name() + "\n",
                        Optional.empty(),
                        model.language()))
                .toList();
    }

    private static Draft draft(
            CustomerId customer,
            List<String> recipients,
            String subject,
            String text,
            Optional<String> html,
            String language) {
        return new Draft(
                Draft.Kind.REMINDER,
                OptionalLong.of(customer.value()),
                recipients,
                List.of(),
                subject,
                text,
                html,
                language,
                List.of());
    }
}
