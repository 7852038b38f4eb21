package org.kvit.credit;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.kvit.base.Money;
import org.kvit.base.Refusal;
import org.kvit.invoice.InvoiceId;
import org.kvit.payment.CompanyLock;
import org.kvit.payment.Links;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// What a credit note is set off against: its own invoice, and by hand others of the same customer.
@Service
public class CreditLinks {
    private final JdbcClient jdbc;
    private final CreditNotes notes;
    private final SetOffs setOffs;

    CreditLinks(JdbcClient jdbc, CreditNotes notes, SetOffs setOffs) {
        this.jdbc = jdbc;
        this.notes = notes;
        this.setOffs = setOffs;
    }

    /// A link. @param open what is still owed on the invoice @param byHand made by somebody; else it
    /// was set off when the credit note was issued
    public record Linked(
            InvoiceId invoice, String number, LocalDate dueDate, Money open, Money amount, boolean byHand) {}

    /// In the order in which they were made.
    @Transactional(readOnly = true)
    public List<Linked> of(CreditNoteId id) {
        return of(List.of(id)).getOrDefault(id, List.of());
    }

    /// Those of several credit notes.
    @Transactional(readOnly = true)
    public Map<CreditNoteId, List<Linked>> of(List<CreditNoteId> ids) {
        var links = new HashMap<CreditNoteId, List<Linked>>();
        jdbc.sql("""
                SELECT a.credit_note_id, a.invoice_id, i.number, i.due_date, i.open_amount, a.amount, i.currency, a.rule = 'hand' AS by_hand
                  FROM allocation a
                  JOIN invoice i ON i.company_id = a.company_id AND i.id = a.invoice_id
                 WHERE a.company_id = current_company() AND a.credit_note_id = ANY (:ids)
                 ORDER BY a.id
                """)
                .param("ids", ids.stream().map(CreditNoteId::value).toArray(Long[]::new))
                .query(row -> {
                    links.computeIfAbsent(new CreditNoteId(row.getLong("credit_note_id")), _ -> new ArrayList<>())
                            .add(new Linked(
                                    new InvoiceId(row.getLong("invoice_id")),
                                    row.getString("number"),
                                    row.getObject("due_date", LocalDate.class),
                                    new Money(row.getBigDecimal("open_amount"), row.getString("currency")),
                                    new Money(row.getBigDecimal("amount"), row.getString("currency")),
                                    row.getBoolean("by_hand")));
                });
        return links;
    }

    /// The links as one line, by which two readings of them are told apart.
    static String seen(List<Linked> links) {
        return links.stream()
                .map(l -> l.invoice().value() + "=" + l.amount().amount().toPlainString())
                .sorted()
                .collect(java.util.stream.Collectors.joining(";"));
    }

    /// [#replace(CreditNoteId, List)] by somebody who has seen certain links.
    /// @throws Refusal if somebody else has changed them meanwhile
    @Transactional
    public void replace(CreditNoteId id, String seen, List<Links.Wanted> wanted) {
        CompanyLock.take(jdbc);
        notes.find(id);
        if (!seen(of(id)).equals(seen)) {
            throw Refusal.conflict("credit.link.meanwhile");
        }
        replace(id, wanted);
    }

    /// Gives a credit note this set of links in place of the one it has.
    /// @throws Refusal naming the link that won't do, and why
    @Transactional
    public void replace(CreditNoteId id, List<Links.Wanted> wanted) {
        CompanyLock.take(jdbc);
        var note = notes.find(id);
        CreditLinkRules.check(note, wanted, targets(note, wanted));
        setOffs.replace(id, wanted);
    }

    /// Approved invoices of the customer, with what is open on them besides the credit note's own
    /// links. Locked in the order in which allocations lock them, together with those that it is linked
    /// with now.
    private Map<Long, CreditLinkRules.Target> targets(CreditNote note, List<Links.Wanted> wanted) {
        var targets = new TreeMap<Long, CreditLinkRules.Target>();
        jdbc.sql("""
                SELECT i.id, i.number, i.currency, i.customer_id = :customer AS own,
                       i.open_amount + coalesce((SELECT a.amount FROM allocation a WHERE a.company_id = i.company_id AND a.invoice_id = i.id
                                                                                    AND a.credit_note_id = :note), 0) AS open
                  FROM invoice i
                 WHERE i.company_id = current_company() AND i.approved
                   AND (i.id = ANY (:invoices)
                        OR i.id IN (SELECT a.invoice_id FROM allocation a WHERE a.company_id = current_company() AND a.credit_note_id = :note))
                 ORDER BY i.id
                   FOR NO KEY UPDATE
                """)
                .param("customer", note.customer().id().value())
                .param("note", note.id().value())
                .param("invoices", SetOffs.invoices(wanted))
                .query(row -> {
                    if (row.getBoolean("own")) {
                        targets.put(
                                row.getLong("id"),
                                new CreditLinkRules.Target(
                                        row.getString("number"),
                                        new Money(row.getBigDecimal("open"), row.getString("currency"))));
                    }
                });
        return targets;
    }
}
