package org.kvit.payment;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kvit.base.Refusal;
import org.kvit.company.Needs;
import org.kvit.company.Right;
import org.kvit.customer.CustomerId;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// `/api/v1/customers/{id}/payer-accounts`: the accounts that a customer is known to pay from.
@RestController
@RequestMapping("/api/v1/customers/{id}/payer-accounts")
class PayerAccountsApi {
    private final PayerAccounts accounts;

    PayerAccountsApi(PayerAccounts accounts) {
        this.accounts = accounts;
    }

    /// @param learntFrom the payment whose link taught it; null: somebody wrote it down
    record AccountBody(
            long id,
            String account,
            @Nullable Long learntFrom,
            Instant since,
            @Nullable String by) {
        static AccountBody of(PayerAccounts.Known k) {
            return new AccountBody(
                    k.id(),
                    k.account(),
                    k.from().map(f -> f.payment().value()).orElse(null),
                    k.at(),
                    k.by().orElse(null));
        }
    }

    record WantedBody(@Nullable String account) {}

    /// In the order in which they became known.
    @GetMapping
    List<AccountBody> of(@PathVariable long id) {
        return accounts.of(new CustomerId(id)).stream().map(AccountBody::of).toList();
    }

    /// @throws Refusal as [PayerAccounts#add]
    @PostMapping
    @Needs(Right.RECEIVABLES)
    @ResponseStatus(HttpStatus.CREATED)
    AccountBody add(@PathVariable long id, @RequestBody WantedBody body) {
        var customer = new CustomerId(id);
        long added = accounts.add(customer, Optional.ofNullable(body.account()).orElse(""));
        return accounts.of(customer).stream()
                .filter(k -> k.id() == added)
                .findFirst()
                .map(AccountBody::of)
                .orElseThrow(() -> Refusal.notFound("payment.payerAccount.notFound"));
    }

    @DeleteMapping("/{account}")
    @Needs(Right.RECEIVABLES)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable long id, @PathVariable long account) {
        accounts.remove(new CustomerId(id), account);
    }
}
