package org.kvit.invoice;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.kvit.base.Money;
import org.kvit.base.Refusal;
import org.kvit.company.Companies;
import org.kvit.company.NumberPattern;
import org.kvit.company.NumberSequences;
import org.kvit.customer.CustomerId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Records new invoices.
@Service
public class Recording {
    /// The company's series of invoice numbers, and how it is written until the company says otherwise.
    public static final String SERIES = "invoice";

    public static final NumberPattern STANDARD = new NumberPattern("RK-{year}-{number:5}");

    private final JdbcClient jdbc;
    private final Companies companies;
    private final NumberSequences sequences;

    Recording(JdbcClient jdbc, Companies companies, NumberSequences sequences) {
        this.jdbc = jdbc;
        this.companies = companies;
        this.sequences = sequences;
    }

    private record Payer(long id, String country, String currency, int termsDays) {}

    /// @throws Refusal naming each field that won't do, or if the number is taken
    @Transactional
    public InvoiceId record(NewInvoice invoice) {
        var payer = payer(invoice);
        var issued = invoice.issueDate().orElseGet(companies::today);
        var due = invoice.dueDate().orElseGet(() -> issued.plusDays(payer.termsDays()));
        var currency = invoice.currency().orElse(payer.currency());
        var total = NewInvoiceRules.check(invoice, issued, due, currency);
        var number = invoice.number().orElseGet(() -> sequences.nextFree(SERIES, STANDARD, "invoice", issued));
        var reference = invoice.reference()
                .or(() -> companies.references().in(payer.country()).reference(number));
        var id = insert(
                        number,
                        payer,
                        issued,
                        due,
                        total,
                        reference,
                        !invoice.lines().isEmpty(),
                        invoice.approved())
                .orElseThrow(() -> Refusal.conflict("invoice.number.taken", number));
        insertLines(id, invoice.lines());
        return new InvoiceId(id);
    }

    private Payer payer(NewInvoice invoice) {
        if (invoice.customer().isEmpty() && invoice.customerExternalId().isEmpty()) {
            throw Refusal.invalid("customerId", "invoice.customer.missing");
        }
        return jdbc.sql("""
                SELECT c.id, c.country, c.currency, c.payment_terms_days
                  FROM customer c
                 WHERE c.company_id = current_company()
                   AND (:id = 0 OR c.id = :id) AND (:external = '' OR c.external_id = :external) AND %s
                """.formatted(InvoiceQuery.VISIBLE))
                .param("id", invoice.customer().map(CustomerId::value).orElse(0L))
                .param("external", invoice.customerExternalId().orElse(""))
                .query((row, n) -> new Payer(
                        row.getLong("id"),
                        row.getString("country"),
                        row.getString("currency"),
                        row.getInt("payment_terms_days")))
                .optional()
                .orElseThrow(() -> Refusal.invalid(
                        invoice.customer().isPresent() ? "customerId" : "customerExternalId",
                        "invoice.customer.notFound"));
    }

    /// @return empty if the number is taken
    private Optional<Long> insert(
            String number,
            Payer payer,
            LocalDate issued,
            LocalDate due,
            Money total,
            Optional<String> reference,
            boolean itemized,
            boolean approved) {
        return jdbc.sql("""
                INSERT INTO invoice (company_id, number, customer_id, issue_date, due_date, currency, total, open_amount, reference, itemized,
                                     approved, approved_at, approved_by)
                VALUES (current_company(), :number, :customer, :issued, :due, :currency, :total, :total, nullif(:reference, ''), :itemized,
                        :approved, CASE WHEN :approved THEN now() END, CASE WHEN :approved THEN current_actor() END)
                    ON CONFLICT (company_id, number) DO NOTHING
                RETURNING id
                """)
                .param("number", number)
                .param("customer", payer.id())
                .param("issued", issued)
                .param("due", due)
                .param("currency", total.currency())
                .param("total", total.amount())
                .param("reference", reference.orElse(""))
                .param("itemized", itemized)
                .param("approved", approved)
                .query(Long.class)
                .optional();
    }

    private void insertLines(long invoice, List<InvoiceLine> lines) {
        if (lines.isEmpty()) {
            return;
        }
        jdbc.sql("""
                INSERT INTO invoice_line (company_id, invoice_id, position, description, quantity, unit_price, vat_rate, vat_category)
                SELECT current_company(), :invoice, l.*
                  FROM unnest(:positions::int[], :descriptions::text[], :quantities::numeric[], :prices::numeric[], :rates::numeric[],
                              :categories::text[]) l
                """)
                .param("invoice", invoice)
                .param(
                        "positions",
                        IntStream.rangeClosed(1, lines.size()).boxed().toArray(Integer[]::new))
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
