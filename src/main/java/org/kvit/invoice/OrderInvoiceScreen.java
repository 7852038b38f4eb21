package org.kvit.invoice;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.kvit.base.Refusal;
import org.kvit.company.Needs;
import org.kvit.company.Right;
import org.kvit.order.OrderId;
import org.kvit.order.Orders;
import org.kvit.ui.Faults;
import org.kvit.ui.Page;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// An order's invoice, from the order's page: on which it goes, its approval, and off it again.
@Controller
@RequestMapping("/orders/{id}/invoice")
@Needs(value = Right.INVOICING, alsoToRead = true)
class OrderInvoiceScreen {
    private final Orders orders;
    private final Issuing issuing;
    private final Approvals approvals;

    OrderInvoiceScreen(Orders orders, Issuing issuing, Approvals approvals) {
        this.orders = orders;
        this.issuing = issuing;
        this.approvals = approvals;
    }

    @GetMapping
    ModelAndView ask(@PathVariable long id) {
        return asked(id, 0, Faults.NONE);
    }

    /// @param invoiceId a draft; 0: a new invoice
    /// @param withoutPod whether a missing proof of delivery was agreed to
    @PostMapping
    Object put(
            @PathVariable long id,
            @RequestParam(defaultValue = "0") long invoiceId,
            @RequestParam(defaultValue = "false") boolean withoutPod,
            Page page,
            HttpServletResponse response) {
        var order = new OrderId(id);
        try {
            if (invoiceId == 0) {
                return shown("/invoices/" + issuing.issue(order, withoutPod).value(), page);
            }
            issuing.add(order, new InvoiceId(invoiceId), withoutPod);
            return shown("/invoices/" + invoiceId, page);
        } catch (Refusal refusal) {
            if (refusal.faults().isEmpty() || !page.fragment()) {
                throw refusal;
            }
            response.setStatus(refusal.kind().status());
            return asked(id, invoiceId, Faults.of(refusal));
        }
    }

    @PostMapping("/removal")
    Object takeOff(@PathVariable long id, Page page) {
        issuing.takeOff(new OrderId(id));
        return shown("/orders/" + id, page);
    }

    @PostMapping("/approval")
    Object approve(@PathVariable long id, Page page) {
        approvals.approve(invoice(id));
        return shown("/orders/" + id, page);
    }

    @PostMapping("/approval/removal")
    Object removeApproval(@PathVariable long id, Page page) {
        approvals.remove(invoice(id));
        return shown("/orders/" + id, page);
    }

    private static Object shown(String path, Page page) {
        return page.fragment()
                ? ResponseEntity.noContent().header("HX-Redirect", path).build()
                : "redirect:" + path;
    }

    private InvoiceId invoice(long order) {
        return orders.find(new OrderId(order))
                .invoice()
                .map(on -> new InvoiceId(on.id()))
                .orElseThrow(() -> Refusal.conflict("invoice.order.none"));
    }

    private ModelAndView asked(long id, long chosen, Faults faults) {
        var order = orders.find(new OrderId(id));
        return new ModelAndView(
                "invoice/orderSheet",
                Map.of("order", order, "drafts", issuing.drafts(order.id()), "chosen", chosen, "faults", faults));
    }
}
