package org.kvit.reminder;

import jakarta.servlet.http.HttpServletResponse;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.kvit.base.Refusal;
import org.kvit.base.Words;
import org.kvit.company.Needs;
import org.kvit.company.Right;
import org.kvit.invoice.InvoiceId;
import org.kvit.invoice.ListAddress;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// Sets the reminder counters of invoices that were ticked in the list, or of all that the list shows. Says first of
/// how many.
@Controller
@RequestMapping("/invoices/reminder-counters")
@Needs(value = Right.REMINDERS, alsoToRead = true)
class CounterEditScreen {
    private final CounterEdit edit;
    private final Policies policies;

    CounterEditScreen(CounterEdit edit, Policies policies) {
        this.edit = edit;
        this.policies = policies;
    }

    /// Of all that the list shows.
    @GetMapping
    ModelAndView ask(ListAddress address) {
        return ask(address, List.of());
    }

    /// @param invoiceIds that are ticked; none: all that the list shows
    @PostMapping("/confirmation")
    @Needs(Right.REMINDERS)
    ModelAndView ask(ListAddress address, @RequestParam(defaultValue = "") List<Long> invoiceIds) {
        return ask(address, invoiceIds, invoiceIds.isEmpty(), "1", "0", Optional.empty());
    }

    /// @param whole the whole list, not only what is ticked
    /// @param toldTicked of how many ticked invoices the page spoke @param toldWhole of how many the list has
    @PostMapping
    @Needs(Right.REMINDERS)
    ModelAndView set(
            ListAddress address,
            @RequestParam(defaultValue = "") List<Long> invoiceIds,
            @RequestParam(defaultValue = "false") boolean whole,
            @RequestParam(defaultValue = "") String level,
            @RequestParam(defaultValue = "") String count,
            @RequestParam int toldTicked,
            @RequestParam int toldWhole,
            HttpServletResponse response) {
        try {
            var chosen = whole ? CounterEdit.Chosen.list(address.filter()) : CounterEdit.Chosen.named(ids(invoiceIds));
            var result = edit.set(chosen, number(level), number(count), Optional.of(whole ? toldWhole : toldTicked));
            return new ModelAndView("redirect:" + address.counted(result.invoices()));
        } catch (Refusal refusal) {
            response.setStatus(refusal.kind().status());
            var words = refusal.faults().isEmpty()
                    ? refusal.words()
                    : refusal.faults().getFirst().words();
            return ask(address, invoiceIds, whole, level, count, Optional.of(words));
        }
    }

    private ModelAndView ask(
            ListAddress address,
            List<Long> invoiceIds,
            boolean whole,
            String level,
            String count,
            Optional<Words> problem) {
        var model = new HashMap<String, Object>();
        model.put("address", address);
        model.put("invoiceIds", invoiceIds);
        model.put("ticked", invoiceIds.isEmpty() ? 0 : edit.count(CounterEdit.Chosen.named(ids(invoiceIds))));
        model.put("listed", edit.count(CounterEdit.Chosen.list(address.filter())));
        model.put("whole", whole);
        model.put("level", level);
        model.put("count", count);
        model.put("levels", policies.own().levels());
        model.put("problem", problem);
        return new ModelAndView("reminder/counters", model);
    }

    private static Set<InvoiceId> ids(List<Long> numbers) {
        var ids = new LinkedHashSet<InvoiceId>();
        numbers.forEach(number -> ids.add(new InvoiceId(number)));
        return ids;
    }

    private static int number(String typed) {
        if (!typed.strip().matches("\\d{1,6}")) {
            throw Refusal.invalid("count", "reminder.policy.notNumber", typed);
        }
        return Integer.parseInt(typed.strip());
    }
}
