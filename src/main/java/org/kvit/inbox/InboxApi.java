package org.kvit.inbox;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kvit.api.Cursor;
import org.kvit.api.Listing;
import org.kvit.company.Needs;
import org.kvit.company.Right;
import org.kvit.customer.CustomerId;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// `/api/v1/inbox`: replies and bounces that came.
@RestController
@RequestMapping("/api/v1/inbox")
class InboxApi {
    private final InboxMessages messages;

    InboxApi(InboxMessages messages) {
        this.messages = messages;
    }

    /// @param kind `reply`, `bounce`, `auto`
    /// @param emailId our e-mail that it answers or reports on
    /// @param recipient of a bounce: who did not get it
    /// @param pending somebody still has to see to it
    record MessageBody(
            long id,
            String kind,
            String sender,
            String senderName,
            String subject,
            String text,
            List<String> attachments,
            Instant receivedAt,
            @Nullable Long emailId,
            @Nullable Long customerId,
            @Nullable String recipient,
            @Nullable Boolean permanent,
            @Nullable String words,
            boolean unassigned,
            boolean pending) {
        static MessageBody of(InboxMessage m) {
            return new MessageBody(
                    m.id(),
                    m.kind().code(),
                    m.sender(),
                    m.senderName(),
                    m.subject(),
                    m.text(),
                    m.attachments(),
                    m.receivedAt(),
                    m.mail().orElse(null),
                    m.customer().map(CustomerId::value).orElse(null),
                    m.recipient().orElse(null),
                    m.recipient().map(_ -> m.permanent()).orElse(null),
                    m.words().orElse(null),
                    m.unassigned(),
                    m.pending());
        }
    }

    record AssignmentBody(long customerId) {}

    @GetMapping
    Listing<MessageBody> list(
            @RequestParam(defaultValue = "all") String state,
            @RequestParam @Nullable Integer limit,
            @RequestParam @Nullable String after) {
        int size = Cursor.limit(limit);
        var found = messages.list(
                InboxMessages.Which.of(state),
                Cursor.parse(after, 1).map(c -> c.number(0)).orElse(0L),
                size + 1);
        return Listing.of(found.stream().map(MessageBody::of).toList(), size, m -> List.of(Long.toString(m.id())));
    }

    @PostMapping("/{id}/tick")
    @Needs(Right.CORRESPONDENCE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void tick(@PathVariable long id) {
        messages.tick(id);
    }

    @PostMapping("/unassigned/{id}/assignment")
    @Needs(Right.RECEIVABLES)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void assign(@PathVariable long id, @RequestBody AssignmentBody body) {
        messages.assign(id, new CustomerId(body.customerId()));
    }

    @PostMapping("/unassigned/{id}/dismissal")
    @Needs(Right.RECEIVABLES)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void dismiss(@PathVariable long id) {
        messages.dismiss(id);
    }
}
