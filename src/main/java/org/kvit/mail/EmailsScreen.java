package org.kvit.mail;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.kvit.base.Refusal;
import org.kvit.company.Needs;
import org.kvit.company.Right;
import org.kvit.document.Documents;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// What left Kvit by e-mail: the list, each message as it was sent, and what to do about those that are
/// in trouble.
@Controller
@RequestMapping("/emails")
class EmailsScreen {
    private static final int SHOWN = 100;
    /// What a message's HTML may do in the reader's browser: show itself.
    private static final String POLICY =
            "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; sandbox";

    private final SentMails sent;
    private final Mails mails;
    private final Documents documents;

    EmailsScreen(SentMails sent, Mails mails, Documents documents) {
        this.sent = sent;
        this.mails = mails;
        this.documents = documents;
    }

    @GetMapping
    ModelAndView list(
            @RequestParam(defaultValue = "") String state,
            @RequestParam(defaultValue = "0") long customer,
            @RequestParam(defaultValue = "") String query,
            @RequestParam(defaultValue = "0") long before) {
        var filter = new SentMails.Filter(
                states(state), customer == 0 ? OptionalLong.empty() : OptionalLong.of(customer), query.strip());
        var found = sent.list(filter, before, SHOWN + 1);
        boolean more = found.size() > SHOWN;
        List<Mail> shown = more ? found.subList(0, SHOWN) : found;
        return new ModelAndView(
                "mail/emails",
                Map.of(
                        "mails",
                        shown,
                        "customers",
                        sent.customers(shown),
                        "state",
                        state,
                        "customer",
                        customer,
                        "query",
                        query.strip(),
                        "next",
                        more ? shown.getLast().id().value() : 0L));
    }

    @GetMapping("/{id}")
    ModelAndView show(@PathVariable long id) {
        var mail = mails.find(new MailId(id));
        return new ModelAndView("mail/email", Map.of("mail", mail, "customers", sent.customers(List.of(mail))));
    }

    @GetMapping("/{id}/html")
    ResponseEntity<String> html(@PathVariable long id) {
        return ResponseEntity.ok()
                .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
                .header("Content-Security-Policy", POLICY)
                .body(mails.find(new MailId(id)).html().orElseThrow(() -> Refusal.notFound("mail.notFound")));
    }

    /// @param position of the attachment, from 0
    @GetMapping("/{id}/attachments/{position}")
    ResponseEntity<byte[]> attachment(@PathVariable long id, @PathVariable int position) {
        var attachments = mails.find(new MailId(id)).attachments();
        if (position < 0 || position >= attachments.size()) {
            throw Refusal.notFound("mail.notFound");
        }
        var file = attachments.get(position);
        var name = ContentDisposition.attachment()
                .filename(file.name(), StandardCharsets.UTF_8)
                .build();
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(file.contentType()))
                .header(HttpHeaders.CONTENT_DISPOSITION, name.toString())
                .header("X-Content-Type-Options", "nosniff")
                .body(documents.get(file.document()).bytes());
    }

    @PostMapping("/{id}/resends")
    @Needs(Right.REMINDERS)
    String resend(@PathVariable long id) {
        return "redirect:/emails/" + sent.resend(new MailId(id)).value();
    }

    @PostMapping("/{id}/arrival")
    @Needs(Right.REMINDERS)
    String arrived(@PathVariable long id) {
        sent.arrived(new MailId(id));
        return "redirect:/emails/" + id;
    }

    /// `waiting` stands for all that is on its way.
    static List<MailState> states(String state) {
        return switch (state) {
            case "" -> List.of();
            case "waiting", "queued" -> List.of(MailState.QUEUED, MailState.CLAIMED, MailState.HANDING_OVER);
            case "sent" -> List.of(MailState.SENT);
            case "failed" -> List.of(MailState.FAILED);
            case "uncertain" -> List.of(MailState.UNCERTAIN);
            default -> throw Refusal.invalid("state", "mail.state.unknown", state);
        };
    }
}
