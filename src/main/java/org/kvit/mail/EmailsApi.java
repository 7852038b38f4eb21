package org.kvit.mail;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.kvit.api.Cursor;
import org.kvit.api.Listing;
import org.kvit.company.Needs;
import org.kvit.company.Right;
import org.kvit.ui.Page;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// `/api/v1/emails`: the outbox, and what was sent.
@RestController
@RequestMapping("/api/v1/emails")
class EmailsApi {
    private final SentMails sent;
    private final Mails mails;

    EmailsApi(SentMails sent, Mails mails) {
        this.sent = sent;
        this.mails = mails;
    }

    record AttachmentBody(String name, String contentType, long size) {}

    /// A recipient that it didn't reach, though our server had taken it. @param permanent it never will
    record BounceBody(String recipient, boolean permanent, String status, String words) {
        static BounceBody of(Mail.Bounce bounce) {
            return new BounceBody(bounce.recipient(), bounce.permanent(), bounce.status(), bounce.words());
        }
    }

    /// @param state `queued`, `claimed`, `handing_over`, `sent`, `failed`, `uncertain`
    /// @param problem why it isn't sent, or not to all
    record EmailBody(
            long id,
            String messageId,
            String kind,
            @Nullable Long customerId,
            @Nullable Long resendOf,
            String sender,
            List<String> recipients,
            List<String> copies,
            String subject,
            String language,
            String state,
            int attempts,
            @Nullable Instant nextAttemptAt,
            @Nullable String problem,
            @Nullable String decision,
            Instant createdAt,
            @Nullable Instant sentAt,
            List<AttachmentBody> attachments,
            List<BounceBody> bounces) {
        static EmailBody of(Mail m, Page page) {
            return new EmailBody(
                    m.id().value(),
                    m.messageId(),
                    m.kind(),
                    m.customer().isPresent() ? m.customer().getAsLong() : null,
                    m.resendOf().map(MailId::value).orElse(null),
                    m.sender(),
                    m.recipients(),
                    m.copies(),
                    m.subject(),
                    m.language(),
                    m.state().code(),
                    m.attempts(),
                    m.nextAttemptAt().orElse(null),
                    m.problem().map(page::words).orElse(null),
                    m.decision().map(d -> d.arrived() ? "arrived" : "resent").orElse(null),
                    m.createdAt(),
                    m.sentAt().orElse(null),
                    m.attachments().stream()
                            .map(a -> new AttachmentBody(a.name(), a.contentType(), a.size()))
                            .toList(),
                    m.bounces().stream().map(BounceBody::of).toList());
        }
    }

    /// One of them, with what it says.
    record WholeEmail(
            @JsonUnwrapped EmailBody email,
            String text,
            @Nullable String html) {}

    @GetMapping
    Listing<EmailBody> list(
            @RequestParam Optional<Long> customer,
            @RequestParam(defaultValue = "") String state,
            @RequestParam @Nullable Integer limit,
            @RequestParam @Nullable String after,
            Page page) {
        int size = Cursor.limit(limit);
        var filter = new SentMails.Filter(
                EmailsScreen.states(state), customer.map(OptionalLong::of).orElseGet(OptionalLong::empty), "");
        var found =
                sent.list(filter, Cursor.parse(after, 1).map(c -> c.number(0)).orElse(0L), size + 1);
        return Listing.of(
                found.stream().map(m -> EmailBody.of(m, page)).toList(), size, m -> List.of(Long.toString(m.id())));
    }

    @GetMapping("/{id}")
    WholeEmail find(@PathVariable long id, Page page) {
        var mail = mails.find(new MailId(id));
        return new WholeEmail(EmailBody.of(mail, page), mail.text(), mail.html().orElse(null));
    }

    @PostMapping("/{id}/resends")
    @Needs(Right.REMINDERS)
    @ResponseStatus(HttpStatus.CREATED)
    EmailBody resend(@PathVariable long id, Page page) {
        return EmailBody.of(mails.find(sent.resend(new MailId(id))), page);
    }
}
