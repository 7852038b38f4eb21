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
import java.util.TreeMap;
import org.kvit.base.Money;
import org.kvit.base.Words;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Reads payments whole: with their links and proposals, three statements for any number of them. Of both the reader
/// gets those to customers that they see.
@Component
class PaymentRows {
    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Leftovers leftovers;

    PaymentRows(JdbcClient jdbc, JsonMapper json, Leftovers leftovers) {
        this.jdbc = jdbc;
        this.json = json;
        this.leftovers = leftovers;
    }

    /// In the order of the ids; those that the bound company doesn't have are left out.
    List<Payment> load(List<Long> ids) {
        var numbers = ids.toArray(Long[]::new);
        var links = links(numbers);
        var proposals = proposals(numbers);
        var found = new HashMap<Long, Payment>();
        jdbc.sql("""
                SELECT p.*, c.name AS customer_name, coalesce(s.file_id, 0) AS statement_file, e.ultimate_name, e.charges, e.charges_currency,
                       e.instructed_amount, e.instructed_currency, e.exchange_rate, e.additional, v.return_reason, v.return_text
                  FROM payment p
                  LEFT JOIN bank_entry e ON e.company_id = p.company_id AND e.id = p.entry_id
                  LEFT JOIN bank_entry v ON v.company_id = p.company_id AND v.id = p.void_entry_id
                  LEFT JOIN statement s ON s.company_id = e.company_id AND s.id = e.statement_id
                  LEFT JOIN customer c ON c.company_id = p.company_id AND c.id = p.customer_id
                 WHERE p.company_id = current_company() AND p.id = ANY (:ids)
                """).param("ids", numbers).query(row -> {
            long id = row.getLong("id");
            found.put(id, payment(row, links.getOrDefault(id, List.of()), proposals.getOrDefault(id, List.of())));
        });
        return ids.stream()
                .flatMap(id -> Optional.ofNullable(found.get(id)).stream())
                .toList();
    }

    private Map<Long, List<Payment.Link>> links(Long[] payments) {
        var links = new HashMap<Long, List<Payment.Link>>();
        jdbc.sql("""
                SELECT a.payment_id, a.invoice_id, i.number, c.name, a.amount, i.currency, a.automatic, a.rule, a.reason, u.name AS by
                  FROM allocation a
                  JOIN invoice i ON i.company_id = a.company_id AND i.id = a.invoice_id
                  JOIN customer c ON c.company_id = i.company_id AND c.id = i.customer_id
                  LEFT JOIN app_user u ON u.id = a.created_by
                 WHERE a.company_id = current_company() AND a.payment_id = ANY (:ids) AND %s
                 ORDER BY a.id
                """.formatted(OpenInvoices.VISIBLE)).param("ids", payments).query(row -> {
            links.computeIfAbsent(row.getLong("payment_id"), _ -> new ArrayList<>())
                    .add(new Payment.Link(
                            row.getLong("invoice_id"),
                            row.getString("number"),
                            row.getString("name"),
                            money(row, "amount"),
                            row.getBoolean("automatic"),
                            row.getString("rule"),
                            json.readValue(row.getString("reason"), Words.class),
                            Optional.ofNullable(row.getString("by"))));
        });
        return links;
    }

