package org.kvit.desk;

import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import org.kvit.base.Refusal;
import org.kvit.company.Companies;
import org.kvit.company.Needs;
import org.kvit.company.Right;
import org.kvit.correspondence.Correspondence;
import org.kvit.correspondence.EntryId;
import org.kvit.correspondence.NextActions;
import org.kvit.customer.CustomerId;
import org.kvit.receivable.Debtors;
import org.kvit.ui.Faults;
import org.kvit.ui.Page;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// Writes down what is said to a customer, changes it, and ticks off what was to be done next.
@Controller
@RequestMapping("/debtors")
class NotesScreen {
    private final Desk desk;
    private final DebtorPanes panes;
    private final Debtors debtors;
    private final Correspondence correspondence;
    private final NextActions nextActions;
    private final EarlierWordings wordings;
    private final Companies companies;

    NotesScreen(
            Desk desk,
            DebtorPanes panes,
            Debtors debtors,
            Correspondence correspondence,
            NextActions nextActions,
            EarlierWordings wordings,
            Companies companies) {
        this.desk = desk;
        this.panes = panes;
        this.debtors = debtors;
        this.correspondence = correspondence;
        this.nextActions = nextActions;
        this.wordings = wordings;
        this.companies = companies;
    }

    @PostMapping("/{customer}/notes")
    @Needs(Right.CORRESPONDENCE)
    ModelAndView write(
            @PathVariable long customer,
            @RequestParam MultiValueMap<String, String> fields,
            Page page,
            HttpServletResponse response) {
        var state = state(fields, customer);
        var form = NoteForm.of(fields);
        debtors.nameOf(new CustomerId(customer));
        try {
            return saved(
                    state,
                    correspondence.write(new CustomerId(customer), form.note()).id(),
                    page,
                    response);
        } catch (Refusal refusal) {
            return again(state, Writing.anew(form, faults(refusal)), page);
        }
    }

    /// The form in which a note is edited.
    @GetMapping("/correspondence/{id}/form")
    ModelAndView form(@PathVariable long id, @RequestParam MultiValueMap<String, String> fields, Page page) {
        var entry = panes.entry(new EntryId(id));
        var state = state(fields, entry.customer().value());
        var writing = entry.editable() ? Writing.editing(entry.id(), NoteForm.of(entry), Faults.NONE) : Writing.NOTHING;
        return page.fragment() ? desk.pane(state, writing, false) : desk.whole(state, writing, HttpStatus.OK);
    }

    @PostMapping("/correspondence/{id}")
    @Needs(Right.CORRESPONDENCE)
    ModelAndView edit(
            @PathVariable long id,
            @RequestParam MultiValueMap<String, String> fields,
            Page page,
            HttpServletResponse response) {
        var entry = panes.entry(new EntryId(id));
        var state = state(fields, entry.customer().value());
        var form = NoteForm.of(fields);
        try {
            return saved(state, correspondence.edit(entry.id(), form.note()).id(), page, response);
        } catch (Refusal refusal) {
            return again(state, Writing.editing(entry.id(), form, faults(refusal)), page);
        }
    }

    /// @param done false takes it back
    @PostMapping("/correspondence/{id}/next-action")
    @Needs(Right.CORRESPONDENCE)
    ModelAndView nextAction(
            @PathVariable long id,
            @RequestParam boolean done,
            @RequestParam MultiValueMap<String, String> fields,
            Page page,
            HttpServletResponse response) {
        var entry = panes.entry(new EntryId(id));
        if (done) {
            nextActions.done(entry.id());
        } else {
            nextActions.undone(entry.id());
        }
        return saved(state(fields, entry.customer().value()), entry.id(), page, response);
    }

    /// How a note read before it was edited.
    @GetMapping("/correspondence/{id}/history")
    ModelAndView history(@PathVariable long id, @RequestParam MultiValueMap<String, String> fields) {
        var entry = panes.entry(new EntryId(id));
        return new ModelAndView(
                "desk/history",
                Map.of(
                        "state", state(fields, entry.customer().value()),
                        "customerName", debtors.nameOf(entry.customer()),
                        "changes", wordings.of(entry)));
    }

    private ModelAndView saved(DeskState state, EntryId entry, Page page, HttpServletResponse response) {
        if (!page.fragment()) {
            return new ModelAndView("redirect:" + state.url());
        }
        response.setHeader("HX-Retarget", "#detail");
        return desk.pane(state, Writing.saved(entry), true);
    }

    private ModelAndView again(DeskState state, Writing writing, Page page) {
        if (!page.fragment()) {
            return desk.whole(state, writing, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        var pane = desk.pane(state, writing, false);
        pane.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        return pane;
    }

    /// What can't be shown beside a field is everybody's: the error page says it.
    private static Faults faults(Refusal refusal) {
        if (refusal.faults().isEmpty()) {
            throw refusal;
        }
        return Faults.of(refusal);
    }

    private DeskState state(MultiValueMap<String, String> fields, long customer) {
        var first = new java.util.HashMap<String, String>();
        fields.forEach((name, values) -> first.put(name, List.copyOf(values).getFirst()));
        return DeskState.of(first, companies.today()).chosen(customer);
    }
}
