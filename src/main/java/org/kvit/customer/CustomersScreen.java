package org.kvit.customer;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.kvit.api.Cursor;
import org.kvit.base.Refusal;
import org.kvit.company.Companies;
import org.kvit.company.Needs;
import org.kvit.company.Right;
import org.kvit.ui.Faults;
import org.kvit.ui.Page;
import org.kvit.ui.TableFile;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// All customers, as a list and as a file, and the way to a new one.
@Controller
@RequestMapping("/customers")
class CustomersScreen {
    private static final int SHOWN = 100;

    private final Customers customers;
    private final CardRules rules;
    private final Companies companies;

    CustomersScreen(Customers customers, CardRules rules, Companies companies) {
        this.customers = customers;
        this.rules = rules;
        this.companies = companies;
    }

    @GetMapping
    ModelAndView list(
            @RequestParam(defaultValue = "") String query,
            @RequestParam(defaultValue = "") String reach,
            @RequestParam(defaultValue = "") String sort,
            @RequestParam(defaultValue = "") String after) {
        var address = ListAddress.of(query, reach, sort);
        var listed = customers.list(address.filter(), address.order(), Cursor.parse(after, 2), SHOWN);
        return new ModelAndView(
                "customer/customers",
                Map.of("address", address, "listed", listed, "count", customers.count(address.filter())));
    }

    /// @param format `csv` or `xlsx`
    @GetMapping("/export")
    void export(
            @RequestParam(defaultValue = "csv") String format,
            @RequestParam(defaultValue = "") String query,
            @RequestParam(defaultValue = "") String reach,
            @RequestParam(defaultValue = "") String sort,
            Page page,
            HttpServletResponse response)
            throws IOException {
        var address = ListAddress.of(query, reach, sort);
        TableFile.answer(
                response,
                format,
                page.text("customer.file"),
                CustomerFile.COLUMNS,
                file -> customers.each(
                        address.filter(), address.order(), customer -> CustomerFile.write(file, customer)));
    }

    @GetMapping("/new")
    ModelAndView blank(Page page) {
        return blank(CardForm.of(ClientCard.blank(companies.own()), page.today()), Faults.NONE);
    }

    @PostMapping
    @Needs(Right.CUSTOMERS)
    ModelAndView create(@RequestParam Map<String, String> typed, Page page, HttpServletResponse response) {
        var form = new Typed(typed);
        try {
            var card = CardForm.card(form, page.locale());
            // We ticked the flags of an empty form: without an address they say nothing, and the card's page will say
            // so.
            var id = customers.create(card.withMain(card.main().withoutVainFlags()), List.of());
            return new ModelAndView("redirect:/customers/" + id.value() + "?saved=true");
        } catch (Refusal refusal) {
            if (refusal.faults().isEmpty()) {
                throw refusal;
            }
            response.setStatus(refusal.kind().status());
            return blank(form, Faults.of(refusal));
        }
    }

    private ModelAndView blank(Typed form, Faults faults) {
        return new ModelAndView(
                "customer/new",
                Map.of("form", form, "faults", faults, "managers", rules.managers(), "policies", rules.policies()));
    }
}
