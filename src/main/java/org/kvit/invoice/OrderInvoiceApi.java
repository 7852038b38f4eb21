package org.kvit.invoice;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kvit.base.Refusal;
import org.kvit.company.Needs;
import org.kvit.company.Right;
import org.kvit.order.OrderId;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// `/api/v1/orders/{id}/invoice`: the invoice that an order is on.
@RestController
@RequestMapping("/api/v1/orders/{id}/invoice")
class OrderInvoiceApi {
    private final Issuing issuing;

    OrderInvoiceApi(Issuing issuing) {
        this.issuing = issuing;
    }

    /// @param invoiceId a draft of the same customer and currency; without it a new one is made
    /// @param withoutPod that the proof of delivery may be missing
    record Wanted(@Nullable Long invoiceId, @Nullable Boolean withoutPod) {}

    record On(long invoiceId) {}

    /// @throws Refusal as [Issuing#issue] and [Issuing#add]
    @PutMapping
    @Needs(Right.INVOICING)
    On put(@PathVariable long id, @RequestBody Optional<Wanted> wanted) {
        var order = new OrderId(id);
        var draft = wanted.flatMap(w -> Optional.ofNullable(w.invoiceId())).map(InvoiceId::new);
        boolean withoutPod = wanted.map(Wanted::withoutPod).orElse(false);
        if (draft.isEmpty()) {
            return new On(issuing.issue(order, withoutPod).value());
        }
        issuing.add(order, draft.get(), withoutPod);
        return new On(draft.get().value());
    }

    /// @throws Refusal as [Issuing#takeOff]
    @DeleteMapping
    @Needs(Right.INVOICING)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void takeOff(@PathVariable long id) {
        issuing.takeOff(new OrderId(id));
    }
}
