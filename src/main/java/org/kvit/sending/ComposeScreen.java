package org.kvit.sending;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.kvit.attachment.AttachmentId;
import org.kvit.base.Refusal;
import org.kvit.company.Needs;
import org.kvit.company.Right;
import org.kvit.invoice.InvoiceId;
import org.kvit.ui.Faults;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// The compose window of an invoice's e-mail.
@Controller
@RequestMapping("/invoices/{id}/email")
@Needs(value = Right.INVOICING, alsoToRead = true)
class ComposeScreen {
    private final ComposedMails mails;

    ComposeScreen(ComposedMails mails) {
        this.mails = mails;
    }

    @GetMapping
    ModelAndView compose(@PathVariable long id) {
        var proposed = mails.propose(new InvoiceId(id));
        return shown(proposed, proposed.asIs(), Faults.NONE);
    }

    /// @param to, copies addresses, separated by commas, semicolons or line breaks
    @PostMapping
    ModelAndView send(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String to,
            @RequestParam(defaultValue = "") String copies,
            @RequestParam(defaultValue = "") String subject,
            @RequestParam(defaultValue = "") String text,
            @RequestParam(defaultValue = "") List<Long> attachments,
            HttpServletResponse response) {
        var composed = new ComposedMail(
                addresses(to).toList(),
                addresses(copies).toList(),
                subject.strip(),
                text.replace("\r\n", "\n"),
                attachments.stream().map(AttachmentId::new).toList());
        try {
            mails.send(new InvoiceId(id), composed);
            return new ModelAndView("redirect:/invoices/" + id + "/emails");
        } catch (Refusal refusal) {
            if (refusal.faults().isEmpty()) {
                throw refusal;
            }
            response.setStatus(refusal.kind().status());
            return shown(mails.propose(new InvoiceId(id)), composed, Faults.of(refusal));
        }
    }

    private ModelAndView shown(ProposedMail proposed, ComposedMail typed, Faults faults) {
        return new ModelAndView(
                "sending/compose", Map.of("it", proposed, "typed", typed, "limit", mails.limit(), "faults", faults));
    }

    private static Stream<String> addresses(String typed) {
        return Arrays.stream(typed.split("[,;\\s]+")).filter(a -> !a.isEmpty()).distinct();
    }
}
