package org.kvit.payment;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import org.kvit.base.Money;
import org.kvit.company.OwnCustomers;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Open invoices that a person may link a payment with: those that they see.
@Service
public class OpenInvoices {
    /// Whoever sees only their own customers sees no others' invoices here either.
    static final String VISIBLE = OwnCustomers.seen("c");

    private final JdbcClient jdbc;

    OpenInvoices(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// @param open besides what the payment in question is linked with
    /// @param own the payer's customer's
    public record Candidate(
            long invoice,
            String number,
            long customer,
            String customerName,
            LocalDate dueDate,
            Money total,
            Money open,
            boolean own) {}

    /// In the payment's currency: the marked ones first, then the payer's customer's, then those that come to what is
    /// left, oldest first.
    ///
    /// @param find part of a number or a customer's name, the beginning of an amount, or several numbers
    /// @param form what is linked in it isn't offered; what is marked is, whatever is searched for
    @Transactional(readOnly = true)
    public List<Candidate> candidates(Payment payment, String find, LinkForm form, int limit) {
        var search = CandidateSearch.of(find);
        return jdbc.sql(search.sql())
                .param("customer", payment.customer().map(Payment.Customer::id).orElse(0L))
                .param("payer", payment.payerName().orElse(""))
                .param("payerAccount", payment.payerAccount().orElse(""))
                .param("currency", payment.amount().currency())
                .param("left", payment.unallocated().amount())
                .param("payment", payment.id().value())
                .param(
                        "freed",
                        payment.links().stream()
                                .map(Payment.Link::invoice)
                                .filter(i -> !form.links(i))
                                .toArray(Long[]::new))
                .param("linked", form.amounts().keySet().toArray(Long[]::new))
                .param("marked", form.marked().toArray(Long[]::new))
                .param("limit", limit)
                .params(search.values())
                .query((row, n) -> candidate(row, row.getBoolean("own")))
                .list();
    }

    /// Approved invoices, whether anything is open on them or not. @param payment whose links don't count
    @Transactional(readOnly = true)
    public List<Candidate> some(Payment payment, Collection<Long> ids) {
        return jdbc.sql("""
                SELECT i.id, i.number, i.customer_id, c.name, i.due_date, i.total, i.currency, i.open_amount + coalesce(a.amount, 0) AS open_amount
                  FROM invoice i
                  JOIN customer c ON c.company_id = i.company_id AND c.id = i.customer_id
                  LEFT JOIN allocation a ON a.company_id = i.company_id AND a.invoice_id = i.id AND a.payment_id = :payment
                 WHERE i.company_id = current_company() AND i.approved AND i.id = ANY (:ids) AND %s
                """.formatted(VISIBLE))
                .param("payment", payment.id().value())
                .param("ids", ids.toArray(Long[]::new))
                .query((row, n) -> candidate(row, true))
                .list();
    }

    /// Those of some invoices that are approved and have something open, oldest first.
    @Transactional(readOnly = true)
    public List<Candidate> open(Collection<Long> ids) {
        return jdbc.sql("""
                SELECT i.id, i.number, i.customer_id, c.name, i.due_date, i.total, i.open_amount, i.currency
                  FROM invoice i
                  JOIN customer c ON c.company_id = i.company_id AND c.id = i.customer_id
                 WHERE i.company_id = current_company() AND i.approved AND i.open_amount > 0 AND i.id = ANY (:ids) AND %s
                 ORDER BY i.due_date, i.id
                """.formatted(VISIBLE))
                .param("ids", ids.toArray(Long[]::new))
                .query((row, n) -> candidate(row, true))
                .list();
    }

    private static Candidate candidate(ResultSet row, boolean own) throws SQLException {
        return new Candidate(
                row.getLong("id"),
                row.getString("number"),
                row.getLong("customer_id"),
                row.getString("name"),
                row.getObject("due_date", LocalDate.class),
                new Money(row.getBigDecimal("total"), row.getString("currency")),
                new Money(row.getBigDecimal("open_amount"), row.getString("currency")),
                own);
    }
}
