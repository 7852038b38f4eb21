package org.kvit.demo;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.kvit.base.Refusal;
import org.kvit.company.Needs;
import org.kvit.company.Right;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
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

/// What arrived at the demo's mail server: the debtors' side of every reminder.
@Controller
@ConditionalOnBooleanProperty("kvit.demo")
@RequestMapping("/demo/mailbox")
class MailboxScreen {
    private static final int SHOWN = 50;
    /// What a message's HTML may do in the reader's browser: show itself.
    private static final String POLICY =
            "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; sandbox";

    private final Mailbox mailbox;

    MailboxScreen(Mailbox mailbox) {
        this.mailbox = mailbox;
    }

    /// @param query part of a recipient's address
    /// @param before only mails older than this one
    @GetMapping
    ModelAndView list(@RequestParam(defaultValue = "") String query, @RequestParam(defaultValue = "") String before) {
        var found = mailbox.list(query, before, SHOWN + 1);
        boolean more = found.size() > SHOWN;
        List<ReceivedMail> shown = more ? found.subList(0, SHOWN) : found;
        return new ModelAndView(
                "demo/mailbox",
                Map.of(
                        "mails",
                        shown,
                        "count",
                        mailbox.count(),
                        "query",
                        query.strip(),
                        "next",
                        more ? shown.getLast().id() : ""));
    }

    @GetMapping("/{id}")
    ModelAndView show(@PathVariable String id) {
        var received = mailbox.find(id).orElseThrow(MailboxScreen::gone);
        return new ModelAndView("demo/mail", Map.of("received", received, "mail", open(id)));
    }

    @GetMapping("/{id}/html")
    ResponseEntity<String> html(@PathVariable String id) {
        return ResponseEntity.ok()
                .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
                .header("Content-Security-Policy", POLICY)
                .body(open(id).html().orElseThrow(MailboxScreen::gone));
    }

    /// @param position of the attachment, from 0
    /// @param show whether the browser is to show it; only a PDF is shown, all else is saved
    @GetMapping("/{id}/attachments/{position}")
    ResponseEntity<byte[]> attachment(
            @PathVariable String id, @PathVariable int position, @RequestParam(defaultValue = "false") boolean show) {
        var attachments = open(id).attachments();
        if (position < 0 || position >= attachments.size()) {
            throw gone();
        }
        var file = attachments.get(position);
        var disposition = show && file.isPdf() ? ContentDisposition.inline() : ContentDisposition.attachment();
        return ResponseEntity.ok()
                .contentType(file.isPdf() ? MediaType.APPLICATION_PDF : MediaType.APPLICATION_OCTET_STREAM)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        disposition
                                .filename(file.name(), StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .header("X-Content-Type-Options", "nosniff")
                .body(file.bytes());
    }

    @PostMapping("/emptying")
    @Needs(Right.REMINDERS)
    String empty() {
        mailbox.empty();
        return "redirect:/demo/mailbox";
    }

    private OpenedMail open(String id) {
        return mailbox.open(id).orElseThrow(MailboxScreen::gone);
    }

    private static Refusal gone() {
        return Refusal.notFound("demo.mailbox.gone");
    }
}