    /// Those of payments with something left; those whose invoices were paid otherwise in the meantime are left out.
    private Map<Long, List<Payment.Proposal>> proposals(Long[] payments) {
        var proposals = new HashMap<Long, Map<Integer, Payment.Proposal>>();
        jdbc.sql("""
                SELECT p.payment_id, p.rank, p.certainty, p.rule, p.reason, i.id AS invoice_id, i.number, i.currency,
                       (l.link ->> 'amount')::numeric AS amount,
                       bool_and(i.open_amount >= (l.link ->> 'amount')::numeric AND %s) OVER (PARTITION BY p.payment_id, p.rank) AS possible
                  FROM payment_proposal p
                  JOIN payment y ON y.company_id = p.company_id AND y.id = p.payment_id AND y.unallocated > 0
                 CROSS JOIN LATERAL jsonb_array_elements(p.links) WITH ORDINALITY AS l (link, position)
                  JOIN invoice i ON i.company_id = p.company_id AND i.id = (l.link ->> 'invoiceId')::bigint
                  JOIN customer c ON c.company_id = i.company_id AND c.id = i.customer_id
                 WHERE p.company_id = current_company() AND p.payment_id = ANY (:ids)
                 ORDER BY p.payment_id, p.rank, l.position
                """.formatted(OpenInvoices.VISIBLE)).param("ids", payments).query(row -> {
            if (!row.getBoolean("possible")) {
                return;
            }
            proposals
                    .computeIfAbsent(row.getLong("payment_id"), _ -> new TreeMap<>())
                    .computeIfAbsent(row.getInt("rank"), rank -> proposal(row, rank))
                    .links()
                    .add(new Payment.ProposedLink(
                            row.getLong("invoice_id"), row.getString("number"), money(row, "amount")));
        });
        leftovers
                .proposals(payments)
                .forEach((payment, left) -> add(left, proposals.computeIfAbsent(payment, _ -> new TreeMap<>())));
        var lists = new HashMap<Long, List<Payment.Proposal>>();
        proposals.forEach((payment, ranked) -> lists.put(payment, List.copyOf(ranked.values())));
        return lists;
    }

    /// Behind what the matcher proposes, unless that is the same.
    private static void add(Leftovers.Proposed left, Map<Integer, Payment.Proposal> ranked) {
        if (ranked.values().stream().noneMatch(p -> p.links().equals(left.links()))) {
            int rank = ranked.keySet().stream().max(Integer::compare).orElse(0) + 1;
            ranked.put(rank, new Payment.Proposal(rank, "likely", Leftovers.RULE, left.reason(), left.links()));
        }
    }

    private Payment.Proposal proposal(ResultSet row, int rank) {
        try {
            return new Payment.Proposal(
                    rank,
                    row.getString("certainty"),
                    row.getString("rule"),
                    json.readValue(row.getString("reason"), Words.class),
                    new ArrayList<>());
        } catch (SQLException e) {
            throw new IllegalStateException("a proposal could not be read", e);
        }
    }

    private Payment payment(ResultSet row, List<Payment.Link> links, List<Payment.Proposal> proposals)
            throws SQLException {
        long customer = row.getLong("customer_id");
        return new Payment(
                new PaymentId(row.getLong("id")),
                text(row, "bank_account"),
                row.getObject("booked_on", LocalDate.class),
                money(row, "amount"),
                text(row, "payer_name"),
                text(row, "payer_account"),
                text(row, "reference"),
                text(row, "text"),
                text(row, "bank_reference"),
                money(row, "unallocated"),
                money(row, "refunded"),
                money(row, "written_off"),
                customer == 0
                        ? Optional.empty()
                        : Optional.of(new Payment.Customer(customer, row.getString("customer_name"))),
                text(row, "void_reason").map(w -> json.readValue(w, Words.class)),
                text(row, "flag"),
                row.getLong("statement_file"),
                links,
                proposals,
                details(row));
    }

    private static Payment.BankDetails details(ResultSet row) throws SQLException {
        return new Payment.BankDetails(
                text(row, "ultimate_name"),
                money(row, "charges", "charges_currency"),
                money(row, "instructed_amount", "instructed_currency"),
                Optional.ofNullable(row.getBigDecimal("exchange_rate")).map(BigDecimal::stripTrailingZeros),
                text(row, "end_to_end_id"),
                text(row, "return_reason"),
                text(row, "return_text"),
                text(row, "additional"));
    }

    private static Optional<String> text(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getString(column)).filter(t -> !t.isEmpty());
    }

    private static Optional<Money> money(ResultSet row, String column, String currency) throws SQLException {
        var amount = row.getBigDecimal(column);
        return amount == null ? Optional.empty() : Optional.of(new Money(amount, row.getString(currency)));
    }

    private static Money money(ResultSet row, String column) throws SQLException {
        return new Money(row.getBigDecimal(column), row.getString("currency"));
    }
}
