package org.kvit.invoice;

import jakarta.servlet.http.HttpServletResponse;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kvit.base.Refusal;
import org.kvit.company.Needs;
import org.kvit.company.Right;
import org.kvit.ui.Faults;
import org.kvit.ui.Page;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.format.annotation.DateTimeFormat.ISO;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// The two forms on an invoice's page: reminders off, and posted on paper. A form that won't do comes back
/// with what is wrong beside its fields.
@Controller
@RequestMapping("/invoices/{id}")
@Needs(Right.RECEIVABLES)
class InvoiceChangesScreen {
    private final InvoiceChanges changes;
    private final Invoices invoices;

    InvoiceChangesScreen(InvoiceChanges changes, Invoices invoices) {
        this.changes = changes;
        this.invoices = invoices;
    }

    @PostMapping("/reminders-off")
    Object remindersOff(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam @DateTimeFormat(iso = ISO.DATE) Optional<LocalDate> until,
            Page page,
            HttpServletResponse response) {
        var off = new RemindersOff(Optional.of(reason.strip()).filter(r -> !r.isEmpty()), until);
        try {
            return made(id, new InvoiceChange.Reminders(Optional.of(off)), page);
        } catch (Refusal refusal) {
            boolean isOff = invoices.find(new InvoiceId(id)).remindersOff().isPresent();
            var typed = Map.<String, Object>of("id", id, "off", Optional.of(off), "isOff", isOff);
            return again("invoice/remindersOffForm", typed, refusal, page, response);
        }
    }

    @PostMapping("/reminders-on")
    Object remindersOn(@PathVariable long id, Page page) {
        return made(id, new InvoiceChange.Reminders(Optional.empty()), page);
    }

    @PostMapping("/posted-on")
    @Needs(Right.INVOICING)
    Object posted(
            @PathVariable long id,
            @RequestParam @DateTimeFormat(iso = ISO.DATE) Optional<LocalDate> postedOn,
            Page page,
            HttpServletResponse response) {
        try {
            return made(id, new InvoiceChange.Posted(postedOn), page);
        } catch (Refusal refusal) {
            return again("invoice/postedOnForm", Map.of("id", id, "postedOn", postedOn), refusal, page, response);
        }
    }

    private Object made(long id, InvoiceChange change, Page page) {
        changes.make(new InvoiceId(id), List.of(change));
        return InvoiceScreen.shownAgain(id, page);
    }

    private static ModelAndView again(
            String form, Map<String, Object> typed, Refusal refusal, Page page, HttpServletResponse response) {
        if (refusal.faults().isEmpty() || !page.fragment()) {
            throw refusal;
        }
        response.setStatus(refusal.kind().status());
        return new ModelAndView(form, typed).addObject("faults", Faults.of(refusal));
    }
}
