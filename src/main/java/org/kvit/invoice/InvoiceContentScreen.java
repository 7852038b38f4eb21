package org.kvit.invoice;

import java.util.Map;
import java.util.Optional;
import org.kvit.company.Needs;
import org.kvit.company.Right;
import org.kvit.ui.Page;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// A draft's content made anew from its orders, seen before it happens; and a draft thrown away.
@Controller
@RequestMapping("/invoices/{id}")
@Needs(Right.INVOICING)
class InvoiceContentScreen {
    private final InvoiceContent content;
    private final Drafts drafts;

    InvoiceContentScreen(InvoiceContent content, Drafts drafts) {
        this.content = content;
        this.drafts = drafts;
    }

    @GetMapping("/content")
    ModelAndView preview(@PathVariable long id) {
        return new ModelAndView(
                "invoice/regeneration", Map.of("id", id, "it", content.regeneration(new InvoiceId(id))));
    }

    /// @param seen what was shown before
    @PostMapping("/content")
    Object regenerate(@PathVariable long id, @RequestParam Optional<String> seen, Page page) {
        content.regenerate(new InvoiceId(id), seen);
        return InvoiceScreen.shownAgain(id, page);
    }

    @PostMapping("/deletion")
    Object delete(@PathVariable long id, Page page) {
        drafts.delete(new InvoiceId(id));
        return page.fragment()
                ? ResponseEntity.noContent().header("HX-Redirect", "/invoices").build()
                : "redirect:/invoices";
    }
}
