package org.kvit.correspondence;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.kvit.base.Money;
import org.kvit.customer.CustomerId;
import org.kvit.invoice.InvoiceId;

/// A piece of correspondence as it is read.
///
/// @param invoices what it is about, oldest due date first
/// @param nextActionDoneOn the day on which the next action was done or overtaken
/// @param reminder of a reminder: what was sent
/// @param mail number of the e-mail that carried it, if one did
/// @param author empty: the program
/// @param editedAt when it was last changed; earlier wordings are in its history
public record Entry(
        EntryId id,
        CustomerId customer,
        Kind kind,
        Optional<Person> contact,
        List<About> invoices,
        String text,
        Optional<Promise> promise,
        Optional<LocalDate> nextActionOn,
        Optional<LocalDate> nextActionDoneOn,
        Optional<Reminder> reminder,
        Optional<Long> mail,
        LocalDate happenedOn,
        Optional<String> author,
        Instant createdAt,
        Optional<Instant> editedAt) {

    public enum Kind {
        REMINDER,
        NOTE,
        REPLY,
        CALL,
        STATEMENT;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Kind of(String code) {
            return valueOf(code.toUpperCase(Locale.ROOT));
        }
    }

    /// An invoice that the entry is about.
    public record About(InvoiceId id, String number) {}

    public record Person(long id, String name) {}

    /// @param amount empty: everything that the invoices owe
    public record Promise(LocalDate on, Optional<Money> amount, State state) {
        /// How a promise stands on a date. It follows from the payments and from what was promised later.
        public enum State {
            /// the day isn't past
            OPEN,
            /// the money came in
            KEPT,
            /// the day is past, the money isn't here
            BROKEN,
            /// a later promise stands in its place
            REPLACED;

            public String code() {
                return name().toLowerCase(Locale.ROOT);
            }
        }
    }

    /// @param mail the e-mail that carried it, if one did
    public record Reminder(int level, Optional<Long> letter, Optional<Long> mail) {}

    /// Notes can be edited; what was sent or received stays as it was.
    public boolean editable() {
        return kind == Kind.NOTE || kind == Kind.CALL;
    }

    public boolean nextActionPending() {
        return nextActionOn.isPresent() && nextActionDoneOn.isEmpty();
    }
}
