package org.kvit.reminder;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.kvit.base.Money;
import org.kvit.base.Words;
import org.kvit.customer.CustomerId;
import org.kvit.invoice.InvoiceId;

/// What was proposed on a day, and what became of it.
///
/// @param asOf the date to which days overdue are counted
/// @param madeOn the business date on which it was proposed
/// @param by who proposed it
public record ReminderRun(
        RunId id, LocalDate asOf, LocalDate madeOn, State state, Optional<String> by, Instant createdAt) {

    public enum State {
        /// letters wait to be sent
        PROPOSED,
        /// letters are being written
        SENDING,
        /// nothing is left to send
        DONE;

        public String code() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /// A run in a list.
    ///
    /// @param letters all of them; `written` were written, `waiting` are proposed and not sent
    public record Tally(ReminderRun run, int letters, int waiting, int written) {}

    /// The letters of one level.
    ///
    /// @param letters all of them; of these `waiting` are proposed and not sent, `inWork` are being written,
    /// `written` were written, `dropped` came to nothing
    /// @param invoices on letters that are proposed or written, without those that were taken off
    /// @param sums what these ask for, one per currency
    public record Section(
            int level,
            String name,
            int letters,
            int waiting,
            int inWork,
            int written,
            int dropped,
            int invoices,
            List<Money> sums) {}

    /// @param state `proposed`, `ordered`, `dropped`; a written letter has its e-mail's: `queued`,
    /// `sent`, `failed`, …
    /// `to_post` or `posted` if it has none
    /// @param recipients e-mail addresses
    /// @param postTo the postal address in one line
    /// @param edited whether a person gave it a text of its own
    /// @param faxes what became of each number's fax
    /// @param post whether it was posted, once it is written
    /// @param droppedFor why nothing was sent after all
    /// @param mail the e-mail that carries it
    /// @param notes how it went out: late interest that could not be counted, copies that stayed behind
    public record Letter(
            long id,
            CustomerId customer,
            String customerName,
            Optional<String> registrationNumber,
            int level,
            List<String> recipients,
            List<String> faxNumbers,
            Optional<String> postTo,
            String language,
            boolean edited,
            String state,
            Optional<Words> droppedFor,
            Optional<Long> mail,
            Optional<Words> mailProblem,
            List<Words> notes,
            List<Fax> faxes,
            Optional<Post> post,
            List<Line> lines) {

        /// What it asks for, one per currency.
        public List<Money> sums() {
            return lines.stream()
                    .filter(Line::counts)
                    .map(Line::open)
                    .collect(java.util.stream.Collectors.toMap(
                            Money::currency, m -> m, Money::plus, java.util.TreeMap::new))
                    .values()
                    .stream()
                    .toList();
        }

        public boolean waits() {
            return state.equals("proposed");
        }

        /// A person has put it aside: nothing of it would go.
        public boolean skipped() {
            return waits() && lines.stream().noneMatch(Line::counts);
        }

        /// Where it goes, by all its ways.
        public List<Recipient> to() {
            return Stream.of(
                            recipients.stream().map(to -> new Recipient(Channel.EMAIL, to)),
                            faxNumbers.stream().map(to -> new Recipient(Channel.FAX, to)),
                            postTo.stream().map(to -> new Recipient(Channel.PRINT, to)))
                    .flatMap(to -> to)
                    .toList();
        }
    }

    /// A letter's fax to one number. @param state of the e-mail that takes it to the gateway
    public record Fax(String number, long mail, String state, Optional<Words> problem) {}

    /// @param on the day it was posted; empty: it waits @param by who noted that
    public record Post(Optional<LocalDate> on, Optional<String> by) {}

    /// An invoice on a letter.
    ///
    /// @param excluded taken off by hand: offered again next time
    /// @param leftOut why it fell out between proposal and sending
    public record Line(
            InvoiceId invoice,
            String number,
            LocalDate dueDate,
            int daysOverdue,
            Money open,
            boolean excluded,
            Optional<Words> leftOut) {
        public boolean counts() {
            return !excluded && leftOut.isEmpty();
        }
    }

    /// An invoice that the run left out from the start.
    public record LeftOut(
            InvoiceId invoice,
            String number,
            CustomerId customer,
            String customerName,
            int daysOverdue,
            Money open,
            Words reason) {}
}
