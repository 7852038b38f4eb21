package org.kvit.sending;

import java.time.LocalDate;
import java.util.Optional;
import org.kvit.base.Refusal;
import org.kvit.company.Companies;
import org.kvit.credit.CreditNoteMails;
import org.kvit.credit.CreditNotePdf;
import org.kvit.credit.CreditNotes;
import org.kvit.credit.PrintedCreditNotes;
import org.kvit.invoice.InvoiceId;
import org.kvit.invoice.InvoicePdf;
import org.kvit.invoice.Invoices;
import org.kvit.invoice.PrintedInvoices;
import org.kvit.mail.MailId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The papers that go out by e-mail: finds them, prints them, notes that they were sent.
@Component
class Papers {
    private final JdbcClient jdbc;
    private final Companies companies;
    private final Invoices invoices;
    private final PrintedInvoices printedInvoices;
    private final InvoicePdf invoicePdf;
    private final CreditNotes creditNotes;
    private final PrintedCreditNotes printedCreditNotes;
    private final CreditNotePdf creditNotePdf;
    private final CreditNoteMails creditNoteMails;

    Papers(
            JdbcClient jdbc,
            Companies companies,
            Invoices invoices,
            PrintedInvoices printedInvoices,
            InvoicePdf invoicePdf,
            CreditNotes creditNotes,
            PrintedCreditNotes printedCreditNotes,
            CreditNotePdf creditNotePdf,
            CreditNoteMails creditNoteMails) {
        this.jdbc = jdbc;
        this.companies = companies;
        this.invoices = invoices;
        this.printedInvoices = printedInvoices;
        this.invoicePdf = invoicePdf;
        this.creditNotes = creditNotes;
        this.printedCreditNotes = printedCreditNotes;
        this.creditNotePdf = creditNotePdf;
        this.creditNoteMails = creditNoteMails;
    }

    /// A paper on paper.
    record Printed(String fileName, byte[] bytes) {}

    /// @throws Refusal if there is no such paper, or it is a draft
    Paper find(PaperId id) {
        return switch (id) {
            case PaperId.OfInvoice of -> {
                var invoice = invoices.find(of.id());
                if (!invoice.approved()) {
                    throw Refusal.conflict("sending.draft", invoice.number());
                }
                yield new Paper(id, invoice, invoice.number(), invoice.total(), invoice.reference());
            }
            case PaperId.OfCreditNote of -> {
                var note = creditNotes.find(of.id());
                var invoice = invoices.find(note.invoice().id());
                yield new Paper(id, invoice, note.number(), note.total(), Optional.empty());
            }
        };
    }

    /// Nobody changes it until the transaction ends.
    void lock(PaperId id) {
        switch (id) {
            case PaperId.OfInvoice of -> invoices.lock(of.id());
            case PaperId.OfCreditNote of -> creditNoteMails.lock(of.id());
        }
    }

    /// The newest e-mail that carried it, sent or not; 0: none did.
    long newestMail(PaperId id) {
        return switch (id) {
            case PaperId.OfInvoice of ->
                jdbc.sql("""
                    SELECT coalesce(max(x.mail_id), 0)
                      FROM invoice_mail x
                     WHERE x.company_id = current_company() AND x.invoice_id = :id
                       AND NOT EXISTS (SELECT FROM credit_note_mail k WHERE k.company_id = x.company_id AND k.mail_id = x.mail_id)
                    """).param("id", of.id().value()).query(Long.class).single();
            case PaperId.OfCreditNote of ->
                creditNoteMails.of(of.id()).stream()
                        .mapToLong(MailId::value)
                        .max()
                        .orElse(0);
        };
    }

    /// When an invoice was e-mailed, as far as an e-mail with it arrived or may still arrive.
    Optional<LocalDate> sentOn(InvoiceId id) {
        return jdbc.sql("SELECT i.sent_on FROM invoice i WHERE i.company_id = current_company() AND i.id = :id AND "
                        + StillToSend.EMAILED)
                .param("id", id.value())
                .query(LocalDate.class)
                .optional();
    }

    Printed print(PaperId id) {
        return switch (id) {
            case PaperId.OfInvoice of -> {
                var printed = printedInvoices.of(of.id());
                yield new Printed(invoicePdf.fileName(printed), invoicePdf.pdf(printed));
            }
            case PaperId.OfCreditNote of -> {
                var printed = printedCreditNotes.of(of.id());
                yield new Printed(creditNotePdf.fileName(printed), creditNotePdf.pdf(printed));
            }
        };
    }

    /// Notes that an e-mail carries it, and that it counts as sent today. An e-mail with a credit note
    /// is about its invoice too, and each about the orders that are on it.
    void sent(Paper paper, MailId mail) {
        var invoice = paper.invoice().id();
        jdbc.sql(
                        "INSERT INTO invoice_mail (company_id, invoice_id, mail_id) VALUES (current_company(), :invoice, :mail)")
                .param("invoice", invoice.value())
                .param("mail", mail.value())
                .update();
        jdbc.sql("""
                INSERT INTO order_mail (company_id, order_id, mail_id)
                SELECT company_id, id, :mail FROM customer_order WHERE company_id = current_company() AND invoice_id = :invoice
                """)
                .param("invoice", invoice.value())
                .param("mail", mail.value())
                .update();
        switch (paper.id()) {
            case PaperId.OfInvoice _ -> markSent(invoice);
            case PaperId.OfCreditNote of -> creditNoteMails.add(of.id(), mail);
        }
    }

    private void markSent(InvoiceId invoice) {
        jdbc.sql("UPDATE invoice SET sent_on = :today WHERE company_id = current_company() AND id = :id")
                .param("today", companies.today())
                .param("id", invoice.value())
                .update();
    }
}
