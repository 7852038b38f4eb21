package org.kvit.account;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A letter in words: what the layouts in `account/` show, everything written out in the letter's language.
///
/// @param customer, registration, vat the other party
/// @param sections one per currency: [StatementSection]s or [ReconciliationSection]s
/// @param nothing said where there are none
/// @param summary of the e-mail, in a few lines
record AccountView(
        String language,
        String title,
        String description,
        Map<String, String> labels,
        Sender sender,
        List<String> recipient,
        String customer,
        Optional<String> registration,
        Optional<String> vat,
        String placeAndDate,
        Signature signature,
        List<String> opening,
        List<String> ending,
        List<?> sections,
        Optional<String> nothing,
        List<Line> summary,
        List<Payment> payments) {

    record Sender(
            String name,
            Optional<String> registration,
            Optional<String> vat,
            List<String> address,
            List<String> contacts) {}

    record Signature(Optional<String> name, Optional<String> email, Optional<String> phone) {}

    /// @param weight of the type, as CSS has it
    record Line(String label, String value, String weight) {}

    record StatementSection(
            String currency,
            List<Row> rows,
            String unpaid,
            String overdue,
            boolean hasUnused,
            List<Rest> unused,
            String balanceLabel,
            String balance,
            List<Age> ages) {}

    record Row(
            String number,
            Optional<String> reference,
            String issued,
            String due,
            String days,
            String total,
            String open) {}

    record Rest(String document, String on, String amount) {}

    record Age(String label, String amount) {}

    record ReconciliationSection(
            String currency,
            String openingLabel,
            Sides opening,
            List<Moved> rows,
            Sides turnover,
            String closingLabel,
            Sides closing,
            String conclusion) {}

    /// An amount on the side where it stands; the other side is empty.
    record Sides(String debit, String credit) {}

    record Moved(String on, String document, String debit, String credit) {}

    record Payment(
            String iban,
            Optional<String> bic,
            Optional<String> bank,
            String amount,
            Optional<Reference> reference,
            String details,
            Optional<String> code) {}

    record Reference(String label, String value) {}
}
