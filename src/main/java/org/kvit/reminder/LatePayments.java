package org.kvit.reminder;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.kvit.interest.LateInterest;
import org.kvit.invoice.InvoiceId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What was paid of invoices after they were due. What was credited or written off isn't among it: that is owed
/// no more, and bears no interest for the time before either.
@Component
class LatePayments {
    private final JdbcClient jdbc;

    LatePayments(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Map<InvoiceId, List<LateInterest.Payment>> of(Collection<InvoiceId> invoices) {
        var payments = new HashMap<InvoiceId, List<LateInterest.Payment>>();
        if (invoices.isEmpty()) {
            return payments;
        }
        jdbc.sql("""
                SELECT a.invoice_id, a.paid_on, a.amount
                  FROM allocation a
                  JOIN invoice i ON i.company_id = a.company_id AND i.id = a.invoice_id
                 WHERE a.company_id = current_company() AND a.invoice_id = ANY (:invoices)
                   AND a.payment_id IS NOT NULL AND a.paid_on > i.due_date
                """)
                .param("invoices", invoices.stream().map(InvoiceId::value).toArray(Long[]::new))
                .query(row -> {
                    payments.computeIfAbsent(new InvoiceId(row.getLong("invoice_id")), _ -> new ArrayList<>())
                            .add(new LateInterest.Payment(
                                    row.getObject("paid_on", LocalDate.class), row.getBigDecimal("amount")));
                });
        return payments;
    }
}
