package org.kvit.payment;

import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kvit.base.Refusal;
import org.kvit.base.Words;
import org.kvit.company.Needs;
import org.kvit.company.Right;
import org.kvit.invoice.Invoice;
import org.kvit.invoice.InvoiceFrames;
import org.kvit.invoice.InvoiceId;
import org.kvit.invoice.InvoiceTab;
import org.kvit.ui.Faults;
import org.kvit.ui.Page;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// The payments, credit notes and write-offs that settle an invoice, each with the reason; and what could settle the
/// rest: what is left of its customer's payments, or a write-off.
@Controller
class InvoicePaymentsTab implements InvoiceTab {
    private final InvoiceFrames frames;
    private final InvoicePayments payments;
    private final Leftovers leftovers;
    private final Links links;
    private final WriteOffs writeOffs;

    InvoicePaymentsTab(
            InvoiceFrames frames, InvoicePayments payments, Leftovers leftovers, Links links, WriteOffs writeOffs) {
        this.frames = frames;
        this.payments = payments;
        this.leftovers = leftovers;
        this.links = links;
        this.writeOffs = writeOffs;
    }

    @Override
    public String path() {
        return "payments";
    }

    @Override
    public String textKey() {
        return "invoice.tab.payments";
    }

    @Override
    public long count(InvoiceId invoice) {
        return payments.count(invoice);
    }

    @Override
    public int order() {
        return 20;
    }

    /// An overpayment is offered as soon as something is owed again.
    @Override
    public Optional<Words> notice(Invoice invoice) {
        return invoice.isOwed()
                ? leftovers.offers(invoice.id()).stream()
                        .findFirst()
                        .map(o -> Words.of("payment.left.notice", o.left(), o.bookedOn()))
                : Optional.empty();
    }

    @GetMapping("/invoices/{id}/payments")
    ModelAndView show(@PathVariable long id, Page page) {
        return show(new InvoiceId(id), page, Map.of(), Faults.NONE, Optional.empty());
    }

    /// Links what is left of a payment, as far as it reaches.
    @PostMapping("/invoices/{id}/leftovers")
    @Needs(Right.RECEIVABLES)
    ModelAndView useLeft(
            @PathVariable long id, @RequestParam long payment, Page page, HttpServletResponse response) {
        return done(id, Map.of(), page, response, () -> links.useLeft(new PaymentId(payment), id));
    }

    @PostMapping("/invoices/{id}/write-offs")
    @Needs(Right.RECEIVABLES)
    ModelAndView writeOff(
            @PathVariable long id,
            @RequestParam Map<String, String> typed,
            Page page,
            HttpServletResponse response) {
        return done(
                id,
                typed,
                page,
                response,
                () -> writeOffs.writeOff(
                        new InvoiceId(id),
                        Optional.empty(),
                        WriteOffBody.Wanted.reason(typed.getOrDefault("kind", ""), typed.getOrDefault("note", "")),
                        PaymentRestScreen.amount(typed.getOrDefault("amount", "")),
                        PaymentRestScreen.date(typed.getOrDefault("date", ""))));
    }

    @PostMapping("/invoices/{id}/write-offs/{writeOff}/removal")
    @Needs(Right.RECEIVABLES)
    ModelAndView undo(@PathVariable long id, @PathVariable long writeOff, Page page, HttpServletResponse response) {
        return done(id, Map.of(), page, response, () -> writeOffs.undo(new InvoiceId(id), writeOff));
    }

    private ModelAndView done(
            long id, Map<String, String> typed, Page page, HttpServletResponse response, Runnable work) {
        try {
            work.run();
            return new ModelAndView("redirect:/invoices/" + id + "/payments");
        } catch (Refusal refusal) {
            if (refusal.kind() == Refusal.Kind.NOT_FOUND) {
                throw refusal;
            }
            response.setStatus(refusal.kind().status());
            return show(new InvoiceId(id), page, typed, Faults.of(refusal), Optional.of(refusal.words()));
        }
    }

    private ModelAndView show(
            InvoiceId id, Page page, Map<String, String> typed, Faults faults, Optional<Words> problem) {
        var frame = frames.of(id, path(), page);
        boolean may = page.may(Right.RECEIVABLES);
        return new ModelAndView(
                "payment/invoicePayments",
                Map.of(
                        "it",
                        new InvoiceSettlement(
                                frame,
                                payments.of(id),
                                may ? leftovers.offers(id) : List.of(),
                                may ? writeOffs.offered(frame.invoice()) : Optional.empty(),
                                typed,
                                faults,
                                problem)));
    }
}
