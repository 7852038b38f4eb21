package org.kvit.desk;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.kvit.company.Companies;
import org.kvit.correspondence.EntryId;
import org.kvit.customer.CustomerId;
import org.kvit.receivable.Debtors;
import org.kvit.ui.Page;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// The desk: who owes what, and beside it one customer's invoices and correspondence.
@Controller
@RequestMapping("/debtors")
class DebtorsScreen {
    private final Desk desk;
    private final DebtorPanes panes;
    private final Debtors debtors;
    private final DebtorsFile file;
    private final Companies companies;

    DebtorsScreen(Desk desk, DebtorPanes panes, Debtors debtors, DebtorsFile file, Companies companies) {
        this.desk = desk;
        this.panes = panes;
        this.debtors = debtors;
        this.file = file;
        this.companies = companies;
    }

    /// @param part which part of the screen htmx puts the answer into; empty: the whole page is asked for
    @GetMapping
    ModelAndView list(
            @RequestParam Map<String, String> fields,
            @RequestParam(defaultValue = "0") long offset,
            @RequestHeader(name = "HX-Target", defaultValue = "") String part,
            HttpServletResponse response) {
        var state = state(fields);
        if (part.equals("more")) {
            return desk.rows(state, Math.max(0, offset));
        }
        if (!part.isEmpty()) {
            response.setHeader("HX-Push-Url", state.url());
        }
        return part.equals("list") ? desk.list(state) : desk.whole(state, Writing.NOTHING, HttpStatus.OK);
    }

    @GetMapping("/{customer}")
    ModelAndView customer(
            @PathVariable long customer,
            @RequestParam Map<String, String> fields,
            @RequestHeader(name = "HX-Target", defaultValue = "") String part) {
        var state = state(fields).chosen(customer);
        return part.equals("detail")
                ? desk.pane(state, Writing.NOTHING, false)
                : desk.whole(state, Writing.NOTHING, HttpStatus.OK);
    }

    /// Older correspondence.
    @GetMapping("/{customer}/correspondence")
    ModelAndView correspondence(
            @PathVariable long customer, @RequestParam long before, @RequestParam Map<String, String> fields) {
        var state = state(fields).chosen(customer);
        var id = new CustomerId(customer);
        return desk.entries(state, id, panes.talk(id, state.asOf(), Optional.of(new EntryId(before))));
    }

    /// The numbers of all customers of the list that have something overdue, dots between them: for marking them,
    /// on whatever page they are.
    @GetMapping(value = "/overdue", produces = MediaType.TEXT_PLAIN_VALUE)
    ResponseEntity<String> overdue(@RequestParam Map<String, String> fields) {
        var state = state(fields);
        return ResponseEntity.ok(debtors.customers(state.asOf(), state.filter().onlyOverdue()).stream()
                .map(c -> Long.toString(c.value()))
                .collect(Collectors.joining(".")));
    }

    @GetMapping("/export")
    void export(
            @RequestParam Map<String, String> fields,
            @RequestParam(defaultValue = "csv") String format,
            Page page,
            HttpServletResponse response)
            throws IOException {
        file.answer(response, format, state(fields), page);
    }

    private DeskState state(Map<String, String> fields) {
        return DeskState.of(fields, companies.today());
    }
}
