package org.kvit.payment;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kvit.base.Refusal;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/// Proposals that somebody accepts in the list, as they stand there, any number at once.
@Service
public class Acceptances {
    private static final int MOST = 1000;

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Payments payments;
    private final PaymentRows rows;
    private final WriteOffs writeOffs;
    private final PayerAccounts accounts;

    Acceptances(
            JdbcClient jdbc,
            JsonMapper json,
            Payments payments,
            PaymentRows rows,
            WriteOffs writeOffs,
            PayerAccounts accounts) {
        this.jdbc = jdbc;
        this.json = json;
        this.payments = payments;
        this.rows = rows;
        this.writeOffs = writeOffs;
        this.accounts = accounts;
    }

    /// A payment with what its first proposal looked like to who accepts it ([Payment.Proposal#mark]).
    public record Choice(long payment, String mark) {
        /// @param typed `ID:MARK`
        static Optional<Choice> of(String typed) {
            return typed.matches("\\d{1,18}:[0-9a-f]{1,8}")
                    ? Optional.of(new Choice(
                            Long.parseLong(typed.substring(0, typed.indexOf(':'))),
                            typed.substring(typed.indexOf(':') + 1)))
                    : Optional.empty();
        }
    }

    /// @param accepted so many @param gone so many couldn't be: they look different by now, or the invoice was taken by
    /// another one @param change when, in microseconds since 1970: all of it can be undone by that
    public record Accepted(int accepted, int gone, long change) {}

    private record Link(Payment payment, Payment.Proposal proposal, Payment.ProposedLink to) {}

    /// Links each payment as its best proposal says, in the order in which they are given, as long as that is still
    /// what
    /// was seen and what is open suffices.
    @Transactional
    public Accepted accept(List<Choice> choices) {
        if (choices.isEmpty() || choices.size() > MOST) {
            throw Refusal.invalid("payment", "payment.accept.count", MOST);
        }
        CompanyLock.take(jdbc);
        var links = links(choices);
        store(links);
        int accepted =
                (int) links.stream().map(l -> l.payment().id()).distinct().count();
        return new Accepted(accepted, choices.size() - accepted, now());
    }

    /// Takes back what was accepted at once, as far as it wasn't changed since. @return of how many payments
    @Transactional
    public int undo(long change) {
        CompanyLock.take(jdbc);
        var undone = jdbc
                .sql("""
                DELETE FROM allocation a
                 USING payment p
                 WHERE a.company_id = current_company() AND p.company_id = a.company_id AND p.id = a.payment_id
                   AND a.created_by = current_actor() AND NOT a.automatic
                   AND a.created_at = timestamptz 'epoch' + :change * interval '1 microsecond' AND %s
                   AND NOT EXISTS (SELECT FROM allocation o
                                    WHERE o.company_id = a.company_id AND o.payment_id = a.payment_id AND o.created_at <> a.created_at)
                RETURNING a.payment_id
                """.formatted(PaymentQuery.VISIBLE))
                .param("change", change)
                .query((row, n) -> row.getLong(1))
                .list()
                .stream()
                .distinct()
                .toArray(Long[]::new);
        writeOffs.fall(Arrays.stream(undone).map(PaymentId::new).toList(), false);
        jdbc.sql("DELETE FROM payer_account WHERE company_id = current_company() AND learnt_from = ANY (:payments)")
                .param("payments", undone)
                .update();
        jdbc.sql("""
                UPDATE payment p SET customer_id = NULL
                 WHERE p.company_id = current_company() AND p.id = ANY (:payments) AND p.entry_id IS NOT NULL
                """).param("payments", undone).update();
        return undone.length;
    }

