package org.kvit.payment;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
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

    /// Writes the payments that are incoming, with what they are linked with, and links those that had no links.
    void link(List<Linking.Answer> page) {
        var linked = page.stream().filter(a -> !a.matches().isEmpty()).toList();
        write(page.stream().filter(a -> a.asked().incoming()).toList());
        allocate(linked);
        known(linked.stream().filter(a -> !a.asked().incoming()).toList());
    }

    /// Each is written once: what is allocated of it is what its links will come to, and is set by their trigger
    /// only if it isn't.
    private void write(List<Linking.Answer> incoming) {
        if (incoming.isEmpty()) {
            return;
        }
        jdbc.sql("""
                INSERT INTO payment (company_id, id, entry_id, bank_account, booked_on, amount, currency, payer_name, payer_account, reference,
                                     text, bank_reference, end_to_end_id, flag, created_by, customer_id, allocated)
                       OVERRIDING SYSTEM VALUE
                SELECT current_company(), i.id, i.entry_id, i.bank_account, i.booked_on, i.amount, i.currency, i.payer_name, i.payer_account,
                       i.reference, i.text, i.bank_reference, i.end_to_end_id, i.flag, current_actor(), a.customer_id, a.allocated
                  FROM unnest(:payments::bigint[], :customers::bigint[], :amounts::numeric[]) AS a (payment_id, customer_id, allocated)
                  JOIN incoming i ON i.id = a.payment_id
                 WHERE i.id BETWEEN :first AND :last
                """)
                .param("first", Collections.min(List.of(ids(incoming))))
                .param("last", Collections.max(List.of(ids(incoming))))
                .param("payments", ids(incoming))
                .param("customers", array(incoming, a -> a.customer().orElse(null), Long[]::new))
                .param("amounts", array(incoming, KeptMatches::linked, BigDecimal[]::new))
                .update();
    }

    private void allocate(List<Linking.Answer> linked) {
        record Row(Linking.Answer answer, String reason, Match.Link link) {}
        var rows = linked.stream()
                .flatMap(a -> {
                    var reason = json.writeValueAsString(a.matches().getFirst().reason());
                    return a.matches().getFirst().links().stream().map(l -> new Row(a, reason, l));
                })
                .toList();
        if (rows.isEmpty()) {
            return;
        }
        jdbc.sql("""
                INSERT INTO allocation (company_id, invoice_id, payment_id, amount, paid_on, automatic, rule, reason, created_by)
                SELECT current_company(), a.invoice_id, a.payment_id, a.amount, a.paid_on, true, a.rule, a.reason::jsonb, current_actor()
                  FROM unnest(:invoices::bigint[], :payments::bigint[], :amounts::numeric[], :dates::date[], :rules::text[], :reasons::text[])
                       AS a (invoice_id, payment_id, amount, paid_on, rule, reason)
                """)
                .param("invoices", array(rows, r -> r.link().invoice(), Long[]::new))
                .param("payments", array(rows, r -> r.answer().asked().payment().id(), Long[]::new))
                .param("amounts", array(rows, r -> r.link().amount(), BigDecimal[]::new))
                .param(
                        "dates",
                        array(
                                rows,
                                r -> java.sql.Date.valueOf(
                                        r.answer().asked().payment().bookedOn()),
                                java.sql.Date[]::new))
                .param("rules", array(rows, r -> r.answer().matches().getFirst().rule(), String[]::new))
                .param("reasons", array(rows, Row::reason, String[]::new))
                .update();
    }

    private void known(List<Linking.Answer> linked) {
        if (linked.isEmpty()) {
            return;
        }
        jdbc.sql("""
                UPDATE payment p SET customer_id = c.customer_id
                  FROM unnest(:payments::bigint[], :customers::bigint[]) AS c (payment_id, customer_id)
                 WHERE p.company_id = current_company() AND p.id = c.payment_id
                """)
                .param("payments", ids(linked))
                .param("customers", array(linked, a -> a.customer().orElse(null), Long[]::new))
                .update();
    }

    /// Keeps what a person should decide, in place of what was proposed before.
    void propose(List<Linking.Answer> asked) {
        record Row(Linking.Answer answer, int rank, Match match) {}
        jdbc.sql("DELETE FROM payment_proposal WHERE company_id = current_company() AND payment_id = ANY (:payments)")
                .param("payments", ids(asked))
                .update();
        var rows = asked.stream()
                .flatMap(a -> IntStream.range(0, a.matches().size())
                        .mapToObj(i -> new Row(a, i + 1, a.matches().get(i))))
                .toList();
        if (rows.isEmpty()) {
            return;
        }
        jdbc.sql("""
                INSERT INTO payment_proposal (company_id, payment_id, rank, certainty, rule, reason, links)
                SELECT current_company(), p.payment_id, p.rank, p.certainty, p.rule, p.reason::jsonb, p.links::jsonb
                  FROM unnest(:payments::bigint[], :ranks::int[], :certainties::text[], :rules::text[], :reasons::text[], :links::text[])
                       AS p (payment_id, rank, certainty, rule, reason, links)
                """)
                .param("payments", array(rows, r -> r.answer().asked().payment().id(), Long[]::new))
                .param("ranks", array(rows, Row::rank, Integer[]::new))
                .param("certainties", array(rows, r -> r.match().certainty().code(), String[]::new))
                .param("rules", array(rows, r -> r.match().rule(), String[]::new))
                .param(
                        "reasons",
                        array(rows, r -> json.writeValueAsString(r.match().reason()), String[]::new))
                .param("links", array(rows, r -> json.writeValueAsString(links(r.match())), String[]::new))
                .update();
    }

    private static BigDecimal linked(Linking.Answer answer) {
        return answer.matches().stream()
                .flatMap(m -> m.links().stream())
                .map(Match.Link::amount)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static Long[] ids(List<Linking.Answer> answers) {
        return array(answers, a -> a.asked().payment().id(), Long[]::new);
    }

    private static <T, R> R[] array(
            List<T> rows,
            Function<T, ? extends @org.jspecify.annotations.Nullable R> column,
            java.util.function.IntFunction<R[]> made) {
        return rows.stream().map(column).toArray(made);
    }

    private record KeptLink(long invoiceId, String amount) {}

    private static List<KeptLink> links(Match match) {
        return match.links().stream()
                .map(l -> new KeptLink(l.invoice(), l.amount().toPlainString()))
                .toList();
    }
}
