package org.kvit.payment;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

/// The link window: one payment, what it is linked to and why, and what it might be linked to.
@Controller
@RequestMapping("/payments/{id}")
class PaymentScreen {
    private final LinkWindows windows;
    private final LinkSaving saving;
    private final Payments payments;
    private final Links links;
    private final LinkUndo undo;
    private final PaymentHistory history;

    PaymentScreen(
            LinkWindows windows,
            LinkSaving saving,
            Payments payments,
            Links links,
            LinkUndo undo,
            PaymentHistory history) {
        this.windows = windows;
        this.saving = saving;
        this.payments = payments;
        this.links = links;
        this.undo = undo;
        this.history = history;
    }

    /// @param find what open invoices are searched by
    /// @param saved another payment that was just saved
    /// @param done what just happened to this one
    @GetMapping({"", "/links"})
    ModelAndView show(
            @PathVariable long id,
            PaymentsAddress address,
            @RequestParam(defaultValue = "") String find,
            @RequestParam(defaultValue = "0") long saved,
            @RequestParam(defaultValue = "") String done,
            Page page) {
        var asked = new LinkWindows.Asked(new PaymentId(id), address, find, LinkWindows.USUAL);
        return show(windows.of(asked, saved, page.locale()), done);
    }

    @GetMapping("/history")
    ModelAndView history(@PathVariable long id, Page page) {
        var payment = payments.find(new PaymentId(id));
        return new ModelAndView(
                "payment/history", Map.of("payment", payment, "changes", history.of(payment.id(), page)));
    }

    /// Saves the window's links, and goes on.
    ///
    /// @param act `link` and `unlink`: with what is marked, first
    /// @param proposal rank of the proposal to be taken as it is; 0: the form counts
    /// @param go `next`, `previous`, `close`, `rest` (what is left is given back or written off there), or to stay
    @PostMapping("/links")
    @Needs(Right.RECEIVABLES)
    ModelAndView save(
            @PathVariable long id,
            PaymentsAddress address,
            @RequestParam(name = "do", defaultValue = "") String act,
            @RequestParam(defaultValue = "0") int proposal,
            @RequestParam(defaultValue = "") String go,
            HttpServletRequest request,
            HttpServletResponse response,
            Page page) {
        var payment = payments.find(new PaymentId(id));
        var form = LinkForm.of(request.getParameterMap(), page.locale());
        try {
            boolean saved =
                    proposal > 0 ? saving.take(payment, form.seen(), proposal) : saving.save(payment, form, act);
            return new ModelAndView("redirect:" + behind(payment, address, go, saved));
        } catch (Refusal refusal) {
            response.setStatus(refusal.kind().status());
            var now = payments.find(payment.id());
            var kept = proposal > 0 ? LinkForm.of(now, page.locale()) : form.seeing(now);
            return show(windows.of(asked(id, address), kept, byRow(refusal, form), Optional.of(refusal.words())), "");
        }
    }

    /// The open invoices for another search: what is marked stays.
    @PostMapping("/candidates")
    @Needs(Right.RECEIVABLES)
    ModelAndView candidates(
            @PathVariable long id,
            PaymentsAddress address,
            @RequestParam(defaultValue = "") String find,
            @RequestParam(defaultValue = "50") int shown,
            HttpServletRequest request,
            Page page) {
        var form = LinkForm.of(request.getParameterMap(), page.locale());
        var asked = new LinkWindows.Asked(new PaymentId(id), address, find, shown);
        return new ModelAndView(
                "payment/candidates", Map.of("it", windows.of(asked, form, Faults.NONE, Optional.empty())));
    }

    /// Takes back the last change of the links. @param change as it was seen ([SavedLinks])
    @PostMapping("/undo")
    @Needs(Right.RECEIVABLES)
    ModelAndView undo(
            @PathVariable long id, PaymentsAddress address, @RequestParam(defaultValue = "0") long change, Page page) {
        undo.undo(new PaymentId(id), change);
        return page.fragment()
                ? new ModelAndView(
                        "payment/row",
                        Map.of("p", payments.find(new PaymentId(id)), "address", address, "saved", Optional.empty()))
                : new ModelAndView("redirect:" + address.at("/payments/" + id, "done", "undone"));
    }

    /// For a payment that was made by hand.
    @PostMapping("/void")
    @Needs(Right.RECEIVABLES)
    ModelAndView takeBack(
            @PathVariable long id,
            PaymentsAddress address,
            @RequestParam(defaultValue = "") String reason,
            Page page,
            HttpServletResponse response) {
        try {
            links.takeBack(new PaymentId(id), reason);
            return new ModelAndView("redirect:" + address.window(new PaymentId(id)));
        } catch (Refusal refusal) {
            response.setStatus(refusal.kind().status());
            var form = LinkForm.of(payments.find(new PaymentId(id)), page.locale());
            return show(windows.of(asked(id, address), form, Faults.of(refusal), Optional.of(refusal.words())), "");
        }
    }

    private String behind(Payment payment, PaymentsAddress address, String go, boolean saved) {
        var id = payment.id();
        var said = saved ? Long.toString(id.value()) : "";
        var waiting = address.filter().waiting();
        return switch (go) {
            case "next", "previous" ->
                payments.next(
                                waiting,
                                go.equals("next")
                                        ? address.order()
                                        : address.order().backwards(),
                                id)
                        .map(other -> address.at("/payments/" + other.value(), "saved", said))
                        .orElseGet(() -> payments.count(waiting) == 0
                                ? address.at("/payments/all-linked", "saved", said)
                                : address.at("/payments/" + id.value(), "done", saved ? "saved" : "only"));
            case "close" -> address.closing(id, said);
            case "rest" -> "/payments/" + id.value() + "/rest";
            default -> address.at("/payments/" + id.value(), "done", saved ? "saved" : "");
        };
    }

    private static LinkWindows.Asked asked(long id, PaymentsAddress address) {
        return new LinkWindows.Asked(new PaymentId(id), address, "", LinkWindows.USUAL);
    }

    /// The service names links by their place in the set, the form by their invoice.
    private static Faults byRow(Refusal refusal, LinkForm form) {
        var invoices = List.copyOf(form.amounts().keySet());
        return new Faults(refusal.faults().stream()
                .map(f -> new Refusal.Fault(row(f.field(), invoices), f.words()))
                .toList());
    }

    private static String row(String field, List<Long> invoices) {
        var place = field.replaceFirst("^links\\[(\\d{1,4})\\]\\..*$", "$1");
        return place.equals(field) || Integer.parseInt(place) >= invoices.size()
                ? field
                : "amount-" + invoices.get(Integer.parseInt(place));
    }

    private ModelAndView show(LinkWindow it, String done) {
        var model = new HashMap<String, Object>(Map.of("it", it, "done", done));
        model.put("own", done.equals("saved") ? undo.saved(it.payment().id()) : Optional.empty());
        return new ModelAndView("payment/payment", model);
    }
}
