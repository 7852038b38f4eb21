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
import org.kvit.attachment.Attachments;
import org.kvit.attachment.InvoiceAttachments;
import org.kvit.attachment.Owner;
import org.kvit.base.Refusal;
import org.kvit.company.Companies;
import org.kvit.document.Documents;
import org.kvit.invoice.Invoice;
import org.kvit.invoice.InvoiceId;
import org.kvit.invoice.InvoicePdf;
import org.kvit.invoice.InvoicedOrder;
import org.kvit.invoice.InvoicedOrders;
import org.kvit.invoice.Invoices;
import org.kvit.invoice.PrintedInvoices;
import org.kvit.mail.Draft;
import org.kvit.mail.MailId;
import org.kvit.mail.Outbox;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.util.unit.DataSize;

/// Proposes the e-mail of an invoice, and writes it to the outbox.
@Service
public class ComposedMails {
    private static final Set<String> BY_EMAIL = Set.of("email", "both");

    private final JdbcClient jdbc;
    private final Companies companies;
    private final Invoices invoices;
    private final InvoicedOrders orders;
    private final PrintedInvoices printed;
    private final InvoicePdf pdf;
    private final InvoiceAttachments files;
    private final Attachments attachments;
    private final Documents documents;
    private final Outbox outbox;
    private final MailWording wording;
    private final DataSize limit;

    ComposedMails(
            JdbcClient jdbc,
            Companies companies,
            Invoices invoices,
            InvoicedOrders orders,
            PrintedInvoices printed,
            InvoicePdf pdf,
            InvoiceAttachments files,
            Attachments attachments,
            Documents documents,
            Outbox outbox,
            MailWording wording,
            @Value("${kvit.mail.largest}") DataSize limit) {
        this.jdbc = jdbc;
        this.companies = companies;
        this.invoices = invoices;
        this.orders = orders;
        this.printed = printed;
        this.pdf = pdf;
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

    /// @throws Refusal if there is no such invoice, or it isn't approved
    @Transactional(readOnly = true)
    public ProposedMail propose(InvoiceId id) {
        var invoice = approved(id);
        var on = orders.of(id);
        var company = companies.own();
        var language = MailWording.language(invoice.customer().language());
        var facts = facts(invoice, on);
        var paper = paper(id);
        return new ProposedMail(
                invoice,
                recipients(id),
                copies(id),
                wording.subject(company, facts, language),
                wording.text(company, facts, language),
                language,
                paper.fileName(),
                paper.bytes().length,
                offered(id, on));
    }

    /// Sends it once this transaction has committed; the invoice counts as sent today.
    /// @throws Refusal as [#propose]; or if an address won't do, a file is neither its own nor of its
    /// orders, or all of them are too large
    @Transactional
    public MailId send(InvoiceId id, ComposedMail mail) {
        var invoice = approved(id);
        ComposedMailRules.check(mail);
        var chosen = chosen(id, mail);
        var paper = paper(id);
        long size = paper.bytes().length
                + chosen.stream().mapToLong(Attachment::size).sum();
        if (size > limit()) {
            throw Refusal.invalid(
                    "attachments",
                    "sending.tooLarge",
                    limit.toMegabytes(),
                    size / DataSize.ofMegabytes(1).toBytes() + 1);
        }
        var enclosed = new ArrayList<Draft.Attachment>();
        enclosed.add(new Draft.Attachment(paper.fileName(), documents.put(paper.bytes(), "application/pdf")));
        chosen.forEach(file -> enclosed.add(new Draft.Attachment(
                file.name(), documents.put(bytes(file), file.type().mediaType()))));
        var written = outbox.write(new Draft(
                Draft.Kind.INVOICE,
                OptionalLong.of(invoice.customer().id().value()),
                mail.to(),
                mail.copies(),
                mail.subject(),
                mail.text(),
                java.util.Optional.empty(),
                MailWording.language(invoice.customer().language()),
                enclosed));
        jdbc.sql(
                        "INSERT INTO invoice_mail (company_id, invoice_id, mail_id) VALUES (current_company(), :invoice, :mail)")
                .param("invoice", id.value())
                .param("mail", written.value())
                .update();
        jdbc.sql("""
                INSERT INTO order_mail (company_id, order_id, mail_id)
                SELECT company_id, id, :mail FROM customer_order WHERE company_id = current_company() AND invoice_id = :invoice
                """)
                .param("invoice", id.value())
                .param("mail", written.value())
                .update();
        jdbc.sql("UPDATE invoice SET sent_on = :today WHERE company_id = current_company() AND id = :id")
                .param("today", companies.today())
                .param("id", id.value())
                .update();
        return written;
    }

    private record Paper(String fileName, byte[] bytes) {}

    private Paper paper(InvoiceId id) {
        var invoice = printed.of(id);
        return new Paper(pdf.fileName(invoice), pdf.pdf(invoice));
    }

    private Invoice approved(InvoiceId id) {
        var invoice = invoices.find(id);
        if (!invoice.approved()) {
            throw Refusal.conflict("sending.draft", invoice.number());
        }
        return invoice;
    }

    private static MailWording.Facts facts(Invoice invoice, List<InvoicedOrder> on) {
        var references = on.stream()
                .flatMap(o -> o.customerReference().stream())
                .distinct()
                .collect(Collectors.joining(", "));
        return new MailWording.Facts(
                invoice.number(),
                invoice.dueDate(),
                invoice.total(),
                invoice.reference(),
                java.util.Optional.of(references).filter(r -> !r.isEmpty()));
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

    private List<ProposedMail.Offered> offered(InvoiceId id, List<InvoicedOrder> on) {
        var byOwner = on.stream().collect(Collectors.toMap(o -> Owner.of(o.id()), o -> o));
        boolean pods = wantsPods(id);
        return files.of(id).stream()
                .map(file -> {
                    var order = java.util.Optional.ofNullable(byOwner.get(file.owner()));
                    return new ProposedMail.Offered(
                            file.id(),
                            order.map(InvoicedOrder::number),
                            file.name(),
                            file.kind().code(),
                            file.size(),
                            switch (file.kind()) {
                                case POD ->
                                    order.map(o -> BY_EMAIL.contains(o.podDelivery()))
                                            .orElse(pods);
                                case INVOICE -> order.isEmpty();
                                case ORDER_CONFIRMATION, OTHER -> false;
                            });
                })
                .toList();
    }

    /// Whether one of its orders wants proofs of delivery by e-mail; of an invoice without orders the client card says
    /// it.
    private boolean wantsPods(InvoiceId id) {
        return jdbc.sql("""
                SELECT coalesce(bool_or(o.pod_delivery IN ('email', 'both')), bool_or(c.pod_delivery IN ('email', 'both')))
                  FROM invoice i
                  JOIN customer c ON c.company_id = i.company_id AND c.id = i.customer_id
                  LEFT JOIN customer_order o ON o.company_id = i.company_id AND o.invoice_id = i.id
                 WHERE i.company_id = current_company() AND i.id = :id
                """).param("id", id.value()).query(Boolean.class).single();
    }

    private List<Attachment> chosen(InvoiceId id, ComposedMail mail) {
        var all = files.of(id);
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
