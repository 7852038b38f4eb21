package org.kvit.sending;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.kvit.attachment.AttachmentId;
import org.kvit.base.Refusal;
import org.kvit.company.Needs;
import org.kvit.company.Right;
import org.kvit.credit.CreditNoteId;
import org.kvit.invoice.InvoiceId;
import org.kvit.ui.Faults;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;

/// The compose window of an invoice's or a credit note's e-mail.
@Controller
@Needs(value = Right.INVOICING, alsoToRead = true)
class ComposeScreen {
    private final ComposedMails mails;

    ComposeScreen(ComposedMails mails) {
        this.mails = mails;
    }

    /// What the form sends. @param to, copies addresses, separated by commas, semicolons or line breaks
    record Form(
            @Nullable String to,
            @Nullable String copies,
            @Nullable String subject,
            @Nullable String text,
            @Nullable List<Long> attachments,
            @Nullable Long after) {
        private ComposedMail composed() {
            return new ComposedMail(
                    addresses(or(to)).toList(),
                    addresses(or(copies)).toList(),
                    or(subject).strip(),
                    or(text).replace("\r\n", "\n"),
                    Optional.ofNullable(attachments).orElse(List.of()).stream()
                            .map(AttachmentId::new)
                            .toList(),
                    Optional.ofNullable(after).orElse(0L));
        }

        private static String or(@Nullable String typed) {
            return Optional.ofNullable(typed).orElse("");
        }
    }

    @GetMapping("/invoices/{id}/email")
    ModelAndView compose(@PathVariable long id) {
        return compose(new PaperId.OfInvoice(new InvoiceId(id)));
    }

    @PostMapping("/invoices/{id}/email")
    ModelAndView send(@PathVariable long id, Form form, HttpServletResponse response) {
        return send(new PaperId.OfInvoice(new InvoiceId(id)), "/emails", form, response);
    }

    @GetMapping("/credit-notes/{id}/email")
    ModelAndView composeCreditNote(@PathVariable long id) {
        return compose(new PaperId.OfCreditNote(new CreditNoteId(id)));
    }

    @PostMapping("/credit-notes/{id}/email")
    ModelAndView sendCreditNote(@PathVariable long id, Form form, HttpServletResponse response) {
        return send(new PaperId.OfCreditNote(new CreditNoteId(id)), "", form, response);
    }

    private ModelAndView compose(PaperId paper) {
        var proposed = mails.propose(paper);
        return shown(proposed, proposed.asIs(), Faults.NONE);
    }

    /// @param then what of the paper's page shows the e-mail
    private ModelAndView send(PaperId paper, String then, Form form, HttpServletResponse response) {
        var composed = form.composed();
        try {
            mails.send(paper, composed);
            return new ModelAndView("redirect:" + paper.path() + then);
        } catch (Refusal refusal) {
            if (refusal.faults().isEmpty()) {
                throw refusal;
            }
            response.setStatus(refusal.kind().status());
            return shown(mails.propose(paper), composed, Faults.of(refusal));
        }
    }

    private ModelAndView shown(ProposedMail proposed, ComposedMail typed, Faults faults) {
        var printed = mails.printed(proposed.paper().id());
        return new ModelAndView(
                "sending/compose",
                Map.of(
                        "it",
                        proposed,
                        "typed",
                        typed,
                        "pdfName",
                        printed.fileName(),
                        "pdfSize",
                        (long) printed.bytes().length,
                        "limit",
                        mails.limit(),
                        "faults",
                        faults));
    }

    private static Stream<String> addresses(String typed) {
        return Arrays.stream(typed.split("[,;\\s]+")).filter(a -> !a.isEmpty()).distinct();
    }
}
