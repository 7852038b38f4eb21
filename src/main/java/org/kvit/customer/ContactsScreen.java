package org.kvit.customer;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.Optional;
import org.kvit.base.Refusal;
import org.kvit.company.Needs;
import org.kvit.company.Right;
import org.kvit.ui.Faults;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// A customer's contacts: a table in which each is changed where it stands.
@Controller
@RequestMapping("/customers/{id}/contacts")
class ContactsScreen {
    private final Customers customers;
    private final Contacts contacts;
    private final InvalidAddresses invalid;

    ContactsScreen(Customers customers, Contacts contacts, InvalidAddresses invalid) {
        this.customers = customers;
        this.contacts = contacts;
        this.invalid = invalid;
    }

    @GetMapping
    ModelAndView show(@PathVariable long id, @RequestParam(defaultValue = "false") boolean saved) {
        return show(new CustomerId(id), Optional.empty(), saved);
    }

    @GetMapping("/new")
    ModelAndView blank(@PathVariable long id) {
        return show(new CustomerId(id), Optional.of(new OpenContact(0, ContactForm.EMPTY, Faults.NONE)), false);
    }

    @GetMapping("/{contact}")
    ModelAndView edit(@PathVariable long id, @PathVariable long contact) {
        var found = contacts.of(new CustomerId(id)).stream()
                .filter(c -> c.id().equals(Optional.of(new ContactId(contact))))
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("customer.contact.notFound"));
        return show(
                new CustomerId(id), Optional.of(new OpenContact(contact, ContactForm.of(found), Faults.NONE)), false);
    }

    @PostMapping
    @Needs(Right.CUSTOMERS)
    ModelAndView add(@PathVariable long id, @RequestParam Map<String, String> typed, HttpServletResponse response) {
        var form = new Typed(typed);
        return kept(id, 0, form, response, () -> contacts.add(new CustomerId(id), ContactForm.contact(form)));
    }

    @PostMapping("/{contact}")
    @Needs(Right.CUSTOMERS)
    ModelAndView change(
            @PathVariable long id,
            @PathVariable long contact,
            @RequestParam Map<String, String> typed,
            HttpServletResponse response) {
        var form = new Typed(typed);
        return kept(
                id,
                contact,
                form,
                response,
                () -> contacts.change(new CustomerId(id), new ContactId(contact), ContactForm.contact(form)));
    }

    @PostMapping("/{contact}/removal")
    @Needs(Right.CUSTOMERS)
    String remove(@PathVariable long id, @PathVariable long contact) {
        contacts.remove(new CustomerId(id), new ContactId(contact));
        return "redirect:/customers/" + id + "/contacts?saved=true";
    }

    /// Mail came back from the address, but it is good after all.
    @PostMapping("/valid-addresses")
    @Needs(Right.CUSTOMERS)
    String isValid(@PathVariable long id, @RequestParam String address) {
        invalid.clear(new CustomerId(id), address);
        return "redirect:/customers/" + id + "/contacts?saved=true";
    }

    private ModelAndView kept(long id, long contact, Typed form, HttpServletResponse response, Runnable change) {
        try {
            change.run();
            return new ModelAndView("redirect:/customers/" + id + "/contacts?saved=true");
        } catch (Refusal refusal) {
            if (refusal.faults().isEmpty()) {
                throw refusal;
            }
            response.setStatus(refusal.kind().status());
            return show(new CustomerId(id), Optional.of(new OpenContact(contact, form, Faults.of(refusal))), false);
        }
    }

    private ModelAndView show(CustomerId id, Optional<OpenContact> open, boolean saved) {
        return new ModelAndView(
                "customer/contacts",
                Map.of(
                        "customer",
                        customers.find(id),
                        "contacts",
                        contacts.of(id),
                        "invalid",
                        invalid.of(id),
                        "open",
                        open,
                        "saved",
                        saved));
    }
}