    private List<Link> links(List<Choice> choices) {
        Map<Long, String> marks = new HashMap<>();
        choices.forEach(c -> marks.put(c.payment(), c.mark()));
        var ids = choices.stream().map(Choice::payment).distinct().toList();
        var seen = payments.seen(ids);
        var found = rows.load(ids.stream().filter(seen::contains).toList()).stream()
                .filter(p -> p.voidedFor().isEmpty() && p.links().isEmpty())
                .filter(p ->
                        p.proposals().stream().limit(1).anyMatch(q -> q.mark().equals(marks.get(p.id().value()))))
                .toList();
        return thatFit(found);
    }

    /// Two of them may be after the same invoice: then the first one gets it.
    private List<Link> thatFit(List<Payment> found) {
        var wanted = found.stream()
                .flatMap(p -> p.proposals().getFirst().links().stream())
                .map(Payment.ProposedLink::invoice)
                .distinct()
                .toArray(Long[]::new);
        var open = open(wanted);
        var links = new ArrayList<Link>();
        for (var payment : found) {
            var proposal = payment.proposals().getFirst();
            if (proposal.links().stream()
                    .allMatch(l -> open.getOrDefault(l.invoice(), BigDecimal.ZERO)
                                    .compareTo(l.amount().amount())
                            >= 0)) {
                proposal.links()
                        .forEach(
                                l -> open.merge(l.invoice(), l.amount().amount().negate(), BigDecimal::add));
                proposal.links().forEach(l -> links.add(new Link(payment, proposal, l)));
            }
        }
        return links;
    }

    /// Locked in the order in which allocations lock them.
    private Map<Long, BigDecimal> open(Long[] invoices) {
        Map<Long, BigDecimal> open = new HashMap<>();
        jdbc.sql("""
                SELECT i.id, i.open_amount
                  FROM invoice i
                 WHERE i.company_id = current_company() AND i.id = ANY (:invoices) AND i.approved
                 ORDER BY i.id
                   FOR NO KEY UPDATE
                """).param("invoices", invoices).query(row -> {
            open.put(row.getLong("id"), row.getBigDecimal("open_amount"));
        });
        return open;
    }

    /// The proposals stay, for the case that it is undone.
    private void store(List<Link> links) {
        var payments = links.stream().map(l -> l.payment().id().value()).toArray(Long[]::new);
        var invoices = links.stream().map(l -> l.to().invoice()).toArray(Long[]::new);
        jdbc.sql("""
                INSERT INTO allocation (company_id, invoice_id, payment_id, amount, paid_on, automatic, rule, reason, created_by)
                SELECT current_company(), a.invoice_id, a.payment_id, a.amount, p.booked_on, false, a.rule, a.reason::jsonb, current_actor()
                  FROM unnest(:invoices::bigint[], :payments::bigint[], :amounts::numeric[], :rules::text[], :reasons::text[])
                       AS a (invoice_id, payment_id, amount, rule, reason)
                  JOIN payment p ON p.company_id = current_company() AND p.id = a.payment_id
                """)
                .param("invoices", invoices)
                .param("payments", payments)
                .param(
                        "amounts",
                        links.stream().map(l -> l.to().amount().amount()).toArray(BigDecimal[]::new))
                .param("rules", links.stream().map(l -> l.proposal().rule()).toArray(String[]::new))
                .param(
                        "reasons",
                        links.stream()
                                .map(l -> json.writeValueAsString(l.proposal().reason()))
                                .toArray(String[]::new))
                .update();
        jdbc.sql("""
                UPDATE payment p SET decided = true, customer_id = l.customer_id
                  FROM (SELECT a.payment_id, min(i.customer_id) AS customer_id
                          FROM allocation a
                          JOIN invoice i ON i.company_id = a.company_id AND i.id = a.invoice_id
                         WHERE a.company_id = current_company() AND a.payment_id = ANY (:payments)
                         GROUP BY a.payment_id) l
                 WHERE p.company_id = current_company() AND p.id = l.payment_id
                """).param("payments", payments).update();
        accounts.learn(payments);
    }

    private long now() {
        return jdbc.sql("SELECT (extract(epoch FROM now()) * 1000000)::bigint")
                .query(Long.class)
                .single();
    }
}
