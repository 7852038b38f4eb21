package org.kvit.reminder;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// What one customer gets: at most one letter for each level, and why its other invoices are left out.
public record ReminderPlan(List<Letter> letters, List<Outcome.LeftOut> leftOut) {
    public ReminderPlan {
        letters = List.copyOf(letters);
        leftOut = List.copyOf(leftOut);
    }

    /// @param recipients where it goes, by all of its level's ways that reach the customer
    /// @param items at least one, the oldest due date first
    public record Letter(Addressee to, ReminderLevel level, List<Recipient> recipients, List<OpenItem> items) {
        public Letter {
            recipients = List.copyOf(recipients);
            items = List.copyOf(items);
        }

        /// By all of its level's ways, whether or not anything can be sent by them now.
        public Letter(Addressee to, ReminderLevel level, List<OpenItem> items) {
            this(to, level, to.recipients(level.channels()), items);
        }

        public Set<Channel> channels() {
            return recipients.stream().map(Recipient::channel).collect(Collectors.toUnmodifiableSet());
        }

        /// The addresses that it is e-mailed to; none if it goes by other ways only.
        public List<String> emails() {
            return recipients.stream()
                    .filter(r -> r.channel() == Channel.EMAIL)
                    .map(Recipient::address)
                    .toList();
        }

        /// The numbers that it is faxed to.
        public List<String> faxes() {
            return recipients.stream()
                    .filter(r -> r.channel() == Channel.FAX)
                    .map(Recipient::address)
                    .toList();
        }

        /// The address that it is posted to, in one line.
        public Optional<String> postTo() {
            return recipients.stream()
                    .filter(r -> r.channel() == Channel.PRINT)
                    .map(Recipient::address)
                    .findFirst();
        }
    }
}
