package org.kvit.payment;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kvit.company.Companies;
import org.kvit.company.Needs;
import org.kvit.company.Right;
import org.kvit.ui.Page;
import org.kvit.ui.TableFile;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// Bank statements: account by account as a chain, and each by itself. They hold what the company pays
/// too, so not everybody may look.
@Controller
@RequestMapping("/statements")
@Needs(value = Right.RECEIVABLES, alsoToRead = true)
class StatementsScreen {
    private final Statements statements;
    private final StatementChains chains;
    private final StatementPages pages;
    private final Companies companies;

    StatementsScreen(Statements statements, StatementChains chains, StatementPages pages, Companies companies) {
        this.statements = statements;
        this.chains = chains;
        this.pages = pages;
        this.companies = companies;
    }

    /// @param account and currency of the chain to show; the first one when nothing is said
    /// @param year only statements that end in it; 0: all; the newest that there is when nothing is
    /// said
    @GetMapping
    ModelAndView chains(
            @RequestParam(defaultValue = "") String account,
            @RequestParam(defaultValue = "") String currency,
            @RequestParam Optional<Integer> year) {
        var all = chains.all();
        var chosen = ChosenChain.of(all, account, currency, year);
        var model = new HashMap<String, Object>(
                Map.of("chains", all, "chosen", chosen, "limit", companies.own().statementLimitDays()));
        model.put(
                "received", statements.byIds(chosen.map(ChosenChain::statements).orElse(List.of())));
        return new ModelAndView("payment/chain", model);
    }

    /// The chosen chain, gaps too, as a file.
    @GetMapping("/chain/export")
    void exportChain(
            @RequestParam(defaultValue = "") String account,
            @RequestParam(defaultValue = "") String currency,
            @RequestParam Optional<Integer> year,
            @RequestParam(defaultValue = "csv") String format,
            Page page,
            HttpServletResponse response)
            throws IOException {
        var chosen = ChosenChain.of(chains.all(), account, currency, year);
        var received = statements.byIds(chosen.map(ChosenChain::statements).orElse(List.of()));
        TableFile.answer(
                response,
                format,
                page.text("payment.statements"),
                ChainFile.columns(page),
                file -> chosen.ifPresent(c -> new ChainFile(page, c, received).into(file)));
    }

    /// One statement with its entries.
    /// @param whole also the entries of its days that an earlier file had brought
    /// @param kind `all`, `in`, `out`, `pending`
    @GetMapping("/{id}")
    ModelAndView show(
            @PathVariable long id,
            @RequestParam Optional<Boolean> whole,
            @RequestParam(defaultValue = "all") String kind,
            @RequestParam(defaultValue = "") String query,
            @RequestParam(defaultValue = "") String after) {
        return new ModelAndView("payment/statement", Map.of("it", pages.of(id, whole, kind, query, after)));
    }
}
