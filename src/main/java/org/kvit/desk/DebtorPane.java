package org.kvit.desk;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.kvit.correspondence.Entry;
import org.kvit.customer.CustomerId;
import org.kvit.customer.Reach;
import org.kvit.receivable.Debtor;
import org.kvit.receivable.UnpaidInvoice;

/// The right side of the desk: one customer, what they owe, and what was said.
///
/// @param totals one per currency; none if nothing is owed
/// @param next the entry behind which more follow; 0: these are all
public record DebtorPane(
        CustomerId customer,
        Card card,
        List<Debtor> totals,
        List<Line> invoices,
        List<Said> entries,
        long next,
        Writing writing) {

    /// What of the client card one needs to reach them. @param contacts by name
    public record Card(
            String name, Optional<String> email, Optional<String> phone, Reach reach, List<Contact> contacts) {}

    public record Contact(
            long id, String name, Optional<String> role, Optional<String> email, Optional<String> phone) {}

    /// An unpaid invoice. @param promisedOn a day before the date shown is a broken promise
    public record Line(UnpaidInvoice invoice, Optional<Reminded> reminded, Optional<LocalDate> promisedOn) {}

    /// How an invoice was reminded. @param level of the last reminder @param log all of them, the first first
    public record Reminded(int level, int times, LocalDate lastOn, List<Once> log) {
        public record Once(int level, LocalDate on) {}
    }

    /// @param letter of a reminder: where the letter stands, and how its e-mail fares
    public record Said(Entry entry, Optional<Letter> letter) {}

    /// @param mailState of all its ways together: its e-mails', or whether it was posted
    public record Letter(long id, long run, Optional<String> mailState) {}
}
