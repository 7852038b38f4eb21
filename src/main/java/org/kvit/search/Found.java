package org.kvit.search;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.kvit.base.Money;

/// What a search found, at most [Search#MOST] of each kind.
public record Found(
        List<Customer> customers,
        List<Order> orders,
        List<Invoice> invoices,
        List<CreditNote> creditNotes,
        List<Payment> payments) {
    static final Found NOTHING = new Found(List.of(), List.of(), List.of(), List.of(), List.of());

    /// @param detail what tells it from another of that name: number, town, e-mail address
    public record Customer(long id, String name, String detail) {}

    /// @param reference the customer's own
    public record Order(long id, String number, String customer, LocalDate orderDate, Optional<String> reference) {}

    public record Invoice(
            long id, String number, String customer, LocalDate dueDate, Money total, Money open, boolean approved) {}

    /// @param invoice the number of the one that it takes back
    public record CreditNote(long id, String number, String customer, String invoice, Money total) {}

    public record Payment(long id, String payer, LocalDate bookedOn, Money amount, Money unallocated, boolean voided) {}

    public boolean isEmpty() {
        return size() == 0;
    }

    private int size() {
        return customers.size() + orders.size() + invoices.size() + creditNotes.size() + payments.size();
    }

    /// The page of the one thing that was found, if it is one.
    Optional<String> only() {
        if (size() != 1) {
            return Optional.empty();
        }
        return customers.stream()
                .map(c -> "/customers/" + c.id())
                .findFirst()
                .or(() -> orders.stream().map(o -> "/orders/" + o.id()).findFirst())
                .or(() -> invoices.stream().map(i -> "/invoices/" + i.id()).findFirst())
                .or(() ->
                        creditNotes.stream().map(k -> "/credit-notes/" + k.id()).findFirst())
                .or(() -> payments.stream().map(p -> "/payments/" + p.id()).findFirst());
    }
}
