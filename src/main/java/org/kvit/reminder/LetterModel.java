package org.kvit.reminder;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
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
/// @param charges what is asked for beside what is open, one for each currency that has any
/// @param enclosed whether copies of invoices go with the e-mail
record LetterModel(
        Sender sender,
        Recipient recipient,
        Optional<String> place,
        LocalDate date,
        int level,
        LetterWording wording,
        String language,
        List<Row> rows,
        Signature signature,
        List<Charge> charges,
        boolean enclosed) {
    public LetterModel {
        rows = List.copyOf(rows);
        charges = List.copyOf(charges);
        if (rows.isEmpty()) {
            throw new IllegalArgumentException("a reminder of nothing");
        }
    }

    /// One that asks for what is open and nothing else.
    public LetterModel(
            Sender sender,
            Recipient recipient,
            Optional<String> place,
            LocalDate date,
            int level,
            LetterWording wording,
            String language,
            List<Row> rows,
            Signature signature) {
        this(sender, recipient, place, date, level, wording, language, rows, signature, List.of(), false);
    }

    /// Late interest and fee in one currency. They never change what is open, nor what a payment code asks for.
    ///
    /// @param principal what is open on the letter
    /// @param fee of this letter; those of earlier letters aren't added
    public record Charge(Money principal, Optional<Interest> interest, Optional<Money> fee) {
        public Money sum() {
            return Stream.concat(interest.map(Interest::amount).stream(), fee.stream())
                    .reduce(principal, Money::plus);
        }
    }

    /// @param until the last day that it is counted to
    public record Interest(Money amount, LocalDate until) {}

    /// The same letter with what it asks for beside.
    LetterModel charging(List<Charge> beside) {
        return new LetterModel(
                sender, recipient, place, date, level, wording, language, rows, signature, beside, enclosed);
    }

    /// The same letter, whose e-mail carries copies of invoices or doesn't.
    LetterModel enclosing(boolean copies) {
        return new LetterModel(
                sender, recipient, place, date, level, wording, language, rows, signature, charges, copies);
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

    /// The same letter in other words, of another language if need be.
    LetterModel worded(LetterWording other, String in) {
        return new LetterModel(sender, recipient, place, date, level, other, in, rows, signature, charges, enclosed);
    }

    LetterModel worded(LetterWording other) {
        return new LetterModel(
                sender, recipient, place, date, level, other, language, rows, signature, charges, enclosed);
    }
}
