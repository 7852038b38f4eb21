package org.kvit.order;

import jakarta.servlet.http.HttpServletResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.kvit.base.LineTotals;
import org.kvit.base.Refusal;
import org.kvit.company.Needs;
import org.kvit.company.People;
import org.kvit.company.Right;
import org.kvit.customer.Contacts;
import org.kvit.customer.CustomerId;
import org.kvit.customer.Customers;
import org.kvit.ui.Faults;
import org.kvit.ui.Page;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// The form of an order, new or changed. A new one begins with its customer, whose card it copies.
@Controller
@RequestMapping("/orders")
@Needs(Right.ORDERS)
class OrderFormScreen {
    private static final int FOUND = 20;

    private final Orders orders;
    private final Trips trips;
    private final Customers customers;
    private final Contacts contacts;
    private final People people;

    OrderFormScreen(Orders orders, Trips trips, Customers customers, Contacts contacts, People people) {
        this.orders = orders;
        this.trips = trips;
        this.customers = customers;
        this.contacts = contacts;
        this.people = people;
    }

    /// @param query finds the customer, until one is chosen
    @GetMapping("/new")
    ModelAndView blank(
            @RequestParam Optional<Long> customer, @RequestParam(defaultValue = "") String query, Page page) {
        if (customer.isEmpty()) {
            return payers("/orders/new", Optional.empty(), query);
        }
        var payer = customers.find(new CustomerId(customer.get()));
        return form(OrderForm.blank(payer, page.today()), Optional.empty(), Optional.empty(), page);
    }

    @PostMapping
    Object create(@RequestParam Map<String, String> fields, Page page, HttpServletResponse response) {
        var form = OrderForm.sent(fields);
        return kept(
                form,
                Optional.empty(),
                page,
                response,
                () -> orders.create(OrderFormReading.entry(form, Optional.empty(), page.locale())));
    }

    @GetMapping("/{id}/edit")
    ModelAndView edit(@PathVariable long id, @RequestParam Optional<Long> customer, Page page) {
        var order = orders.find(new OrderId(id));
        var form = OrderForm.of(order);
        var wanted = customer.filter(_ -> !order.hasFixedCustomer());
        return form(
                wanted.map(c -> form.with("customerId", Long.toString(c))).orElse(form),
                Optional.of(order),
                Optional.empty(),
                page);
    }

    /// Another customer for it.
    @GetMapping("/{id}/customer")
    ModelAndView customer(@PathVariable long id, @RequestParam(defaultValue = "") String query) {
        return payers("/orders/" + id + "/customer", Optional.of(orders.find(new OrderId(id))), query);
    }

    @PostMapping("/{id}")
    Object change(
            @PathVariable long id, @RequestParam Map<String, String> fields, Page page, HttpServletResponse response) {
        var order = orders.find(new OrderId(id));
        var form = OrderForm.sent(fields).withRowsOf(order);
        return kept(form, Optional.of(order), page, response, () -> {
            orders.change(
                    order.id(), form.version(), now -> OrderFormReading.entry(form, Optional.of(now), page.locale()));
            return order.id();
        });
    }

    /// What the rows come to so far; those that can't be read yet count nothing.
    @PostMapping("/totals")
    ModelAndView totals(@RequestParam Map<String, String> fields, Page page) {
        var form = OrderForm.sent(fields);
        return new ModelAndView(
                "order/totals",
                "total",
                LineTotals.of(
                        OrderFormReading.prices(form, page.locale()),
                        OrderRules.currencyOr(form.text("currency"), "EUR")));
    }

    private Object kept(
            OrderForm form,
            Optional<CustomerOrder> before,
            Page page,
            HttpServletResponse response,
            Supplier<OrderId> keep) {
        try {
            return "redirect:/orders/" + keep.get().value();
        } catch (Refusal refusal) {
            if (refusal.faults().isEmpty() && refusal.kind() != Refusal.Kind.CONFLICT) {
                throw refusal;
            }
            response.setStatus(refusal.kind().status());
            return form(form, before, Optional.of(refusal), page);
        }
    }

    private ModelAndView payers(String path, Optional<CustomerOrder> order, String query) {
        return new ModelAndView(
                "order/payers",
                Map.of("path", path, "order", order, "query", query, "found", customers.search(query, FOUND)));
    }

    private ModelAndView form(OrderForm form, Optional<CustomerOrder> before, Optional<Refusal> refusal, Page page) {
        var payer = customers.find(Entries.id(form.text("customerId"))
                .map(CustomerId::new)
                .or(() -> before.map(o -> o.customer().id()))
                .orElseThrow(() -> Refusal.invalid("customerId", "order.customer.missing")));
        var model = new HashMap<String, Object>();
        model.put("form", form);
        model.put("before", before);
        model.put("faults", refusal.map(Faults::of).orElse(Faults.NONE));
        model.put("problem", refusal.map(Refusal::words));
        model.put(
                "changedMeanwhile",
                refusal.filter(r -> r.words().key().equals(Orders.CHANGED_MEANWHILE))
                        .isPresent());
        model.put("customer", payer);
        model.put("contacts", contacts.of(payer.id()));
        model.put("managers", people.all());
        model.put("trips", trips.open());
        model.put(
                "total",
                LineTotals.of(
                        OrderFormReading.prices(form, page.locale()),
                        OrderRules.currencyOr(
                                form.text("currency"), payer.card().currency())));
        return new ModelAndView("order/form", model);
    }
}
