package org.kvit.sending;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.kvit.attachment.Attachment;
import org.kvit.attachment.Attachments;
import org.kvit.base.Refusal;
import org.kvit.company.Companies;
import org.kvit.document.Documents;
import org.kvit.invoice.InvoiceId;
import org.kvit.invoice.InvoicedOrders;
import org.kvit.mail.Draft;
import org.kvit.mail.MailId;
import org.kvit.mail.Outbox;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.util.unit.DataSize;

/// Proposes the e-mail of an invoice or a credit note, and writes it to the outbox.
@Service
public class ComposedMails {
    private final Companies companies;
    private final InvoicedOrders orders;
    private final Papers papers;
    private final Recipients recipients;
    private final OfferedFiles files;
    private final Attachments attachments;
    private final Documents documents;
    private final Outbox outbox;
    private final MailWording wording;
    private final DataSize limit;

    ComposedMails(
            Companies companies,
            InvoicedOrders orders,
            Papers papers,
            Recipients recipients,
            OfferedFiles files,
            Attachments attachments,
            Documents documents,
            Outbox outbox,
            MailWording wording,
            @Value("${kvit.mail.largest}") DataSize limit) {
        this.companies = companies;
        this.orders = orders;
        this.papers = papers;
        this.recipients = recipients;
        this.files = files;
        this.attachments = attachments;
        this.documents = documents;
        this.outbox = outbox;
        this.wording = wording;
        this.limit = limit;
    }

    /// What the files of one e-mail may come to, in bytes.
    public long limit() {
        return limit.toBytes();
    }

    /// @throws Refusal as [#propose(PaperId)]
    @Transactional(readOnly = true)
    public ProposedMail propose(InvoiceId id) {
        return propose(new PaperId.OfInvoice(id));
    }

    /// @throws Refusal if there is no such paper, or it isn't approved
    @Transactional(readOnly = true)
    public ProposedMail propose(PaperId id) {
        var paper = papers.find(id);
        var invoice = paper.invoice();
        var company = companies.own();
        var facts = facts(paper);
        var language = MailWording.language(invoice.customer().language());
        return new ProposedMail(
                paper,
                recipients.of(invoice.id()),
                recipients.copies(invoice.id()),
                wording.subject(company, facts, language),
                wording.text(company, facts, language),
                language,
                files.of(paper),
                papers.newestMail(id));
    }

    /// The paper itself, as it goes along.
    Papers.Printed printed(PaperId id) {
        return papers.print(id);
    }

    /// @throws Refusal as [#send(PaperId, ComposedMail)]
    @Transactional
    public MailId send(InvoiceId id, ComposedMail mail) {
        return send(new PaperId.OfInvoice(id), mail);
    }

    /// Sends it once this transaction has committed; the paper counts as sent today. What an e-mail says
    /// of a paper it says for good: the paper is locked, so that it stays approved and as it is.
    /// @throws Refusal as [#propose]; or if an address won't do, a file is none of its own and of its
    /// orders, all of them are too large, or another e-mail with it left since this one was composed
    @Transactional
    public MailId send(PaperId id, ComposedMail mail) {
        papers.lock(id);
        var paper = papers.find(id);
        ComposedMailRules.check(mail);
        if (papers.newestMail(id) != mail.after()) {
            throw Refusal.invalid("after", "sending.meanwhile", paper.number());
        }
        return write(paper, mail);
    }

    /// Sends an invoice as its settings want it, if it wasn't yet.
    /// @throws Refusal as [#send]; or if it was
    @Transactional
    public MailId sendFirst(InvoiceId id) {
        var paper = new PaperId.OfInvoice(id);
        papers.lock(paper);
        papers.sentOn(id).ifPresent(on -> {
            throw Refusal.conflict("sending.many.already", on);
        });
        return send(paper, propose(paper).asIs());
    }

    private MailId write(Paper paper, ComposedMail mail) {
        var chosen = files.chosen(paper, mail);
        var printed = papers.print(paper.id());
        long size = printed.bytes().length
                + chosen.stream().mapToLong(Attachment::size).sum();
        if (size > limit()) {
            throw Refusal.invalid(
                    "attachments",
                    "sending.tooLarge",
                    limit.toMegabytes(),
                    size / DataSize.ofMegabytes(1).toBytes() + 1);
        }
        var enclosed = new ArrayList<Draft.Attachment>();
        enclosed.add(new Draft.Attachment(printed.fileName(), documents.put(printed.bytes(), "application/pdf")));
        chosen.forEach(file -> enclosed.add(new Draft.Attachment(
                file.name(), documents.put(bytes(file), file.type().mediaType()))));
        var customer = paper.invoice().customer();
        var written = outbox.write(new Draft(
                Draft.Kind.INVOICE,
                OptionalLong.of(customer.id().value()),
                mail.to(),
                mail.copies(),
                mail.subject(),
                mail.text(),
                Optional.empty(),
                MailWording.language(customer.language()),
                enclosed));
        papers.sent(paper, written);
        return written;
    }

    private MailWording.Facts facts(Paper paper) {
        var references = orders.of(paper.invoice().id()).stream()
                .flatMap(o -> o.customerReference().stream())
                .distinct()
                .collect(Collectors.joining(", "));
        return new MailWording.Facts(paper, Optional.of(references).filter(r -> !r.isEmpty()));
    }

    private byte[] bytes(Attachment file) {
        try (var in = attachments.open(file)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
