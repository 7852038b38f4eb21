package org.kvit.customer;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.kvit.base.Refusal;
import org.kvit.company.Needs;
import org.kvit.company.Right;
import org.kvit.ui.Faults;
import org.kvit.ui.Page;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// One customer: the client card and what was changed about it.
@Controller
@RequestMapping("/customers/{id}")
class CustomerScreen {
    private final Customers customers;
    private final Contacts contacts;
    private final CardRules rules;
    private final CustomerHistory history;

    CustomerScreen(Customers customers, Contacts contacts, CardRules rules, CustomerHistory history) {
        this.customers = customers;
        this.contacts = contacts;
        this.rules = rules;
        this.history = history;
    }

    @GetMapping
    ModelAndView show(@PathVariable long id, @RequestParam(defaultValue = "false") boolean saved, Page page) {
        var customer = customers.find(new CustomerId(id));
        return show(customer, CardForm.of(customer.card(), page.today()), Faults.NONE, saved);
    }

    @PostMapping
    @Needs(Right.CUSTOMERS)
    ModelAndView save(
            @PathVariable long id, @RequestParam Map<String, String> typed, Page page, HttpServletResponse response) {
        var customer = customers.find(new CustomerId(id));
        var form = new Typed(typed);
        try {
            customers.save(customer.id(), CardForm.card(form, page.locale()));
            return saved(customer.id());
        } catch (Refusal refusal) {
            if (refusal.faults().isEmpty()) {
                throw refusal;
            }
            response.setStatus(refusal.kind().status());
            return show(customer, form, Faults.of(refusal), false);
        }
    }

    /// The short way out of "nobody gets reminders": the main address gets them, by e-mail.
    @PostMapping("/reminder-address")
    @Needs(Right.CUSTOMERS)
    ModelAndView remindAt(@PathVariable long id, @RequestParam String email, Page page, HttpServletResponse response) {
        var customer = customers.find(new CustomerId(id));
        try {
            customers.remindAt(customer.id(), email.strip());
            return saved(customer.id());
        } catch (Refusal refusal) {
            if (refusal.faults().isEmpty()) {
                throw refusal;
            }
            response.setStatus(refusal.kind().status());
            var form = CardForm.of(customer.card(), page.today()).with("email", email);
            return show(customer, form, Faults.of(refusal), false);
        }
    }

    @GetMapping("/history")
    ModelAndView history(@PathVariable long id) {
        var customer = customers.find(new CustomerId(id));
        return new ModelAndView(
                "customer/history",
                Map.of(
                        "customer",
                        customer,
                        "contacts",
                        contacts.of(customer.id()).size(),
                        "sections",
                        history.of(customer.id())));
    }

    private ModelAndView show(Customer customer, Typed form, Faults faults, boolean saved) {
        return new ModelAndView(
                "customer/details",
                Map.of(
                        "customer",
                        customer,
                        "contacts",
                        contacts.of(customer.id()).size(),
                        "form",
                        form,
                        "faults",
                        faults,
                        "managers",
                        rules.managers(),
                        "policies",
                        rules.policies(),
                        "saved",
                        saved));
    }

    private static ModelAndView saved(CustomerId id) {
        return new ModelAndView("redirect:/customers/" + id.value() + "?saved=true");
    }
}
