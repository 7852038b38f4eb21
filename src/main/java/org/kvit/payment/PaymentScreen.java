package org.kvit.payment;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
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

/// One payment: what it is linked to and why, what it might be, and linking by hand.
@Controller
@RequestMapping("/payments/{id}")
class PaymentScreen {
    private final PaymentPages pages;
    private final Payments payments;
    private final OpenInvoices invoices;
    private final Links links;
    private final PaymentHistory history;

    PaymentScreen(PaymentPages pages, Payments payments, OpenInvoices invoices, Links links, PaymentHistory history) {
        this.pages = pages;
        this.payments = payments;
        this.invoices = invoices;
        this.links = links;
        this.history = history;
    }

    @GetMapping
    ModelAndView show(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String query,
            @RequestParam(defaultValue = "") String done,
            Page page) {
        return show(pages.of(new PaymentId(id), query.strip(), page.locale()), done);
    }

    @GetMapping("/history")
    ModelAndView history(@PathVariable long id, Page page) {
        var payment = payments.find(new PaymentId(id));
        return new ModelAndView(
                "payment/history", Map.of("payment", payment, "changes", history.of(payment.id(), page)));
    }

    /// The whole new set of links. @param proposal rank of the proposal to be taken as it is; 0: the form counts
    /// @param without invoice to be unlinked at once; 0: none
    @PostMapping("/links")
    @Needs(Right.RECEIVABLES)
    ModelAndView link(
            @PathVariable long id,
            @RequestParam(defaultValue = "0") int proposal,
            @RequestParam(defaultValue = "0") long without,
            @RequestParam(defaultValue = "") String query,
            HttpServletRequest request,
            HttpServletResponse response,
            Page page) {
        var payment = payments.find(new PaymentId(id));
        var form = LinkForm.of(request.getParameterMap());
        List<Links.Wanted> wanted = List.of();
        try {
            wanted = proposal > 0
                    ? proposed(payment, proposal)
                    : typed(payment, without > 0 ? form.without(without) : form);
            links.replace(payment.id(), form.seen(), wanted);
            return new ModelAndView("redirect:/payments/" + id + "?done=" + (wanted.isEmpty() ? "unlinked" : "linked"));
        } catch (Refusal refusal) {
            response.setStatus(refusal.kind().status());
            var now = payments.find(payment.id());
            var kept = proposal > 0 ? LinkForm.of(now, page.locale()) : form.seeing(now, page.locale());
            var faults = byRow(refusal, wanted);
            return show(pages.of(now.id(), kept, query, faults, Optional.of(refusal.words())), "");
        }
    }

    /// The open invoices for another search: what is ticked stays.
    @PostMapping("/candidates")
    @Needs(Right.RECEIVABLES)
    ModelAndView candidates(
            @PathVariable long id, @RequestParam(defaultValue = "") String query, HttpServletRequest request) {
        return new ModelAndView("payment/candidates", Map.of("it", draft(id, query, request)));
    }

    /// What would be left of the payment.
    @PostMapping("/left")
    @Needs(Right.RECEIVABLES)
    ModelAndView left(@PathVariable long id, HttpServletRequest request) {
        return new ModelAndView("payment/left", Map.of("it", draft(id, "", request)));
    }

    /// For a payment that was made by hand.
    @PostMapping("/void")
    @Needs(Right.RECEIVABLES)
    ModelAndView takeBack(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String reason,
            Page page,
            HttpServletResponse response) {
        try {
            links.takeBack(new PaymentId(id), reason);
            return new ModelAndView("redirect:/payments/" + id);
        } catch (Refusal refusal) {
            response.setStatus(refusal.kind().status());
            var shown = pages.of(new PaymentId(id), "", page.locale());
            return show(
                    new PaymentPage(
                            shown.payment(),
                            shown.form(),
                            shown.candidates(),
                            shown.more(),
                            "",
                            Faults.of(refusal),
                            Optional.of(refusal.words()),
                            shown.newer(),
                            shown.older()),
                    "");
        }
    }

    private PaymentPage draft(long id, String query, HttpServletRequest request) {
        return pages.of(
                new PaymentId(id),
                LinkForm.of(request.getParameterMap()),
                query.strip(),
                Faults.NONE,
                Optional.empty());
    }

    private List<Links.Wanted> typed(Payment payment, LinkForm form) {
        var ticked =
                invoices.candidates(payment, "", form.invoices(), form.ticked().size());
        return form.wanted(payment, ticked);
    }

    private static List<Links.Wanted> proposed(Payment payment, int rank) {
        return payment.proposals().stream()
                .filter(p -> p.rank() == rank)
                .findFirst()
                .map(payment::with)
                .orElseThrow(() -> Refusal.conflict("payment.proposal.gone"));
    }

    /// The service names links by their place in the set, the form by their invoice.
    private static Faults byRow(Refusal refusal, List<Links.Wanted> wanted) {
        return new Faults(refusal.faults().stream()
                .map(f -> new Refusal.Fault(row(f.field(), wanted), f.words()))
                .toList());
    }

    private static String row(String field, List<Links.Wanted> wanted) {
        var place = field.replaceFirst("^links\\[(\\d{1,4})\\]\\..*$", "$1");
        return place.equals(field) || Integer.parseInt(place) >= wanted.size()
                ? field
                : "amount-" + wanted.get(Integer.parseInt(place)).invoice();
    }

    private static ModelAndView show(PaymentPage it, String done) {
        return new ModelAndView("payment/payment", Map.of("it", it, "done", done));
    }
}
