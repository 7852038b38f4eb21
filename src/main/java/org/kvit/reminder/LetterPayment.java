package org.kvit.reminder;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.kvit.base.Money;
import org.kvit.document.PaymentOrder;
import org.kvit.reminder.LetterModel.Account;
import org.kvit.reminder.LetterModel.Row;

/// How to pay what a letter asks for, one order per currency: to which account, how much, with which words.
///
/// @param reference the one that all of the invoices are paid with, if there is one
/// @param details the invoices' numbers, as many as fit
/// @param code the order as a QR code's text: EPC for euros, SPAYD for Czech crowns
record LetterPayment(Account account, Money amount, Optional<String> reference, String details, Optional<String> code) {
    private static final int LONGEST_DETAILS = 140;
    private static final int LONGEST_MESSAGE = 60;

    static List<LetterPayment> of(LetterModel letter) {
        return letter.totals().values().stream()
                .flatMap(total -> account(letter, total.currency()).map(account -> of(letter, account, total)).stream())
                .toList();
    }

    /// An account of that very currency, else one for any.
    private static Optional<Account> account(LetterModel letter, String currency) {
        var accounts = letter.sender().accounts();
        return Stream.concat(
                        accounts.stream().filter(account -> account.currency().equals(Optional.of(currency))),
                        accounts.stream().filter(account -> account.currency().isEmpty()))
                .findFirst();
    }

    private static LetterPayment of(LetterModel letter, Account account, Money amount) {
        var rows = letter.rows().stream()
                .filter(row -> row.open().currency().equals(amount.currency()))
                .toList();
        var reference = commonReference(rows);
        var code = code(letter.sender().name(), account, amount, reference, rows);
        return new LetterPayment(account, amount, reference, numbers(rows, LONGEST_DETAILS), code);
    }

    private static Optional<String> commonReference(List<Row> rows) {
        var references = rows.stream().map(Row::reference).distinct().toList();
        return references.size() == 1 ? references.getFirst() : Optional.empty();
    }

    private static Optional<String> code(
            String name, Account account, Money amount, Optional<String> reference, List<Row> rows) {
        var text = numbers(rows, amount.currency().equals("CZK") ? LONGEST_MESSAGE : LONGEST_DETAILS);
        return new PaymentOrder(name, account.iban(), account.bic(), amount, reference, text).code("");
    }

    /// Whole numbers only: half of one would name another invoice.
    private static String numbers(List<Row> rows, int most) {
        var text = new StringBuilder(rows.getFirst().number());
        for (var row : rows.subList(1, rows.size())) {
            if (text.length() + row.number().length() + ", , ...".length() > most) {
                return text.append(", ...").toString();
            }
            text.append(", ").append(row.number());
        }
        return text.toString();
    }
}
