package org.kvit.credit;

import java.math.BigDecimal;
import java.util.List;
import org.kvit.base.Money;
import org.kvit.invoice.InvoiceId;
import org.kvit.payment.Links;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The allocations of credit notes: what of each goes to which invoice.
@Component
class SetOffs {
    private static final String OWN = "{\"key\": \"credit.link.own\", \"args\": []}";
    private static final String BY_HAND = "{\"key\": \"payment.byHand\", \"args\": []}";

    private final JdbcClient jdbc;

    SetOffs(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Sets a new credit note off against its own invoice. @param amount nothing is written for 0
    void against(CreditNoteId note, InvoiceId invoice, Money amount) {
        if (amount.isPositive()) {
            insert(note, List.of(new Links.Wanted(invoice.value(), amount.amount())), "credit", OWN);
        }
    }

    /// Makes these the set of a credit note's links. One that stays as it is keeps its reason.
    void replace(CreditNoteId note, List<Links.Wanted> wanted) {
        jdbc.sql("""
                DELETE FROM allocation a
                 WHERE a.company_id = current_company() AND a.credit_note_id = :note
                   AND NOT EXISTS (SELECT FROM unnest(:invoices::bigint[], :amounts::numeric[]) AS w (invoice_id, amount)
                                    WHERE w.invoice_id = a.invoice_id AND w.amount = a.amount)
                """)
                .param("note", note.value())
                .param("invoices", invoices(wanted))
                .param("amounts", amounts(wanted))
                .update();
        insert(note, wanted, "hand", BY_HAND);
    }

    /// Those that aren't there yet.
    private void insert(CreditNoteId note, List<Links.Wanted> wanted, String rule, String reason) {
        jdbc.sql("""
                INSERT INTO allocation (company_id, invoice_id, credit_note_id, amount, paid_on, automatic, rule, reason, created_by)
                SELECT k.company_id, w.invoice_id, k.id, w.amount, k.issue_date, :rule <> 'hand', :rule, :reason::jsonb, current_actor()
                  FROM credit_note k
                 CROSS JOIN unnest(:invoices::bigint[], :amounts::numeric[]) AS w (invoice_id, amount)
                 WHERE k.company_id = current_company() AND k.id = :note
                   AND NOT EXISTS (SELECT FROM allocation a
                                    WHERE a.company_id = k.company_id AND a.credit_note_id = k.id AND a.invoice_id = w.invoice_id)
                """)
                .param("note", note.value())
                .param("rule", rule)
                .param("reason", reason)
                .param("invoices", invoices(wanted))
                .param("amounts", amounts(wanted))
                .update();
    }

    static Long[] invoices(List<Links.Wanted> wanted) {
        return wanted.stream().map(Links.Wanted::invoice).toArray(Long[]::new);
    }

    private static BigDecimal[] amounts(List<Links.Wanted> wanted) {
        return wanted.stream().map(Links.Wanted::amount).toArray(BigDecimal[]::new);
    }
}
