package org.kvit.inbox;

import jakarta.servlet.http.HttpServletResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.kvit.base.Refusal;
import org.kvit.company.Needs;
import org.kvit.company.Right;
import org.kvit.ui.Faults;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// Which mailbox answers and bounces come to, and whether it can be read.
@Controller
@RequestMapping("/settings/inbox")
@Needs(value = Right.ADMINISTRATION, alsoToRead = true)
class InboxSetupScreen {
    private final Mailboxes mailboxes;
    private final InboxReading reading;
    private final InboxState state;

    InboxSetupScreen(Mailboxes mailboxes, InboxReading reading, InboxState state) {
        this.mailboxes = mailboxes;
        this.reading = reading;
        this.state = state;
    }

    @GetMapping
    ModelAndView show(@RequestParam(defaultValue = "") String done) {
        return show(kept(), Faults.NONE, Map.of("done", done));
    }

    @PostMapping
    ModelAndView save(MailboxForm form, HttpServletResponse response) {
        try {
            mailboxes.save(form.mailbox());
            return new ModelAndView("redirect:/settings/inbox?done=saved");
        } catch (Refusal refusal) {
            return refused(form, refusal, response);
        }
    }

    /// Tries what is typed, saved or not.
    @PostMapping("/tests")
    ModelAndView test(MailboxForm form, HttpServletResponse response) {
        try {
            return show(form, Faults.NONE, Map.of("trial", reading.test(form.mailbox())));
        } catch (Refusal refusal) {
            return refused(form, refusal, response);
        }
    }

    @PostMapping("/readings")
    ModelAndView read() {
        reading.now();
        return new ModelAndView("redirect:/settings/inbox?done=read");
    }

    @PostMapping("/removal")
    ModelAndView remove() {
        mailboxes.remove();
        return new ModelAndView("redirect:/settings/inbox?done=removed");
    }

    private MailboxForm kept() {
        return mailboxes.own().map(MailboxForm::of).orElse(MailboxForm.EMPTY);
    }

    private ModelAndView refused(MailboxForm form, Refusal refusal, HttpServletResponse response) {
        if (refusal.faults().isEmpty()) {
            throw refusal;
        }
        response.setStatus(refusal.kind().status());
        return show(form, Faults.of(refusal), Map.of());
    }

    private ModelAndView show(MailboxForm form, Faults faults, Map<String, Object> more) {
        var model = new HashMap<String, Object>();
        model.put("form", form);
        model.put("faults", faults);
        model.put("state", state.shown());
        model.put("done", more.getOrDefault("done", ""));
        model.put("trial", Optional.ofNullable(more.get("trial")));
        return new ModelAndView("inbox/settings", model);
    }
}
