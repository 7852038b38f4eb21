package org.kvit.invoice;

import java.util.Map;
import org.kvit.base.LineTotals;
import org.kvit.company.Needs;
import org.kvit.company.Right;
import org.kvit.ui.Page;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/// An invoice's page: its facts and lines, its approval.
@Controller
@RequestMapping("/invoices/{id}")
class InvoiceScreen implements InvoiceTab {
    private final Invoices invoices;
    private final InvoiceFrames frames;
    private final Approvals approvals;
    private final InvoicedOrders orders;

    InvoiceScreen(Invoices invoices, InvoiceFrames frames, Approvals approvals, InvoicedOrders orders) {
        this.invoices = invoices;
        this.frames = frames;
        this.approvals = approvals;
        this.orders = orders;
    }

    @Override
    public String path() {
        return "";
    }

    @Override
    public String textKey() {
        return "invoice.tab.lines";
    }

    @Override
    public long count(InvoiceId invoice) {
        return 0;
    }

    @Override
    public int order() {
        return 10;
    }

    @GetMapping
    ModelAndView show(@PathVariable long id, Page page) {
        var frame = frames.of(new InvoiceId(id), path(), page);
        var lines = invoices.lines(frame.invoice().id());
        return new ModelAndView(
                "invoice/lines",
                Map.of(
                        "frame",
                        frame,
                        "lines",
                        lines,
                        "orders",
                        orders.of(frame.invoice().id()),
                        "sum",
                        LineTotals.of(lines, frame.invoice().total().currency())));
    }

    @PostMapping("/approval")
    @Needs(Right.INVOICING)
    Object approve(@PathVariable long id, Page page) {
        approvals.approve(new InvoiceId(id));
        return shownAgain(id, page);
    }

    @PostMapping("/approval/removal")
    @Needs(Right.INVOICING)
    Object removeApproval(@PathVariable long id, Page page) {
        approvals.remove(new InvoiceId(id));
        return shownAgain(id, page);
    }

    /// The page that the change was made from, whichever tab it shows.
    static Object shownAgain(long id, Page page) {
        return page.fragment()
                ? ResponseEntity.noContent().header("HX-Refresh", "true").build()
                : "redirect:/invoices/" + id;
    }
}
