package org.kvit.sending;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.kvit.attachment.Attachment;
import org.kvit.attachment.AttachmentKind;
import org.kvit.attachment.Attachments;
import org.kvit.attachment.OrderAttachments;
import org.kvit.base.Refusal;
import org.kvit.company.Companies;
import org.kvit.document.Documents;
import org.kvit.invoice.InvoiceId;
import org.kvit.invoice.InvoicedOrder;
import org.kvit.invoice.InvoicedOrders;
import org.kvit.mail.Draft;
import org.kvit.mail.MailId;
import org.kvit.mail.Outbox;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.util.unit.DataSize;

/// Proposes the e-mail of an invoice or a credit note, and writes it to the outbox.
@Service
public class ComposedMails {
    private static final Set<String> BY_EMAIL = Set.of("email", "both");

    private final JdbcClient jdbc;
    private final Companies companies;
    private final InvoicedOrders orders;
    private final Papers papers;
    private final OrderAttachments files;
    private final Attachments attachments;
    private final Documents documents;
    private final Outbox outbox;
    private final MailWording wording;
    private final DataSize limit;

    ComposedMails(
            JdbcClient jdbc,
            Companies companies,
            InvoicedOrders orders,
            Papers papers,
            OrderAttachments files,
            Attachments attachments,
            Documents documents,
            Outbox outbox,
            MailWording wording,
            @Value("${kvit.mail.largest}") DataSize limit) {
        this.jdbc = jdbc;
        this.companies = companies;
        this.orders = orders;
        this.papers = papers;
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
        var printed = papers.print(id);
        return new ProposedMail(
                paper,
                recipients(invoice.id()),
                copies(invoice.id()),
                wording.subject(company, facts, language),
                wording.text(company, facts, language),
                language,
                printed.fileName(),
                printed.bytes().length,
                offered(going(paper)));
    }

    /// @throws Refusal as [#send(PaperId, ComposedMail)]
    @Transactional
    public MailId send(InvoiceId id, ComposedMail mail) {
        return send(new PaperId.OfInvoice(id), mail);
    }

    /// Sends it once this transaction has committed; the paper counts as sent today.
    /// @throws Refusal as [#propose]; or if an address won't do, a file is none of its orders', or all
    /// of them are too large
    @Transactional
    public MailId send(PaperId id, ComposedMail mail) {
        var paper = papers.find(id);
        ComposedMailRules.check(mail);
        var chosen = chosen(going(paper), mail);
        var printed = papers.print(id);
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
                java.util.Optional.empty(),
                MailWording.language(customer.language()),
                enclosed));
        papers.sent(paper, written);
        return written;
    }

    /// The orders whose files go with it: none with a credit note.
    private List<InvoicedOrder> going(Paper paper) {
        return paper.isCreditNote() ? List.of() : orders.of(paper.invoice().id());
    }

    private MailWording.Facts facts(Paper paper) {
        var references = orders.of(paper.invoice().id()).stream()
                .flatMap(o -> o.customerReference().stream())
                .distinct()
                .collect(Collectors.joining(", "));
        return new MailWording.Facts(paper, java.util.Optional.of(references).filter(r -> !r.isEmpty()));
    }

    /// The customer's addresses that receive invoices, and the customer's manager named in the orders.
    private List<String> recipients(InvoiceId id) {
        List<String> found = jdbc.sql("""
                SELECT email FROM (
                  SELECT 1 AS rank, c.id, c.email
                    FROM invoice i JOIN customer c ON c.company_id = i.company_id AND c.id = i.customer_id
                   WHERE i.company_id = current_company() AND i.id = :id AND c.receives_invoices
                   UNION ALL
                  SELECT 2, k.id, k.email
                    FROM invoice i JOIN contact k ON k.company_id = i.company_id AND k.customer_id = i.customer_id
                   WHERE i.company_id = current_company() AND i.id = :id AND k.receives_invoices
                   UNION ALL
                  SELECT 3, k.id, k.email
                    FROM customer_order o JOIN contact k ON k.company_id = o.company_id AND k.id = o.contact_id
                   WHERE o.company_id = current_company() AND o.invoice_id = :id) found
                 WHERE email <> ''
                 ORDER BY rank, id
                """)
                .param("id", id.value())
                .query((row, n) -> row.getString(1))
                .list();
        return List.copyOf(new LinkedHashSet<>(found));
    }

    /// Our account managers of its orders, else the customer's, if the company wants them in copy.
    private List<String> copies(InvoiceId id) {
        return jdbc.sql("""
                SELECT DISTINCT u.email
                  FROM invoice i
                  JOIN company w ON w.id = i.company_id AND w.copy_to_account_manager
                  JOIN customer c ON c.company_id = i.company_id AND c.id = i.customer_id
                  LEFT JOIN customer_order o ON o.company_id = i.company_id AND o.invoice_id = i.id
                  JOIN app_user u ON u.id = coalesce(o.account_manager_id, c.account_manager_id)
                 WHERE i.company_id = current_company() AND i.id = :id AND u.disabled_at IS NULL
                 ORDER BY u.email
                """)
                .param("id", id.value())
                .query((row, n) -> row.getString(1))
                .list();
    }

    private List<ProposedMail.Offered> offered(List<InvoicedOrder> on) {
        var byOrder = on.stream().collect(Collectors.toMap(InvoicedOrder::id, o -> o));
        return files.of(on.stream().map(InvoicedOrder::id).toList()).stream()
                .map(file -> {
                    var order = java.util.Objects.requireNonNull(byOrder.get(file.order()));
                    return new ProposedMail.Offered(
                            file.id(),
                            order.number(),
                            file.name(),
                            file.kind().code(),
                            file.size(),
                            file.kind() == AttachmentKind.POD && BY_EMAIL.contains(order.podDelivery()));
                })
                .toList();
    }

    private List<Attachment> chosen(List<InvoicedOrder> on, ComposedMail mail) {
        var all = files.of(on.stream().map(InvoicedOrder::id).toList());
        var chosen =
                all.stream().filter(f -> mail.attachments().contains(f.id())).toList();
        if (chosen.size() != Set.copyOf(mail.attachments()).size()) {
            throw Refusal.invalid("attachments", "sending.attachment.gone");
        }
        return chosen;
    }

    private byte[] bytes(Attachment file) {
        try (var in = attachments.open(file)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
