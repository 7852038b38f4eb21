package org.kvit.invoice;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// An invoice in words: what the layout `invoice/invoice.html` shows, everything written out in the customer's
/// language.
///
/// @param draft says that it is one
/// @param mark the same in one word, for every page
/// @param ids the customer's registration and VAT number
/// @param lines whether there are rows
/// @param notes the legal reasons of lines without VAT
record InvoiceView(
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
        String currency,
        boolean lines,
        List<Row> rows,
        List<Sum> sums,
        List<String> notes,
        Optional<Payment> payment) {

    record Sender(
            String name,
            Optional<String> registration,
            Optional<String> vat,
            List<String> address,
            List<String> contacts) {}

    record Fact(String label, String value) {}

    record Order(String number, List<Fact> facts, List<String> note) {}

    /// @param category why there is no VAT on it, where several reasons stand on one invoice
    record Row(
            int position,
            String description,
            String quantity,
            String price,
            String rate,
            Optional<String> category,
            String net) {}

    /// @param strong what it all comes to
    record Sum(String label, String value, boolean strong) {}

    record Payment(
            String amount, Optional<Fact> reference, String details, List<Account> accounts, Optional<String> code) {}

    /// @param at BIC and bank
    record Account(String iban, Optional<String> at, Optional<String> currency) {}
}
