package org.kvit.account;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.kvit.base.Money;
import org.kvit.company.Company;
import org.kvit.company.Iban;
import org.kvit.document.PaymentOrder;

/// How to pay what a statement says is owed, one order per currency. Of reconciliation acts, nothing is asked.
final class AccountPayments {
    private static final int LONGEST_DETAILS = 140;
    private static final int LONGEST_MESSAGE = 60;

    private AccountPayments() {}

    static List<AccountView.Payment> of(AccountLetter letter, AccountWriter words) {
        return letter instanceof AccountLetter.OfStatement statement
                ? statement.account().balances().stream()
                        .map(AccountStatement.Balance::balance)
                        .filter(Money::isPositive)
                        .flatMap(
                                owed -> account(statement.from(), owed.currency())
                                        .map(account -> of(statement, account, owed, words))
                                        .stream())
                        .toList()
                : List.of();
    }

    /// An account of that very currency, else one for any.
    private static Optional<Company.BankAccount> account(Company company, String currency) {
        var accounts = company.bankAccounts();
        return Stream.concat(
                        accounts.stream().filter(a -> a.currency().equals(Optional.of(currency))),
                        accounts.stream().filter(a -> a.currency().isEmpty()))
                .findFirst();
    }

    private static AccountView.Payment of(
            AccountLetter.OfStatement statement, Company.BankAccount account, Money owed, AccountWriter words) {
        var invoices = statement.account().invoices().stream()
                .filter(i -> i.open().currency().equals(owed.currency()))
                .toList();
        var references = invoices.stream()
                .map(AccountStatement.Open::reference)
                .distinct()
                .toList();
        var reference = references.size() == 1 ? references.getFirst() : Optional.<String>empty();
        var message = numbers(invoices, owed.currency().equals("CZK") ? LONGEST_MESSAGE : LONGEST_DETAILS);
        var code = new PaymentOrder(statement.from().name(), account.iban(), account.bic(), owed, reference, message)
                .code(statement.to().country());
        return new AccountView.Payment(
                Iban.spaced(account.iban()),
                account.bic(),
                account.bankName(),
                words.money(owed),
                reference.map(r -> new AccountView.Reference(words.referenceLabel(r), r)),
                numbers(invoices, LONGEST_DETAILS),
                code);
    }

    /// Whole numbers only: half of one would name another invoice.
    private static String numbers(List<AccountStatement.Open> invoices, int most) {
        var text = new StringBuilder(invoices.getFirst().number());
        for (var invoice : invoices.subList(1, invoices.size())) {
            if (text.length() + invoice.number().length() + ", , ...".length() > most) {
                return text.append(", ...").toString();
            }
            text.append(", ").append(invoice.number());
        }
        return text.toString();
    }
}
