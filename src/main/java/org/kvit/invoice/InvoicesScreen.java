package org.kvit.invoice;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashMap;
import java.util.Optional;
import org.kvit.api.Cursor;
import org.kvit.company.Companies;
import org.kvit.ui.Page;
import org.kvit.ui.TableFile;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// All outgoing invoices, as a list and as a file.
@Controller
@RequestMapping("/invoices")
class InvoicesScreen {
    private static final int SHOWN = 100;

    private final Invoices invoices;
    private final Companies companies;
    private final ReminderCounters counters;

    InvoicesScreen(Invoices invoices, Companies companies, ReminderCounters counters) {
        this.invoices = invoices;
        this.companies = companies;
        this.counters = counters;
    }

    /// @param counted for how many invoices a reminder counter was just set
    @GetMapping
    ModelAndView list(
            ListAddress address,
            @RequestParam(defaultValue = "") String after,
            @RequestParam Optional<Integer> counted) {
        var filter = address.filter();
        var all = invoices.totals(filter.inAnyCurrency());
        var totals = all.stream()
                .filter(t -> filter.currency().map(t.total().currency()::equals).orElse(true))
                .toList();
        var model = new HashMap<String, Object>();
        model.put("address", address);
        var listed = invoices.list(filter, address.order(), Cursor.parse(after, 2), SHOWN);
        model.put("listed", listed);
        model.put(
                "logs",
                counters.logs(listed.invoices().stream().map(Invoice::id).toList()));
        model.put("counted", counted);
        model.put("totals", totals);
        model.put("currencies", all.stream().map(t -> t.total().currency()).toList());
        model.put("customer", filter.customer().map(invoices::nameOf));
        model.put("accounts", companies.own().bankAccounts());
        return new ModelAndView("invoice/invoices", model);
    }

    /// @param format `csv` or `xlsx`
    @GetMapping("/export")
    void export(
            ListAddress address,
            @RequestParam(defaultValue = "csv") String format,
            Page page,
            HttpServletResponse response)
            throws IOException {
        var filter = address.filter();
        TableFile.answer(response, format, page.text("invoice.file"), InvoiceFile.COLUMNS, file -> {
            var rows = new InvoiceFile(file, counters, log -> log.words(page));
            invoices.each(filter, address.order(), rows::add);
            rows.end();
        });
    }
}
