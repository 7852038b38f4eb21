package org.kvit.payment;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Writes down what the matcher found, within the caller's transaction.
@Component
class KeptMatches {
    private final JdbcClient jdbc;
    private final JsonMapper json;

    KeptMatches(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    record Found(PaymentFacts payment, Match match) {}

    /// Links payments that had none. @param invoices by id
    void allocate(List<Found> linked, Map<Long, OpenInvoice> invoices) {
        record Row(Found found, Match.Link link) {}
        var rows = linked.stream()
                .flatMap(f -> f.match().links().stream().map(l -> new Row(f, l)))
                .toList();
        jdbc.sql("""
                INSERT INTO allocation (company_id, invoice_id, payment_id, amount, paid_on, automatic, rule, reason, created_by)
                SELECT current_company(), a.invoice_id, a.payment_id, a.amount, a.paid_on, true, a.rule, a.reason::jsonb, current_actor()
                  FROM unnest(:invoices::bigint[], :payments::bigint[], :amounts::numeric[], :dates::date[], :rules::text[], :reasons::text[])
                       AS a (invoice_id, payment_id, amount, paid_on, rule, reason)
                """)
                .param("invoices", rows.stream().map(r -> r.link().invoice()).toArray(Long[]::new))
                .param(
                        "payments",
                        rows.stream().map(r -> r.found().payment().id()).toArray(Long[]::new))
                .param("amounts", rows.stream().map(r -> r.link().amount()).toArray(BigDecimal[]::new))
                .param(
                        "dates",
                        rows.stream()
                                .map(r -> java.sql.Date.valueOf(
                                        r.found().payment().bookedOn()))
                                .toArray(java.sql.Date[]::new))
                .param("rules", rows.stream().map(r -> r.found().match().rule()).toArray(String[]::new))
                .param(
                        "reasons",
                        rows.stream()
                                .map(r -> json.writeValueAsString(
                                        r.found().match().reason()))
                                .toArray(String[]::new))
                .update();
        jdbc.sql("""
                UPDATE payment p SET customer_id = c.customer_id
                  FROM unnest(:payments::bigint[], :customers::bigint[]) AS c (payment_id, customer_id)
                 WHERE p.company_id = current_company() AND p.id = c.payment_id
                """)
                .param("payments", linked.stream().map(f -> f.payment().id()).toArray(Long[]::new))
                .param(
                        "customers",
                        linked.stream()
                                .map(f -> java.util.Objects.requireNonNull(invoices.get(
                                                f.match().links().getFirst().invoice()))
                                        .customer())
                                .toArray(Long[]::new))
                .update();
    }

    /// Keeps what a person should decide, in place of what was proposed before. @param asked all that were
    /// looked at
    void propose(List<PaymentFacts> asked, List<Found> proposed) {
        jdbc.sql("DELETE FROM payment_proposal WHERE company_id = current_company() AND payment_id = ANY (:payments)")
                .param("payments", asked.stream().map(PaymentFacts::id).toArray(Long[]::new))
                .update();
        var ranks = new HashMap<Long, Integer>();
        jdbc.sql("""
                INSERT INTO payment_proposal (company_id, payment_id, rank, certainty, rule, reason, links)
                SELECT current_company(), p.payment_id, p.rank, p.certainty, p.rule, p.reason::jsonb, p.links::jsonb
                  FROM unnest(:payments::bigint[], :ranks::int[], :certainties::text[], :rules::text[], :reasons::text[], :links::text[])
                       AS p (payment_id, rank, certainty, rule, reason, links)
                """)
                .param("payments", proposed.stream().map(f -> f.payment().id()).toArray(Long[]::new))
                .param(
                        "ranks",
                        proposed.stream()
                                .map(f -> ranks.merge(f.payment().id(), 1, Integer::sum))
                                .toArray(Integer[]::new))
                .param(
                        "certainties",
                        proposed.stream().map(f -> f.match().certainty().code()).toArray(String[]::new))
                .param("rules", proposed.stream().map(f -> f.match().rule()).toArray(String[]::new))
                .param(
                        "reasons",
                        proposed.stream()
                                .map(f -> json.writeValueAsString(f.match().reason()))
                                .toArray(String[]::new))
                .param(
                        "links",
                        proposed.stream()
                                .map(f -> json.writeValueAsString(links(f.match())))
                                .toArray(String[]::new))
                .update();
    }

    private record KeptLink(long invoiceId, String amount) {}

    private static List<KeptLink> links(Match match) {
        return match.links().stream()
                .map(l -> new KeptLink(l.invoice(), l.amount().toPlainString()))
                .toList();
    }
}
