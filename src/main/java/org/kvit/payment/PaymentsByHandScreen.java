package org.kvit.payment;

import jakarta.servlet.http.HttpServletResponse;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.kvit.base.Money;
import org.kvit.base.Refusal;
import org.kvit.base.Words;
import org.kvit.company.Companies;
import org.kvit.company.Needs;
import org.kvit.company.Right;
import org.kvit.ui.Faults;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// Payments by hand for invoices that were chosen in a list: one for each, linked in full.
@Controller
@RequestMapping("/payments/by-hand")
@Needs(value = Right.RECEIVABLES, alsoToRead = true)
class PaymentsByHandScreen {
    private final Links links;
    private final OpenInvoices invoices;
    private final Companies companies;

    PaymentsByHandScreen(Links links, OpenInvoices invoices, Companies companies) {
        this.links = links;
        this.invoices = invoices;
        this.companies = companies;
    }

    @GetMapping
    ModelAndView ask(@RequestParam(defaultValue = "") List<Long> invoiceIds) {
        return ask(invoiceIds, "", companies.today().toString(), Faults.NONE, Optional.empty());
    }

    @PostMapping
    ModelAndView pay(
            @RequestParam(defaultValue = "") List<Long> invoiceIds,
            @RequestParam(defaultValue = "") String bankAccount,
            @RequestParam(defaultValue = "") String date,
            HttpServletResponse response) {
        try {
            var made = links.payByHand(invoiceIds, bankAccount, date(date));
            return new ModelAndView(
                    made.size() == 1
                            ? "redirect:/payments/" + made.getFirst().value() + "?done=made"
                            : "redirect:/payments?state=linked&made=" + made.size());
        } catch (Refusal refusal) {
            response.setStatus(refusal.kind().status());
            var problem =
                    Optional.of(refusal.words()).filter(_ -> refusal.faults().isEmpty());
            return ask(invoiceIds, bankAccount, date, Faults.of(refusal), problem);
        }
    }

    private LocalDate date(String typed) {
        try {
            return typed.isEmpty() ? companies.today() : LocalDate.parse(typed);
        } catch (java.time.format.DateTimeParseException e) {
            throw Refusal.invalid("date", "payment.date.bad");
        }
    }

    /// @param problem why none of it can be: the month's payments come another way, and how that is changed
    private ModelAndView ask(List<Long> ids, String account, String date, Faults faults, Optional<Words> problem) {
        var chosen = invoices.open(ids);
        return new ModelAndView(
                "payment/byHand",
                Map.of(
                        "invoices",
                        chosen,
                        "sums",
                        sums(chosen),
                        "problem",
                        problem,
                        "accounts",
                        companies.own().bankAccounts(),
                        "account",
                        account,
                        "date",
                        date,
                        "faults",
                        faults));
    }

    private static Collection<Money> sums(List<OpenInvoices.Candidate> chosen) {
        return chosen.stream()
                .collect(Collectors.toMap(
                        i -> i.open().currency(), OpenInvoices.Candidate::open, Money::plus, TreeMap::new))
                .values();
    }
}
