package org.kvit.payment;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kvit.base.Money;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/// Asks the matcher about payments that are linked to nothing, links what is certain, and keeps the rest
/// as proposals.
@Service
public class Linking {
    private static final int MOST_PROPOSALS = 5;

    private final JdbcClient jdbc;
    private final JsonMapper json;

    Linking(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /// What came of it. @param linked payments that were linked; @param suggested others that have
    /// proposals now
    public record Tally(int payments, int linked, int suggested) {}

    private record Found(PaymentFacts payment, Match match) {}

    /// All payments of the company of which nothing is linked. What is certain is linked for all of them
    /// first, so that proposals
    /// are made of what is left.
    @Transactional
    public Tally matchUnlinked() {
        CompanyLock.take(jdbc);
        var payments = unlinked();
        if (payments.isEmpty()) {
            return new Tally(0, 0, 0);
        }
        var invoices = openInvoices();
        var items = new OpenItems(invoices.values(), payers());
        var linked = new ArrayList<Found>();
        var rest = new ArrayList<PaymentFacts>();
        for (var payment : payments) {
            certain(payment, items)
                    .ifPresentOrElse(
                            match -> {
                                items.settle(match);
                                linked.add(new Found(payment, match));
                            },
                            () -> rest.add(payment));
        }
        var proposed = new ArrayList<Found>();
        for (var payment : rest) {
            PaymentMatcher.match(payment, items).stream()
                    .limit(MOST_PROPOSALS)
                    .forEach(match -> proposed.add(new Found(payment, match)));
        }
        allocate(linked, invoices);
        propose(payments, proposed);
        return new Tally(payments.size(), linked.size(), (int)
                proposed.stream().map(f -> f.payment().id()).distinct().count());
    }

    private static Optional<Match> certain(PaymentFacts payment, OpenItems items) {
        return PaymentMatcher.match(payment, items).stream()
                .findFirst()
                .filter(m -> m.certainty() == Match.Certainty.CERTAIN);
    }

    private List<PaymentFacts> unlinked() {
        return jdbc.sql("""
                SELECT p.id, p.booked_on, p.amount - p.allocated AS left, p.currency, p.payer_name, p.payer_account, p.end_to_end_id,
                       coalesce(e.reference, p.reference) AS reference, p.text, e.additional
                  FROM payment p
                  LEFT JOIN bank_entry e ON e.company_id = p.company_id AND e.id = p.entry_id
                 WHERE p.company_id = current_company() AND p.voided_at IS NULL AND p.allocated = 0
                 ORDER BY p.booked_on, p.id
                """).query(Linking::facts).list();
    }

    private static PaymentFacts facts(ResultSet row, int n) throws SQLException {
        return new PaymentFacts(
                row.getLong("id"),
                row.getObject("booked_on", LocalDate.class),
                new Money(row.getBigDecimal("left"), row.getString("currency")),
                text(row, "payer_name"),
                text(row, "payer_account"),
                text(row, "reference").lines().toList(),
                text(row, "end_to_end_id"),
                text(row, "text").lines().toList(),
                text(row, "additional"));
    }

    private static String text(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getString(column)).orElse("");
    }

    private Map<Long, OpenInvoice> openInvoices() {
        var invoices = new HashMap<Long, OpenInvoice>();
        jdbc.sql("""
                SELECT id, number, customer_id, open_amount, currency, due_date, reference
                  FROM invoice
                 WHERE company_id = current_company() AND approved AND open_amount > 0
                """).query(row -> {
            invoices.put(
                    row.getLong("id"),
                    new OpenInvoice(
                            row.getLong("id"),
                            row.getString("number"),
                            row.getLong("customer_id"),
                            new Money(row.getBigDecimal("open_amount"), row.getString("currency")),
                            row.getObject("due_date", LocalDate.class),
                            text(row, "reference")));
        });
        return invoices;
    }

    private List<Payer> payers() {
        return jdbc.sql("""
                SELECT c.id, c.name, c.country,
                       ARRAY(SELECT a.account FROM payer_account a WHERE a.company_id = c.company_id AND a.customer_id = c.id) AS accounts
                  FROM customer c
                 WHERE c.company_id = current_company()
                """)
                .query((row, n) ->
                        new Payer(row.getLong("id"), row.getString("name"), row.getString("country"), List.of((String[])
                                row.getArray("accounts").getArray())))
                .list();
    }

    private void allocate(List<Found> linked, Map<Long, OpenInvoice> invoices) {
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

    private void propose(List<PaymentFacts> asked, List<Found> proposed) {
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
