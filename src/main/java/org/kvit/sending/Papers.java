package org.kvit.sending;

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
    /// is about its invoice too.
    void sent(Paper paper, MailId mail) {
        var invoice = paper.invoice().id();
        jdbc.sql(
                        "INSERT INTO invoice_mail (company_id, invoice_id, mail_id) VALUES (current_company(), :invoice, :mail)")
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
