package org.kvit.payment;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.kvit.base.Money;
import org.kvit.base.Words;
import org.kvit.invoice.InvoiceId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// What is left of payments whose customer is known: an overpayment stays theirs, and is offered on what they owe next
/// in its currency. Read anew each time, so it is offered as soon as an invoice is approved. Never linked by itself.
@Service
public class Leftovers {
    static final String RULE = "left";
    private static final int MOST_OFFERED = 20;

    private final JdbcClient jdbc;

    Leftovers(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// What of a payment could go to an invoice. @param left all that is left of the payment
    public record Offer(PaymentId payment, LocalDate bookedOn, Money left, Money offered) {}

    record Proposed(Words reason, List<Payment.ProposedLink> links) {}

    /// What is left of each of these payments, on its customer's open invoices, the oldest first, as far as it
    /// reaches. By payment; one with nothing to offer isn't in the map.
    Map<Long, Proposed> proposals(Long[] payments) {
        var proposals = new LinkedHashMap<Long, Proposed>();
        jdbc.sql("""
                SELECT p.id, p.booked_on, p.unallocated, p.currency, o.id AS invoice_id, o.number,
                       trunc(least(o.open_amount, p.unallocated - o.before), 4) AS amount
                  FROM payment p
                 CROSS JOIN LATERAL (
                       SELECT i.id, i.number, i.due_date, i.open_amount,
                              sum(i.open_amount) OVER (ORDER BY i.due_date, i.id) - i.open_amount AS before
                         FROM invoice i
                         JOIN customer c ON c.company_id = i.company_id AND c.id = i.customer_id
                        WHERE i.company_id = p.company_id AND i.customer_id = p.customer_id AND i.currency = p.currency
                          AND i.approved AND i.open_amount > 0 AND %s) o
                 WHERE p.company_id = current_company() AND p.id = ANY (:payments) AND p.voided_at IS NULL AND p.unallocated > 0
                   AND trunc(p.unallocated - o.before, 4) > 0
                 ORDER BY p.id, o.due_date, o.id
                """.formatted(OpenInvoices.VISIBLE)).param("payments", payments).query(row -> {
            var currency = row.getString("currency");
            var left = new Money(row.getBigDecimal("unallocated"), currency);
            var on = row.getObject("booked_on", LocalDate.class);
            proposals
                    .computeIfAbsent(
                            row.getLong("id"),
                            _ -> new Proposed(Words.of("payment.match.left", left, on), new ArrayList<>()))
                    .links()
                    .add(new Payment.ProposedLink(
                            row.getLong("invoice_id"),
                            row.getString("number"),
                            new Money(row.getBigDecimal("amount"), currency)));
        });
        return proposals;
    }

    /// What is left of payments of an invoice's customer in its currency, the oldest first; at most 20.
    @Transactional(readOnly = true)
    public List<Offer> offers(InvoiceId invoice) {
        return jdbc.sql("""
                SELECT p.id, p.booked_on, p.unallocated, p.currency, trunc(least(p.unallocated, i.open_amount), 4) AS offered
                  FROM invoice i
                  JOIN customer c ON c.company_id = i.company_id AND c.id = i.customer_id
                  JOIN payment p ON p.company_id = i.company_id AND p.customer_id = i.customer_id AND p.currency = i.currency
                                AND p.voided_at IS NULL AND p.unallocated > 0
                 WHERE i.company_id = current_company() AND i.id = :invoice AND i.approved AND i.open_amount > 0
                   AND trunc(p.unallocated, 4) > 0 AND %s
                 ORDER BY p.booked_on, p.id
                 LIMIT :most
                """.formatted(OpenInvoices.VISIBLE))
                .param("invoice", invoice.value())
                .param("most", MOST_OFFERED)
                .query((row, n) -> {
                    var currency = row.getString("currency");
                    BigDecimal offered = row.getBigDecimal("offered");
                    return new Offer(
                            new PaymentId(row.getLong("id")),
                            row.getObject("booked_on", LocalDate.class),
                            new Money(row.getBigDecimal("unallocated"), currency),
                            new Money(offered, currency));
                })
                .list();
    }
}
