package org.kvit.payment;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.kvit.base.Refusal;
import org.kvit.base.Words;
import org.kvit.company.Needs;
import org.kvit.company.Right;
import org.kvit.customer.Contacts;
import org.kvit.customer.CustomerId;
import org.kvit.customer.Customers;
import org.kvit.ui.Faults;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// The client card's accounts: those that the customer is known to pay from.
@Controller
@RequestMapping("/customers/{id}/payer-accounts")
class PayerAccountsScreen {
    private final Customers customers;
    private final Contacts contacts;
    private final PayerAccounts accounts;

    PayerAccountsScreen(Customers customers, Contacts contacts, PayerAccounts accounts) {
        this.customers = customers;
        this.contacts = contacts;
        this.accounts = accounts;
    }

    @GetMapping
    ModelAndView show(@PathVariable long id) {
        return show(new CustomerId(id), "", Faults.NONE);
    }

    @PostMapping
    @Needs(Right.RECEIVABLES)
    ModelAndView add(
            @PathVariable long id, @RequestParam(defaultValue = "") String account, HttpServletResponse response) {
        var customer = new CustomerId(id);
        try {
            accounts.add(customer, account);
            return back(customer);
        } catch (Refusal refusal) {
            if (refusal.kind() == Refusal.Kind.NOT_FOUND) {
                throw refusal;
            }
            response.setStatus(refusal.kind().status());
            return show(customer, account, faults(refusal));
        }
    }

    @PostMapping("/{account}/removal")
    @Needs(Right.RECEIVABLES)
    ModelAndView remove(@PathVariable long id, @PathVariable long account) {
        var customer = new CustomerId(id);
        accounts.remove(customer, account);
        return back(customer);
    }

    private ModelAndView show(CustomerId id, String typed, Faults faults) {
        return new ModelAndView(
                "payment/payerAccounts",
                Map.of(
                        "customer",
                        customers.find(id),
                        "contacts",
                        contacts.of(id).size(),
                        "accounts",
                        accounts.of(id),
                        "typed",
                        typed,
                        "faults",
                        faults));
    }

    private static Faults faults(Refusal refusal) {
        return refusal.faults().isEmpty()
                ? new Faults(java.util.List.of(new Refusal.Fault(
                        "account",
                        Words.of(refusal.words().key(), refusal.words().args().toArray()))))
                : Faults.of(refusal);
    }

    private static ModelAndView back(CustomerId id) {
        return new ModelAndView("redirect:/customers/" + id.value() + "/payer-accounts");
    }
}
