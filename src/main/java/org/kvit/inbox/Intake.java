package org.kvit.inbox;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Timestamp;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.kvit.correspondence.Correspondence;
import org.kvit.correspondence.EntryId;
import org.kvit.customer.CustomerId;
import org.kvit.customer.InvalidAddresses;
import org.kvit.invoice.InvoiceId;
import org.kvit.mail.Bounces;
import org.kvit.mail.Mail;
import org.kvit.mail.Mails;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Takes a message in, once however often it is read: keeps it, and does what follows from it, in one transaction.
///
/// Only who names a Message-ID of ours (128 random bits, which its recipients know) and a recipient of that mail can
/// make an address invalid: bounces are easily forged.
@Service
class Intake {
    private final JdbcClient jdbc;
    private final Mails mails;
    private final Bounces bounces;
    private final InvalidAddresses invalid;
    private final Correspondence correspondence;
    private final Writers writers;

    Intake(
            JdbcClient jdbc,
            Mails mails,
            Bounces bounces,
            InvalidAddresses invalid,
            Correspondence correspondence,
            Writers writers) {
        this.jdbc = jdbc;
        this.mails = mails;
        this.bounces = bounces;
        this.invalid = invalid;
        this.correspondence = correspondence;
        this.writers = writers;
    }

    /// @return whether it was new
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean take(Incoming message) {
        Optional<Mails.Answered> ours =
                message.answers().isEmpty() ? Optional.empty() : mails.answered(message.answers());
        var failures = ours.map(mail -> told(message, mail)).orElse(List.of());
        var writer = writer(message, ours);
        var id = keep(message, ours, writer, failures.stream().findFirst());
        if (id.isEmpty()) {
            return false;
        }
        for (var failure : failures) {
            follow(ours.orElseThrow(), failure);
        }
        if (message.kind() == Incoming.Kind.REPLY) {
            writer.ifPresent(w -> enter(id.get(), message, ours, w));
        }
        return true;
    }

    /// The failures that are really of the mail's recipients. One that names nobody is of the only one that there was.
    private static List<Incoming.Failure> told(Incoming message, Mails.Answered mail) {
        var only = mail.recipients().size() == 1 ? mail.recipients().getFirst() : "";
        return message.failures().stream()
                .map(f -> f.recipient().isEmpty()
                        ? new Incoming.Failure(only.toLowerCase(Locale.ROOT), f.permanent(), f.status(), f.words())
                        : f)
                .filter(f -> mail.recipients().stream().anyMatch(r -> r.equalsIgnoreCase(f.recipient())))
                .toList();
    }

    private void follow(Mails.Answered mail, Incoming.Failure failure) {
        bounces.note(
                mail.id(),
                new Mail.Bounce(failure.recipient(), failure.permanent(), failure.status(), failure.words()));
        if (failure.permanent() && mail.customer().isPresent()) {
            invalid.flag(new CustomerId(mail.customer().getAsLong()), failure.recipient(), failure.words());
        }
    }

    /// Whose customer it is from: that of the mail which it answers, else the only one whose address it is.
    private Optional<Writers.Writer> writer(Incoming message, Optional<Mails.Answered> ours) {
        var answered = ours.filter(mail -> mail.customer().isPresent())
                .map(mail -> new CustomerId(mail.customer().getAsLong()));
        if (answered.isPresent()) {
            return Optional.of(new Writers.Writer(answered.get(), writers.contact(answered.get(), message.sender())));
        }
        return message.kind() == Incoming.Kind.BOUNCE ? Optional.empty() : writers.only(message.sender());
    }

    private void enter(long id, Incoming message, Optional<Mails.Answered> ours, Writers.Writer writer) {
        var entry = correspondence.receive(
                writer.customer(),
                writer.contact(),
                MessageText.of(message.subject(), message.text(), message.attachments()),
                ours.map(mail -> about(mail.id().value())).orElse(List.of()));
        link(id, writer.customer(), entry);
    }

    void link(long id, CustomerId customer, EntryId entry) {
        jdbc.sql("""
                UPDATE inbox_message SET customer_id = :customer, correspondence_id = :entry WHERE company_id = current_company() AND id = :id
                """)
                .param("customer", customer.value())
                .param("entry", entry.value())
                .param("id", id)
                .update();
    }

    /// What the mail was about, a reminder or an invoice.
    private List<InvoiceId> about(long mail) {
        return jdbc.sql("""
                SELECT ci.invoice_id
                  FROM correspondence c
                  JOIN correspondence_invoice ci ON ci.company_id = c.company_id AND ci.correspondence_id = c.id
                 WHERE c.company_id = current_company() AND c.mail_id = :mail
                 UNION
                SELECT invoice_id FROM invoice_mail WHERE company_id = current_company() AND mail_id = :mail
                """)
                .param("mail", mail)
                .query((row, n) -> new InvoiceId(row.getLong(1)))
                .list();
    }

    private Optional<Long> keep(
            Incoming message,
            Optional<Mails.Answered> ours,
            Optional<Writers.Writer> writer,
            Optional<Incoming.Failure> failure) {
        return jdbc.sql("""
                INSERT INTO inbox_message (company_id, message_id, digest, kind, sender, sender_name, subject, text, attachments, written_at,
                                           mail_id, customer_id, recipient, permanent, words)
                VALUES (current_company(), :messageId, :digest, :kind, :sender, :senderName, :subject, :text, :attachments, :writtenAt,
                        :mail, :customer, :recipient, :permanent, :words)
                    ON CONFLICT (company_id, digest) DO NOTHING
                RETURNING id
                """)
                .param("messageId", message.messageId())
                .param("digest", digest(message))
                .param("kind", message.kind().code())
                .param("sender", message.sender())
                .param("senderName", message.senderName())
                .param("subject", message.subject())
                .param("text", message.text())
                .param("attachments", message.attachments().toArray(String[]::new))
                .param("writtenAt", message.writtenAt().map(Timestamp::from).orElse(null))
                .param("mail", ours.map(m -> m.id().value()).orElse(null))
                .param("customer", writer.map(w -> w.customer().value()).orElse(null))
                .param("recipient", failure.map(Incoming.Failure::recipient).orElse(null))
                .param("permanent", failure.map(Incoming.Failure::permanent).orElse(null))
                .param("words", failure.map(Incoming.Failure::words).orElse(null))
                .query(Long.class)
                .optional();
    }

    /// The same for the same message, wherever it lies and whatever the servers on its way wrote on top of it.
    private static byte[] digest(Incoming message) {
        try {
            var said = String.join(
                    "\u0000",
                    message.messageId(),
                    message.sender(),
                    message.writtenAt().map(Object::toString).orElse(""),
                    message.subject(),
                    message.text(),
                    String.join(" ", message.answers()),
                    message.failures().toString());
            return MessageDigest.getInstance("SHA-256").digest(said.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
