package org.kvit.payment;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.kvit.base.Refusal;
import org.kvit.base.Words;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/// Takes back the last change of a payment's links: what it lost was written down when it was removed, what it got
/// stands there with the time of its transaction.
@Service
public class LinkUndo {
    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Payments payments;
    private final Links links;

    LinkUndo(JdbcClient jdbc, JsonMapper json, Payments payments, Links links) {
        this.jdbc = jdbc;
        this.json = json;
        this.payments = payments;
        this.links = links;
    }

    /// The payment with the last change of its links; empty if they never changed, or the reader doesn't see it.
    @Transactional(readOnly = true)
    public Optional<SavedLinks> saved(PaymentId id) {
        return payments.seen(List.of(id.value())).isEmpty()
                ? Optional.empty()
                : last(id).map(change -> new SavedLinks(payments.find(id), change));
    }

    /// Gives the payment the links back that it had before its last change, with their rules and reasons; what was
    /// written
    /// off with that change is open again.
    ///
    /// @param change as somebody has seen it, in microseconds since 1970
    /// @throws Refusal if they were changed again since, or if an invoice was paid otherwise meanwhile
    @Transactional
    public void undo(PaymentId id, long change) {
        CompanyLock.take(jdbc);
        payments.find(id);
        if (!last(id).equals(Optional.of(change))) {
            throw Refusal.conflict("payment.undo.meanwhile");
        }
        var before = before(id, change);
        jdbc.sql("""
                UPDATE write_off w SET voided_at = now(), voided_by = current_actor()
                 WHERE w.company_id = current_company() AND w.payment_id = :payment AND w.voided_at IS NULL
                   AND (extract(epoch FROM w.created_at) * 1000000)::bigint = :change
                """).param("payment", id.value()).param("change", change).update();
        links.replace(id, before);
    }

    private Optional<Long> last(PaymentId id) {
        return jdbc.sql("""
                SELECT (extract(epoch FROM greatest(
                          (SELECT max(a.created_at) FROM allocation a WHERE a.company_id = current_company() AND a.payment_id = :payment),
                          (SELECT max(u.at) FROM audit u
                            WHERE u.company_id = current_company() AND u.subject = 'allocation' AND u.action = 'deleted'
                              AND (u.before ->> 'payment_id')::bigint = :payment))) * 1000000)::bigint AS last
                """)
                .param("payment", id.value())
                .query((row, n) -> Optional.ofNullable(row.getObject("last", Long.class)))
                .single();
    }

    private List<Links.Wanted> before(PaymentId id, long change) {
        return jdbc.sql("""
                SELECT a.invoice_id, a.amount, a.automatic, a.rule, a.reason::text AS reason
                  FROM allocation a
                 WHERE a.company_id = current_company() AND a.payment_id = :payment
                   AND (extract(epoch FROM a.created_at) * 1000000)::bigint < :change
                 UNION ALL
                SELECT (u.before ->> 'invoice_id')::bigint, (u.before ->> 'amount')::numeric, (u.before ->> 'automatic')::boolean,
                       u.before ->> 'rule', u.before ->> 'reason'
                  FROM audit u
                 WHERE u.company_id = current_company() AND u.subject = 'allocation' AND u.action = 'deleted'
                   AND (u.before ->> 'payment_id')::bigint = :payment
                   AND (extract(epoch FROM u.at) * 1000000)::bigint = :change
                 ORDER BY 1
                """)
                .param("payment", id.value())
                .param("change", change)
                .query((row, n) -> wanted(row))
                .list();
    }

    private Links.Wanted wanted(ResultSet row) throws SQLException {
        return new Links.Wanted(
                row.getLong("invoice_id"),
                row.getBigDecimal("amount"),
                new Links.Why(
                        row.getBoolean("automatic"),
                        row.getString("rule"),
                        json.readValue(row.getString("reason"), Words.class)));
    }
}
