package org.kvit.credit;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.kvit.base.Refusal;
import org.kvit.company.Companies;
import org.kvit.company.Needs;
import org.kvit.company.Right;
import org.kvit.invoice.Invoice;
import org.kvit.invoice.InvoiceId;
import org.kvit.invoice.Invoices;
import org.kvit.ui.Faults;
import org.kvit.ui.Page;
import org.kvit.ui.TypedNumber;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/// Crediting an invoice: the form, what it would come to, and issuing it.
@Controller
@RequestMapping("/invoices/{id}/credit-notes")
@Needs(value = Right.INVOICING, alsoToRead = true)
class CreditFormScreen {
    private final Invoices invoices;
    private final CreditableInvoices creditable;
    private final CreditIssuing issuing;
    private final Companies companies;

    CreditFormScreen(Invoices invoices, CreditableInvoices creditable, CreditIssuing issuing, Companies companies) {
        this.invoices = invoices;
        this.creditable = creditable;
        this.issuing = issuing;
        this.companies = companies;
    }

    @GetMapping("/new")
    ModelAndView blank(@PathVariable long id, Page page) {
        var invoice = invoice(id);
        var left = creditable.of(invoice);
        return form(invoice, left, CreditForm.blank(left, companies.today(), page.locale()), Faults.NONE);
    }

    /// The form again, to change what was typed.
    @PostMapping("/new")
    ModelAndView change(@PathVariable long id, HttpServletRequest request) {
        var invoice = invoice(id);
        var left = creditable.of(invoice);
        return form(invoice, left, CreditForm.of(request.getParameterMap(), left), Faults.NONE);
    }

    @PostMapping("/preview")
    ModelAndView preview(@PathVariable long id, HttpServletRequest request, HttpServletResponse response, Page page) {
        return tried(id, request, response, page.locale(), (form, wanted) -> {
            var preview = issuing.preview(new InvoiceId(id), wanted);
            return new ModelAndView("credit/preview", Map.of("it", preview, "form", form));
        });
    }

    @PostMapping
    ModelAndView issue(@PathVariable long id, HttpServletRequest request, HttpServletResponse response, Page page) {
        return tried(id, request, response, page.locale(), (form, wanted) -> {
            var seen = Optional.of(TypedNumber.read(form.credited()).number().orElse(BigDecimal.ZERO));
            var note = issuing.issue(new InvoiceId(id), seen, wanted);
            return new ModelAndView("redirect:/credit-notes/" + note.value() + "?done=issued");
        });
    }

    private interface Step {
        ModelAndView with(CreditForm form, NewCreditNote wanted);
    }

    /// What won't do comes back in the form.
    private ModelAndView tried(
            long id, HttpServletRequest request, HttpServletResponse response, Locale locale, Step step) {
        var invoice = invoice(id);
        var left = creditable.of(invoice);
        var form = CreditForm.of(request.getParameterMap(), left);
        List<NewCreditNote.Line> lines = List.of();
        try {
            var wanted = form.wanted(left, locale);
            lines = wanted.lines().orElse(List.of());
            return step.with(form, wanted);
        } catch (Refusal refusal) {
            if (refusal.faults().isEmpty()) {
                throw refusal;
            }
            response.setStatus(refusal.kind().status());
            return form(invoice, left, form, new Faults(CreditForm.byField(refusal.faults(), lines)));
        }
    }

    private Invoice invoice(long id) {
        var invoice = invoices.find(new InvoiceId(id));
        if (!invoice.approved()) {
            throw Refusal.conflict("credit.draft", invoice.number());
        }
        if (!invoice.creditable().isPositive()) {
            throw Refusal.conflict("credit.nothingLeft");
        }
        return invoice;
    }

    private static ModelAndView form(Invoice invoice, Creditable left, CreditForm form, Faults faults) {
        return new ModelAndView(
                "credit/form", Map.of("invoice", invoice, "left", left, "form", form, "faults", faults));
    }
}
