package org.kvit.reminder;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kvit.base.Money;

/// All that a reminder letter says, before it is put into words. The same model makes the PDF and the
/// e-mail.
///
/// @param place where it is written, such as `Rīga`
/// @param date of the letter
/// @param level of the reminder policy, 1 to 9
/// @param wording what it says, in that language
/// @param language that it is written in, ISO 639-1
/// @param rows the invoices, at least one, in the order in which they are listed
record LetterModel(
        Sender sender,
        Recipient recipient,
        Optional<String> place,
        LocalDate date,
        int level,
        LetterWording wording,
        String language,
        List<Row> rows,
        Signature signature) {
    public LetterModel {
        rows = List.copyOf(rows);
        if (rows.isEmpty()) {
            throw new IllegalArgumentException("a reminder of nothing");
        }
    }

    /// Our own company.
    ///
    /// @param address its lines, without the name (`AddressLines`)
    public record Sender(
            String name,
            List<String> address,
            Optional<String> registrationNumber,
            Optional<String> vatNumber,
            Optional<String> email,
            Optional<String> phone,
            Optional<String> website,
            List<Account> accounts) {}

    /// A bank account to pay to.
    ///
    /// @param iban without spaces, in capitals
    /// @param currency the only one it takes; empty if it takes any
    public record Account(String iban, Optional<String> bic, Optional<String> bankName, Optional<String> currency) {}

    /// The customer.
    ///
    /// @param address at most five lines below the name, as the envelope's window shows them
    /// (`AddressLines`)
    public record Recipient(String name, List<String> address) {}

    /// An unpaid invoice.
    ///
    /// @param daysOverdue as of the reminder's date; zero or less if it is not overdue yet
    /// @param total what it was issued for
    /// @param open what is still to be paid, in the same currency
    /// @param reference to pay with: RF, Estonian reference number, variable symbol, our own
    public record Row(
            String number,
            LocalDate issueDate,
            LocalDate dueDate,
            long daysOverdue,
            Money total,
            Money open,
            Optional<String> reference) {}

    /// Who signs, and answers.
    public record Signature(Optional<String> name, Optional<String> email, Optional<String> phone) {}

    /// What is open per currency, in the order of the rows.
    public Map<String, Money> totals() {
        var totals = new LinkedHashMap<String, Money>();
        rows.forEach(row -> totals.merge(row.open().currency(), row.open(), Money::plus));
        return totals;
    }

    /// Whether any invoice is past its due date.
    public boolean isOverdue() {
        return isOverdue(rows);
    }

    static boolean isOverdue(List<Row> rows) {
        return rows.stream().anyMatch(row -> row.daysOverdue() > 0);
    }

    LetterModel worded(LetterWording other) {
        return new LetterModel(sender, recipient, place, date, level, other, language, rows, signature);
    }
}
