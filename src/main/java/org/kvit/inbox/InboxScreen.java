package org.kvit.inbox;

import java.util.List;
import java.util.Map;
import org.kvit.company.Needs;
import org.kvit.company.Right;
import org.kvit.customer.CustomerId;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// Replies and bounces: what is to be seen to, what is still nobody's, and all that came.
@Controller
@RequestMapping("/inbox")
class InboxScreen {
    private static final int SHOWN = 50;
    private static final int MOST_CHOICES = 5000;

    private final InboxMessages messages;
    private final InboxState state;

    InboxScreen(InboxMessages messages, InboxState state) {
        this.messages = messages;
        this.state = state;
    }

    @GetMapping
    ModelAndView list(@RequestParam(defaultValue = "") String show, @RequestParam(defaultValue = "0") long before) {
        var which = InboxMessages.Which.of(show);
        var found = messages.list(which, before, SHOWN + 1);
        List<InboxMessage> shown = found.size() > SHOWN ? found.subList(0, SHOWN) : found;
        return new ModelAndView(
                "inbox/messages",
                Map.of(
                        "messages",
                        shown,
                        "show",
                        which.code(),
                        "pending",
                        messages.count(InboxMessages.Which.PENDING),
                        "unassigned",
                        messages.count(InboxMessages.Which.UNASSIGNED),
                        "choices",
                        which == InboxMessages.Which.UNASSIGNED && !shown.isEmpty()
                                ? messages.choices(MOST_CHOICES)
                                : List.of(),
                        "setUp",
                        state.shown().isPresent(),
                        "next",
                        found.size() > SHOWN ? shown.getLast().id() : 0L));
    }

    /// @param from where the tick was made: back there
    @PostMapping("/{id}/tick")
    @Needs(Right.CORRESPONDENCE)
    String tick(@PathVariable long id, @RequestParam(defaultValue = "") String from) {
        messages.tick(id);
        return from.equals("today") ? "redirect:/" : "redirect:/inbox";
    }

    @PostMapping("/unassigned/{id}/assignment")
    @Needs(Right.RECEIVABLES)
    String assign(@PathVariable long id, @RequestParam(defaultValue = "") String customer) {
        messages.assign(id, chosen(customer));
        return "redirect:/inbox?show=unassigned";
    }

    /// As the list of choices writes it: the name, and the number behind it.
    private static CustomerId chosen(String customer) {
        var number = customer.substring(customer.lastIndexOf('·') + 1).strip();
        return new CustomerId(number.matches("\\d{1,18}") ? Long.parseLong(number) : 0);
    }

    @PostMapping("/unassigned/{id}/dismissal")
    @Needs(Right.RECEIVABLES)
    String dismiss(@PathVariable long id) {
        messages.dismiss(id);
        return "redirect:/inbox?show=unassigned";
    }
}
