package org.kvit.reminder;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.kvit.base.Refusal;
import org.kvit.company.Needs;
import org.kvit.company.Right;
import org.kvit.invoice.InvoiceChange;
import org.kvit.invoice.InvoiceChanges;
import org.kvit.invoice.InvoiceFrames;
import org.kvit.invoice.InvoiceId;
import org.kvit.invoice.InvoiceTab;
import org.kvit.ui.Page;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// How often an invoice was reminded at each level, and when. A person may set the counts.
@Controller
class InvoiceRemindersTab implements InvoiceTab {
    private static final String FIELD = "level-";

    private final InvoiceFrames frames;
    private final InvoiceReminders reminders;
    private final InvoiceChanges changes;

    InvoiceRemindersTab(InvoiceFrames frames, InvoiceReminders reminders, InvoiceChanges changes) {
        this.frames = frames;
        this.reminders = reminders;
        this.changes = changes;
    }

    @Override
    public String path() {
        return "reminders";
    }

    @Override
    public String textKey() {
        return "invoice.tab.reminders";
    }

    @Override
    public long count(InvoiceId invoice) {
        return reminders.times(invoice);
    }

    @Override
    public int order() {
        return 30;
    }

    @GetMapping("/invoices/{id}/reminders")
    ModelAndView show(@PathVariable long id, @RequestParam(defaultValue = "false") boolean saved, Page page) {
        var invoice = new InvoiceId(id);
        return new ModelAndView(
                "reminder/invoiceReminders",
                Map.of(
                        "frame",
                        frames.of(invoice, path(), page),
                        "counters",
                        reminders.counters(invoice),
                        "log",
                        reminders.log(invoice),
                        "saved",
                        saved));
    }

    /// @param typed `level-1` and so on; what is empty stays as it is
    @PostMapping("/invoices/{id}/reminder-counters")
    @Needs(Right.REMINDERS)
    String count(@PathVariable long id, @RequestParam Map<String, String> typed) {
        var counts = new TreeMap<Integer, Integer>();
        typed.forEach((field, count) -> {
            if (field.matches(FIELD + "[1-9]") && !count.isBlank()) {
                counts.put(Integer.valueOf(field.substring(FIELD.length())), number(count.strip()));
            }
        });
        changes.make(new InvoiceId(id), List.of(new InvoiceChange.Counters(counts)));
        return "redirect:/invoices/" + id + "/reminders?saved=true";
    }

    private static int number(String typed) {
        if (!typed.matches("\\d{1,6}")) {
            throw Refusal.invalid("reminderCounters", "reminder.policy.notNumber", typed);
        }
        return Integer.parseInt(typed);
    }
}
