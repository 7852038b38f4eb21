package org.kvit.reminder;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A letter in words: what the layouts in `letter/` show, everything written out in the letter's language.
///
/// @param firstRows as many as an e-mail shows; mail programs cut long mails off
/// @param rest says where the others are, if there are others
/// @param notice what says that this is no real letter
/// @param table the rows as lines of plain text
/// @param charges late interest and fees, currency by currency
/// @param chargeTable the same as lines of plain text
/// @param chargeNotes how they are counted
/// @param enclosed says that copies of invoices are there, if they are
record LetterView(
        String language,
        String title,
        String description,
        Map<String, String> labels,
        Sender sender,
        List<String> recipient,
        String placeAndDate,
        LetterModel.Signature signature,
        Optional<String> notice,
        List<Paragraph> opening,
        List<Paragraph> closing,
        Email email,
        List<Row> rows,
        List<Row> firstRows,
        Optional<String> rest,
        List<String> sums,
        List<String> table,
        List<Payment> payments,
        List<Charge> charges,
        List<String> chargeTable,
        List<String> chargeNotes,
        Optional<String> enclosed) {

    record Charge(List<ChargeLine> lines) {}

    /// @param strong what it all comes to
    record ChargeLine(String label, String value, boolean strong) {}

    /// What the e-mail says around the table. @param invoices whether it shows the table
    record Email(List<Paragraph> opening, List<Paragraph> closing, boolean invoices) {}

    record Sender(
            String name,
            Optional<String> registration,
            Optional<String> vat,
            List<String> address,
            List<String> contacts) {}

    /// @param reference with what it is called, if the invoice has one beside its number
    record Row(
            String number,
            Optional<String> reference,
            String issued,
            String due,
            String days,
            String total,
            String open) {}

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
