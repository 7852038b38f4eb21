package org.kvit.invoice;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// An invoice or a credit note in words: what the layout `invoice/invoice.html` shows, everything
/// written out in the customer's language.
///
/// @param draft says that it is one
/// @param mark the same in one word, for every page
/// @param ids the customer's registration and VAT number
/// @param opening paragraphs above the lines
/// @param lines whether there are rows
/// @param notes the legal reasons of lines without VAT, and what else stands below the sums
public record InvoiceView(
        String language,
        String title,
        String description,
        Map<String, String> labels,
        Optional<String> draft,
        Optional<String> mark,
        Sender sender,
        List<String> recipient,
        List<Fact> ids,
        List<Fact> facts,
        List<Order> orders,
        List<String> opening,
        String currency,
        boolean lines,
        List<Row> rows,
        List<Sum> sums,
        List<String> notes,
        Optional<Payment> payment) {

    public record Sender(
            String name,
            Optional<String> registration,
            Optional<String> vat,
            List<String> address,
            List<String> contacts) {}

    public record Fact(String label, String value) {}

    public record Order(String number, List<Fact> facts, List<String> note) {}

    /// @param category why there is no VAT on it, where several reasons stand on one invoice
    public record Row(
            int position,
            String description,
            String quantity,
            String price,
            String rate,
            Optional<String> category,
            String net) {}

    /// @param strong what it all comes to
    public record Sum(String label, String value, boolean strong) {}

    public record Payment(
            String amount, Optional<Fact> reference, String details, List<Account> accounts, Optional<String> code) {}

    /// @param at BIC and bank
    public record Account(String iban, Optional<String> at, Optional<String> currency) {}
}
