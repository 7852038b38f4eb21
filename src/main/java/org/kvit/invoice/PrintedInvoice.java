package org.kvit.invoice;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.kvit.base.LineTotals;
import org.kvit.company.Company;
import org.kvit.customer.ClientCard;

/// All that an invoice says on paper, before it is put into words.
///
/// @param company, customer as [NamedParties] has them
/// @param lines none if only the total is known
/// @param orders that are on it, in their order
public record PrintedInvoice(
        Company company, ClientCard customer, Invoice invoice, List<InvoiceLine> lines, List<InvoicedOrder> orders) {

    LineTotals sum() {
        return LineTotals.of(lines, invoice.total().currency());
    }

    /// Those of the invoice's currency first, then those that take any, then the others.
    List<Company.BankAccount> accounts() {
        var others = company.bankAccounts().stream().filter(a -> !takes(a)).toList();
        return Stream.concat(payable().stream(), others.stream()).toList();
    }

    /// The account that is best paid to in the invoice's currency, if one takes it.
    Optional<Company.BankAccount> account() {
        return payable().stream().findFirst();
    }

    private List<Company.BankAccount> payable() {
        var currency = Optional.of(invoice.total().currency());
        var accounts = company.bankAccounts();
        return Stream.concat(
                        accounts.stream().filter(a -> a.currency().equals(currency)),
                        accounts.stream().filter(a -> a.currency().isEmpty()))
                .toList();
    }

    private boolean takes(Company.BankAccount account) {
        return payable().contains(account);
    }
}
