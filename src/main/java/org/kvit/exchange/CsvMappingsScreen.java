package org.kvit.exchange;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import org.kvit.bank.CsvMappings;
import org.kvit.base.Refusal;
import org.kvit.company.Needs;
import org.kvit.company.Right;
import org.kvit.payment.AccountHolders;
import org.kvit.ui.Faults;
import org.kvit.ui.Page;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// How the CSV files of our banks are read: the saved mappings, to look at, change and remove.
@Controller
@RequestMapping("/imports/csv-mappings")
@Needs(value = Right.RECEIVABLES, alsoToRead = true)
class CsvMappingsScreen {
    private final CsvMappings mappings;
    private final AccountHolders holders;

    CsvMappingsScreen(CsvMappings mappings, AccountHolders holders) {
        this.mappings = mappings;
        this.holders = holders;
    }

    @GetMapping
    ModelAndView list(@RequestParam(defaultValue = "false") boolean saved) {
        return new ModelAndView("exchange/csvMappings", Map.of("mappings", mappings.all(), "saved", saved));
    }

    @GetMapping("/{id}")
    ModelAndView show(@PathVariable long id) {
        return show(CsvForm.of(mappings.find(id), List.of()), Faults.NONE);
    }

    @PostMapping("/{id}")
    Object save(@PathVariable long id, Page page, HttpServletRequest request, HttpServletResponse response) {
        var form = CsvForm.of(request.getParameterMap(), id, mappings.find(id).header(), List.of());
        try {
            mappings.save(form.mapping());
            return "redirect:/imports/csv-mappings?saved=true";
        } catch (Refusal refusal) {
            response.setStatus(refusal.kind().status());
            return show(form, Faults.of(refusal));
        }
    }

    @PostMapping("/{id}/removal")
    String remove(@PathVariable long id) {
        mappings.remove(id);
        return "redirect:/imports/csv-mappings";
    }

    private ModelAndView show(CsvForm form, Faults faults) {
        return new ModelAndView(
                "exchange/csvMapping",
                Map.of("form", form, "faults", faults, "accounts", holders.own().accounts()));
    }
}
