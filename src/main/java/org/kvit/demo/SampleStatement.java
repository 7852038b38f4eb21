package org.kvit.demo;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/// A bank statement of the demo; [CamtWriter] writes it as a bank does.
///
/// @param version of camt.053.001: `02`, `04`, `08`
/// @param account ours
/// @param sequence the bank's number of it, from 1
/// @param opening balance
/// @param entries in the order of their days
record SampleStatement(
        String version,
        String account,
        String currency,
        long sequence,
        LocalDate from,
        LocalDate to,
        BigDecimal opening,
        List<Entry> entries) {

    /// @param reference the bank's own
    /// @param other the other party; empty for the bank itself
    /// @param endToEnd `NOTPROVIDED` where the payer gave none
    /// @param creditorReference what the payer quoted in the field that is made for it; empty if nothing
    /// @param text as the payer wrote it, or as the bank cut it into lines
    record Entry(
            String reference,
            LocalDate on,
            BigDecimal amount,
            boolean credit,
            boolean reversal,
            String other,
            String otherAccount,
            String endToEnd,
            String creditorReference,
            List<String> text) {

        BigDecimal signed() {
            return credit ? amount : amount.negate();
        }
    }

    BigDecimal closing() {
        return entries.stream().map(Entry::signed).reduce(opening, BigDecimal::add);
    }

    /// A credit of a customer's.
    static Entry credit(String reference, LocalDate on, BigDecimal amount, SampleCustomer payer) {
        return new Entry(reference, on, amount, true, false, payer.name(), payer.iban(), "NOTPROVIDED", "", List.of());
    }

    static Entry debit(String reference, LocalDate on, BigDecimal amount, String other, String text) {
        return new Entry(reference, on, amount, false, false, other, "", "NOTPROVIDED", "", List.of(text));
    }

    /// An entry with what the payer quotes of an invoice: Czech and Slovak banks carry their symbols in the
    /// end-to-end id.
    static Entry quoting(Entry entry, SampleInvoice invoice) {
        boolean symbol = List.of("CZ", "SK").contains(invoice.customer().country());
        return new Entry(
                entry.reference(),
                entry.on(),
                entry.amount(),
                entry.credit(),
                entry.reversal(),
                entry.other(),
                entry.otherAccount(),
                symbol ? "/VS" + invoice.reference() + "/SS/KS0308" : entry.endToEnd(),
                symbol ? "" : invoice.reference(),
                entry.text());
    }

    static Entry saying(Entry entry, String... lines) {
        return new Entry(
                entry.reference(),
                entry.on(),
                entry.amount(),
                entry.credit(),
                entry.reversal(),
                entry.other(),
                entry.otherAccount(),
                entry.endToEnd(),
                entry.creditorReference(),
                List.of(lines));
    }

    /// The bank's numbers: a day and a count, so that no two are alike.
    static final class Numbers {
        private final List<String> given = new ArrayList<>();

        String next(LocalDate day) {
            given.add("%s%06d".formatted(day.toString().replace("-", ""), given.size() + 1));
            return given.getLast();
        }
    }
}
