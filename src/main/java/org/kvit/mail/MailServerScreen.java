package org.kvit.mail;

import jakarta.mail.MessagingException;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.Optional;
import org.kvit.base.Refusal;
import org.kvit.base.Words;
import org.kvit.company.Needs;
import org.kvit.company.Right;
import org.kvit.ui.Faults;
import org.kvit.ui.Page;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// Which server takes the company's mail, and whether it really does.
@Controller
@RequestMapping("/settings/mail")
@Needs(value = Right.ADMINISTRATION, alsoToRead = true)
class MailServerScreen {
    private final MailServers servers;
    private final SmtpConnections connections;
    private final Outbox outbox;
    private final TransactionTemplate transaction;

    MailServerScreen(MailServers servers, SmtpConnections connections, Outbox outbox, TransactionTemplate transaction) {
        this.servers = servers;
        this.connections = connections;
        this.outbox = outbox;
        this.transaction = transaction;
    }

    @GetMapping
    ModelAndView show(@RequestParam(defaultValue = "false") boolean saved) {
        return show(
                servers.setup().map(MailServerForm::of).orElse(MailServerForm.EMPTY),
                Faults.NONE,
                saved,
                Optional.empty(),
                0);
    }

    @PostMapping
    ModelAndView save(MailServerForm form, HttpServletResponse response) {
        try {
            servers.save(form.setup());
            return new ModelAndView("redirect:/settings/mail?saved=true");
        } catch (Refusal refusal) {
            response.setStatus(refusal.kind().status());
            return show(form, Faults.of(refusal), false, Optional.empty(), 0);
        }
    }

    /// Goes to the server with what is saved, and sends the person a mail.
    @PostMapping("/tests")
    ModelAndView test(Page page) {
        var form = servers.setup().map(MailServerForm::of).orElse(MailServerForm.EMPTY);
        var problem = unreachable();
        if (problem.isPresent()) {
            return show(form, Faults.NONE, false, problem, 0);
        }
        var mail = java.util.Objects.requireNonNull(transaction.execute(_ -> outbox.write(Draft.note(
                Draft.Kind.TEST,
                page.who().orElseThrow().email(),
                page.text("mail.test.subject"),
                page.text("mail.test.text"),
                page.language()))));
        return show(form, Faults.NONE, false, Optional.empty(), mail.value());
    }

    private Optional<Words> unreachable() {
        var server = servers.own();
        if (server.isEmpty()) {
            return Optional.of(Words.of("mail.problem.noServer"));
        }
        try {
            connections.open(server.get()).close();
            return Optional.empty();
        } catch (SignInRefused e) {
            return Optional.of(e.words());
        } catch (MessagingException e) {
            return Optional.of(Words.of("mail.problem.server", ServerWords.of(e)));
        }
    }

    private ModelAndView show(
            MailServerForm form, Faults faults, boolean saved, Optional<Words> problem, long testMail) {
        return new ModelAndView(
                "mail/server",
                Map.of(
                        "form",
                        form,
                        "faults",
                        faults,
                        "saved",
                        saved,
                        "problem",
                        problem,
                        "testMail",
                        testMail,
                        "fallback",
                        servers.installationHasOne() && servers.setup().isEmpty()));
    }
}
