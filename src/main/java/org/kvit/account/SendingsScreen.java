package org.kvit.account;

import jakarta.servlet.http.HttpServletResponse;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.kvit.base.Refusal;
import org.kvit.base.Words;
import org.kvit.company.Companies;
import org.kvit.company.Needs;
import org.kvit.company.Right;
import org.kvit.desk.DeskState;
import org.kvit.desk.Marks;
import org.kvit.job.Jobs;
import org.kvit.receivable.Debtors;
import org.kvit.ui.Page;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.format.annotation.DateTimeFormat.ISO;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// Statements of account to many: to the debtors that are marked, or without marks to all that the list shows.
@Controller
@Needs(value = Right.REMINDERS, alsoToRead = true)
class SendingsScreen {
    private final AccountSendings sendings;
    private final Sendings sent;
    private final Jobs jobs;
    private final Debtors debtors;
    private final Companies companies;

    SendingsScreen(AccountSendings sendings, Sendings sent, Jobs jobs, Debtors debtors, Companies companies) {
        this.sendings = sendings;
        this.sent = sent;
        this.jobs = jobs;
        this.debtors = debtors;
        this.companies = companies;
    }

    /// The sheet that asks once more; asked again when its fields change. Changes nothing.
    /// @param fields those of the debtors' list, and the sheet's own
    @PostMapping("/debtors/statements")
    ModelAndView sheet(
            @RequestParam Map<String, String> fields,
            @RequestParam(defaultValue = "") String marked,
            @RequestParam(defaultValue = "statement") String paper,
            @RequestParam @DateTimeFormat(iso = ISO.DATE) Optional<LocalDate> from,
            @RequestParam @DateTimeFormat(iso = ISO.DATE) Optional<LocalDate> to,
            @RequestParam(defaultValue = "false") boolean alsoEmpty,
            HttpServletResponse response) {
        var state = DeskState.of(fields, companies.today());
        var until = Optional.of(to.orElse(state.asOf()));
        try {
            var marks = marked.isBlank()
                    ? new Marks(new LinkedHashSet<>(debtors.customers(state.asOf(), state.filter())))
                    : Marks.of(marked);
            var asked = Asked.of(paper, from, until, companies.today());
            return sheet(asked, marks, alsoEmpty, UUID.randomUUID(), Optional.empty());
        } catch (Refusal refusal) {
            return refused(refusal, Asked.statement(companies.today()), Optional.empty(), alsoEmpty, response);
        }
    }

    /// Sends. @param key of the sheet: pressed twice, it sends once
    @PostMapping("/debtors/statements/sendings")
    ModelAndView send(
            @RequestParam String marked,
            @RequestParam String paper,
            @RequestParam @DateTimeFormat(iso = ISO.DATE) Optional<LocalDate> from,
            @RequestParam @DateTimeFormat(iso = ISO.DATE) Optional<LocalDate> to,
            @RequestParam(defaultValue = "false") boolean alsoEmpty,
            @RequestParam UUID key,
            Page page,
            HttpServletResponse response) {
        var marks = Marks.of(marked);
        try {
            var asked = Asked.of(paper, from, to, companies.today());
            var place = "/statements-of-account/" + sendings.sendMany(key, asked, marks.customers(), alsoEmpty);
            if (!page.fragment()) {
                return new ModelAndView("redirect:" + place);
            }
            response.setHeader("HX-Trigger", "desk:sent");
            response.setHeader("HX-Redirect", place);
            return new ModelAndView("desk/sent");
        } catch (Refusal refusal) {
            return refused(refusal, Asked.statement(companies.today()), Optional.of(marks), alsoEmpty, response);
        }
    }

    @GetMapping("/statements-of-account/{sending}")
    ModelAndView sending(@PathVariable long sending) {
        var found = sent.find(sending);
        return new ModelAndView("account/sending", Map.of("sending", found, "running", running(found)));
    }

    /// Asked for again and again while it is being written.
    @GetMapping("/statements-of-account/{sending}/progress")
    ModelAndView progress(@PathVariable long sending, HttpServletResponse response) {
        var found = sent.find(sending);
        if (!running(found)) {
            response.setHeader("HX-Refresh", "true");
        }
        return new ModelAndView("account/progress", Map.of("sending", found));
    }

    /// Goes on with what was left unwritten.
    @PostMapping("/statements-of-account/{sending}/continuation")
    String goOn(@PathVariable long sending) {
        sendings.goOn(sending);
        return "redirect:/statements-of-account/" + sending;
    }

    private boolean running(Sending sending) {
        return sending.ordered() > 0
                && sending.job().map(job -> jobs.find(job).running()).orElse(false);
    }

    private ModelAndView refused(
            Refusal refusal, Asked asked, Optional<Marks> marks, boolean alsoEmpty, HttpServletResponse response) {
        response.setStatus(refusal.kind().status());
        var words = refusal.faults().isEmpty()
                ? refusal.words()
                : refusal.faults().getFirst().words();
        return sheet(asked, marks, alsoEmpty, UUID.randomUUID(), Optional.of(words), Optional.empty());
    }

    private ModelAndView sheet(Asked asked, Marks marks, boolean alsoEmpty, UUID key, Optional<Words> problem) {
        return sheet(
                asked,
                Optional.of(marks),
                alsoEmpty,
                key,
                problem,
                Optional.of(sendings.forecast(asked, marks.customers(), alsoEmpty)));
    }

    private static ModelAndView sheet(
            Asked asked,
            Optional<Marks> marks,
            boolean alsoEmpty,
            UUID key,
            Optional<Words> problem,
            Optional<Forecast> forecast) {
        var model = new HashMap<String, Object>();
        model.put("asked", asked);
        model.put("marks", marks);
        model.put("alsoEmpty", alsoEmpty);
        model.put("key", key);
        model.put("problem", problem);
        model.put("forecast", forecast);
        return new ModelAndView("account/sheet", model);
    }
}
