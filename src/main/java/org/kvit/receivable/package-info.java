/// What customers owe, as of any date: balances, ageing, the debtors' list.
///
/// [Debtors] lists who owes what, in one set-based statement over the open amounts and the payments
/// booked after the
/// date asked for;
/// [UnpaidInvoices] says of what a customer's balance is made. [Ageing] is the rule by which debts are
/// sorted by age.
/// The list also shows
/// what was last said to each customer, so it stands above `correspondence`, whose tables it reads.
@NullMarked
@ApplicationModule(allowedDependencies = {"base", "company", "customer", "invoice", "correspondence", "api", "ui"})
package org.kvit.receivable;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
