package org.kvit.credit;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.kvit.base.Refusal;
import org.kvit.base.Words;
import org.kvit.company.Companies;
import org.kvit.company.NumberPattern;
import org.kvit.company.NumberSequences;
import org.kvit.invoice.Invoice;
import org.kvit.invoice.InvoiceId;
import org.kvit.invoice.InvoiceLine;
import org.kvit.invoice.Invoices;
import org.kvit.payment.CompanyLock;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Issues credit notes. One step, and final: what was issued is in the customer's books too.
@Service
public class CreditIssuing {
    /// The company's series of credit notes' numbers, and how it is written until the company says otherwise.
    public static final String SERIES = "credit_note";

    public static final NumberPattern STANDARD = new NumberPattern("KR-{year}-{number:5}");

    private static final int LONGEST_REASON = 500;

    private final JdbcClient jdbc;
    private final Companies companies;
    private final Invoices invoices;
    private final CreditableInvoices creditable;
    private final NumberSequences sequences;
    private final SetOffs setOffs;

    CreditIssuing(
            JdbcClient jdbc,
            Companies companies,
            Invoices invoices,
            CreditableInvoices creditable,
            NumberSequences sequences,
            SetOffs setOffs) {
        this.jdbc = jdbc;
        this.companies = companies;
        this.invoices = invoices;
        this.creditable = creditable;
        this.sequences = sequences;
        this.setOffs = setOffs;
    }

    /// What the credit note would come to, and what it would do; nothing is written.
    /// @throws Refusal as [#issue]
    @Transactional(readOnly = true)
    public CreditPreview preview(InvoiceId id, NewCreditNote wanted) {
        var invoice = invoices.find(id);
        var draft = draft(invoice, wanted);
        return new CreditPreview(invoice, issued(wanted), draft);
    }

    /// Takes back what is wanted, or all that is left, and sets it off against what is open on the
    /// invoice. What is over stays on the customer's account.
    /// @throws Refusal if there is no such invoice, it is a draft, nothing is left to take back, or a
    /// field won't do
    @Transactional
    public CreditNoteId issue(InvoiceId id, NewCreditNote wanted) {
        return issue(id, Optional.empty(), wanted);
    }

    /// [#issue(InvoiceId, NewCreditNote)] by somebody who has seen a preview: pressed twice, it is
    /// issued once.
    /// @param credited what credit notes had taken back by then; empty: whatever they have
    /// @throws Refusal also if the invoice was credited meanwhile
    @Transactional
    public CreditNoteId issue(InvoiceId id, Optional<BigDecimal> credited, NewCreditNote wanted) {
        CompanyLock.take(jdbc);
        var invoice = invoices.lock(id);
        credited.filter(seen -> seen.compareTo(invoice.credited().amount()) != 0)
                .ifPresent(_ -> {
                    throw Refusal.conflict("credit.meanwhile", invoice.number());
                });
        var draft = draft(invoice, wanted);
        var note = insert(invoice, issued(wanted), draft, wanted.reason().strip());
        insertLines(note, draft);
        setOffs.against(note, id, invoice.open().min(draft.total()));
        return note;
    }

    private CreditDraft draft(Invoice invoice, NewCreditNote wanted) {
        if (!invoice.approved()) {
            throw Refusal.conflict("credit.draft", invoice.number());
        }
        check(invoice, wanted);
        return CreditDraft.of(creditable.of(invoice), wanted);
    }

    private void check(Invoice invoice, NewCreditNote wanted) {
        var faults = new ArrayList<Refusal.Fault>();
        var reason = wanted.reason().strip();
        if (reason.isEmpty() || reason.length() > LONGEST_REASON) {
            faults.add(new Refusal.Fault("reason", Words.of("credit.reason.invalid", LONGEST_REASON)));
        }
        var issued = issued(wanted);
        if (issued.isBefore(invoice.issueDate()) || issued.isAfter(companies.today())) {
            faults.add(new Refusal.Fault(
                    "issueDate", Words.of("credit.issueDate.range", invoice.issueDate(), companies.today())));
        }
        if (!faults.isEmpty()) {
            throw Refusal.invalid(faults);
        }
    }

    private LocalDate issued(NewCreditNote wanted) {
        return wanted.issueDate().orElseGet(companies::today);
    }

    private CreditNoteId insert(Invoice invoice, LocalDate issued, CreditDraft draft, String reason) {
        return new CreditNoteId(jdbc.sql("""
                INSERT INTO credit_note (company_id, number, invoice_id, issue_date, currency, total, rounding, set_off, reason, created_by)
                VALUES (current_company(), :number, :invoice, :issued, :currency, :total, :rounding, :setOff, :reason, current_actor())
                RETURNING id
                """)
                .param("number", sequences.nextFree(SERIES, STANDARD, "credit_note", issued))
                .param("invoice", invoice.id().value())
                .param("issued", issued)
                .param("currency", draft.total().currency())
                .param("total", draft.total().amount())
                .param("rounding", draft.rounding().amount())
                .param("setOff", invoice.open().min(draft.total()).amount())
                .param("reason", reason)
                .query(Long.class)
                .single());
    }

    private void insertLines(CreditNoteId note, CreditDraft draft) {
        var lines = List.copyOf(draft.lines().values());
        jdbc.sql("""
                INSERT INTO credit_note_line (company_id, credit_note_id, position, invoice_position, description, quantity, unit_price,
                                              vat_rate, vat_category)
                SELECT current_company(), :note, l.*
                  FROM unnest(:positions::int[], :ofInvoice::int[], :descriptions::text[], :quantities::numeric[], :prices::numeric[],
                              :rates::numeric[], :categories::text[]) l
                """)
                .param("note", note.value())
                .param(
                        "positions",
                        IntStream.rangeClosed(1, lines.size()).boxed().toArray(Integer[]::new))
                .param("ofInvoice", draft.lines().keySet().toArray(Integer[]::new))
                .param(
                        "descriptions",
                        lines.stream().map(InvoiceLine::description).toArray(String[]::new))
                .param("quantities", decimals(lines, InvoiceLine::quantity))
                .param("prices", decimals(lines, InvoiceLine::unitPrice))
                .param("rates", decimals(lines, InvoiceLine::vatRate))
                .param(
                        "categories",
                        lines.stream().map(l -> l.vatCategory().code()).toArray(String[]::new))
                .update();
    }

    private static BigDecimal[] decimals(List<InvoiceLine> lines, Function<InvoiceLine, BigDecimal> of) {
        return lines.stream().map(of).toArray(BigDecimal[]::new);
    }
}
