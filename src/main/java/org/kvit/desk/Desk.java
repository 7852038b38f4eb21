package org.kvit.desk;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.kvit.customer.CustomerId;
import org.kvit.receivable.Debtors;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/// The screen's parts, whole or one by one: the list, more of it, one customer.
@Component
class Desk {
    private static final int SHOWN = 100;

    private final Debtors debtors;
    private final DebtorPanes panes;
    private final DeskChoices choices;

    Desk(Debtors debtors, DebtorPanes panes, DeskChoices choices) {
        this.debtors = debtors;
        this.panes = panes;
        this.choices = choices;
    }

    ModelAndView whole(DeskState state, Writing writing, HttpStatus status) {
        var pane = state.customer() == 0 || state.full()
                ? Optional.<DebtorPane>empty()
                : Optional.of(panes.of(state.customerId(), state.asOf(), writing));
        var model = new HashMap<String, Object>();
        model.put("debtors", page(state, 0));
        model.put("choices", choices.of());
        model.put("pane", pane);
        return new ModelAndView("desk/debtors", model, status);
    }

    ModelAndView list(DeskState state) {
        return new ModelAndView("desk/list", Map.of("debtors", page(state, 0)));
    }

    ModelAndView rows(DeskState state, long offset) {
        return new ModelAndView("desk/rows", Map.of("debtors", page(state, offset)));
    }

    /// @param changed whether the customer's lines in the list are to be shown anew as well
    ModelAndView pane(DeskState state, Writing writing, boolean changed) {
        return new ModelAndView(
                "desk/detail",
                Map.of(
                        "state",
                        state,
                        "pane",
                        Optional.of(panes.of(state.customerId(), state.asOf(), writing)),
                        "changed",
                        changed));
    }

    ModelAndView entries(DeskState state, CustomerId customer, DebtorPanes.Talk talk) {
        return new ModelAndView(
                "desk/entries",
                Map.of(
                        "state",
                        state,
                        "customer",
                        customer,
                        "entries",
                        talk.entries(),
                        "next",
                        talk.next(),
                        "writing",
                        Writing.NOTHING));
    }

    private DebtorsPage page(DeskState state, long offset) {
        var listed = debtors.list(state.asOf(), state.filter(), state.order(), offset, SHOWN);
        long after = offset + listed.rows().size();
        return new DebtorsPage(state, listed, after < listed.size() ? after : 0);
    }
}
