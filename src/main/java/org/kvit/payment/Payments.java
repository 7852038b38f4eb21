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
import org.kvit.base.Refusal;
import org.kvit.base.Words;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/// The incoming payments of the bound company, for reading.
@Service
public class Payments {
    private static final String WHERE = """
             WHERE p.company_id = current_company()
               AND (:state = '' OR p.voided_at IS NULL AND CASE :state WHEN 'unlinked' THEN p.allocated = 0
                                                            WHEN 'partly' THEN p.allocated > 0 AND p.allocated < p.amount
                                                            WHEN 'open' THEN p.allocated < p.amount
                                                            ELSE p.allocated = p.amount END)
               AND (:query = '' OR p.payer_name ILIKE :like OR p.text ILIKE :like OR p.reference ILIKE :like OR p.payer_account ILIKE :like
                    OR p.amount::text LIKE :amount
                    OR EXISTS (SELECT FROM allocation a JOIN invoice i ON i.company_id = a.company_id AND i.id = a.invoice_id
                                WHERE a.company_id = p.company_id AND a.payment_id = p.id AND i.number ILIKE :like))
               AND (NOT (SELECT own_customers_only())
                    OR EXISTS (SELECT FROM customer c WHERE c.company_id = p.company_id AND c.id = p.customer_id AND c.account_manager_id = current_actor()))
            """;

    private final JdbcClient jdbc;
    private final JsonMapper json;

    Payments(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /// @param state `unlinked`, `partly`, `linked`, `open` (the first two together), or empty for all,
    /// voided ones too
    /// @param query part of a name, text, reference, account or invoice number, or the beginning of an amount
    public record Filter(String state, String query) {
        public Filter {
            if (!List.of("", "unlinked", "partly", "linked", "open").contains(state)) {
                throw Refusal.invalid("state", "payment.state.unknown", state);
            }
        }
    }

    /// Newest first.
    /// @param before `bookedOn` and number of the last one seen
    @Transactional(readOnly = true)
    public List<Payment> list(Filter filter, Optional<Map.Entry<LocalDate, Long>> before, int limit) {
        var ids = filtered("SELECT p.id FROM payment p" + WHERE + """
                   AND (:beforeId = 0 OR (p.booked_on, p.id) < (:beforeDate, :beforeId))
                 ORDER BY p.booked_on DESC, p.id DESC
                 LIMIT :limit
                """, filter)
                .param("beforeDate", before.map(Map.Entry::getKey).orElse(LocalDate.EPOCH))
                .param("beforeId", before.map(Map.Entry::getValue).orElse(0L))
                .param("limit", limit)
                .query((row, n) -> row.getLong(1))
                .list();
        return load(ids);
    }

    /// What the filtered payments come to in a currency.
    public record Total(int payments, Money amount, Money unallocated) {}

    @Transactional(readOnly = true)
    public List<Total> totals(Filter filter) {
        return filtered("""
                SELECT p.currency, count(*)::int AS payments, sum(p.amount) AS amount, sum(p.amount - p.allocated) AS left
                  FROM payment p
                """ + WHERE + " GROUP BY p.currency ORDER BY p.currency", filter)
                .query((row, n) -> new Total(row.getInt("payments"), money(row, "amount"), money(row, "left")))
                .list();
    }

    /// @throws Refusal if the bound company has no such payment
    @Transactional(readOnly = true)
    public Payment find(PaymentId id) {
        return load(List.of(id.value())).stream().findFirst().orElseThrow(() -> Refusal.notFound("payment.notFound"));
    }

    /// The next (or the previous) payment with something unallocated, in the list's order; empty at its end.
    @Transactional(readOnly = true)
    public Optional<PaymentId> neighbour(Payment of, boolean next) {
        return jdbc.sql("""
                SELECT id FROM payment
                 WHERE company_id = current_company() AND voided_at IS NULL AND allocated < amount AND (booked_on, id) %s (:date, :id)
                 ORDER BY booked_on %s, id %s
                 LIMIT 1
                """.formatted(next ? "<" : ">", next ? "DESC" : "ASC", next ? "DESC" : "ASC"))
                .param("date", of.bookedOn())
                .param("id", of.id().value())
                .query((row, n) -> new PaymentId(row.getLong(1)))
                .optional();
    }

    /// An open invoice to link. @param own the payer's customer's
    public record Candidate(
            long invoice, String number, String customerName, LocalDate dueDate, Money open, boolean own) {}

    /// Open invoices in the payment's currency, the payer's customer's first, oldest first.
    /// @param query part of a number or a customer's name, or an amount
    @Transactional(readOnly = true)
    public List<Candidate> candidates(Payment payment, String query, int limit) {
        return jdbc.sql("""
                SELECT i.id, i.number, c.name, i.due_date, i.open_amount, i.currency,
                       coalesce(i.customer_id = :customer, false) OR lower(c.name) = lower(:payer) AS own
                  FROM invoice i
                  JOIN customer c ON c.company_id = i.company_id AND c.id = i.customer_id
                 WHERE i.company_id = current_company() AND i.approved AND i.open_amount > 0 AND i.currency = :currency
                   AND (:query = '' OR i.number ILIKE :like OR c.name ILIKE :like OR i.open_amount::text LIKE :amount)
                   AND NOT EXISTS (SELECT FROM allocation a WHERE a.company_id = i.company_id AND a.invoice_id = i.id AND a.payment_id = :payment)
                 ORDER BY own DESC, i.open_amount = :left DESC, i.due_date, i.id
                 LIMIT :limit
                """)
                .param("customer", payment.customer().map(Payment.Customer::id).orElse(0L))
                .param("payer", payment.payerName().orElse(""))
                .param("currency", payment.amount().currency())
                .param("left", payment.unallocated().amount())
                .param("payment", payment.id().value())
                .param("query", query)
                .param("like", like(query))
                .param("amount", query.replace(',', '.').replaceAll("[^0-9.]", "x") + "%")
                .param("limit", limit)
                .query((row, n) -> new Candidate(
                        row.getLong("id"),
                        row.getString("number"),
                        row.getString("name"),
                        row.getObject("due_date", LocalDate.class),
                        money(row, "open_amount"),
                        row.getBoolean("own")))
                .list();
    }

    private JdbcClient.StatementSpec filtered(String sql, Filter filter) {
        return jdbc.sql(sql)
                .param("state", filter.state())
                .param("query", filter.query())
                .param("like", like(filter.query()))
                .param("amount", filter.query().replace(',', '.').replaceAll("[^0-9.]", "x") + "%");
    }

    private static String like(String query) {
        return "%" + query.replaceAll("([%_\\\\])", "\\\\$1") + "%";
    }

    private List<Payment> load(List<Long> ids) {
        var numbers = ids.toArray(Long[]::new);
        var links = links(numbers);
        var proposals = proposals(numbers);
        var found = new HashMap<Long, Payment>();
        jdbc.sql("""
                SELECT p.*, c.name AS customer_name
                  FROM payment p
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
                 WHERE a.company_id = current_company() AND a.payment_id = ANY (:ids)
                 ORDER BY a.id
                """).param("ids", payments).query(row -> {
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

    private Map<Long, List<Payment.Proposal>> proposals(Long[] payments) {
        var proposals = new HashMap<Long, Map<Integer, Payment.Proposal>>();
        jdbc.sql("""
                SELECT p.payment_id, p.rank, p.certainty, p.rule, p.reason, i.id AS invoice_id, i.number, i.currency,
                       (l.link ->> 'amount')::numeric AS amount
                  FROM payment_proposal p
                 CROSS JOIN LATERAL jsonb_array_elements(p.links) WITH ORDINALITY AS l (link, position)
                  JOIN invoice i ON i.company_id = p.company_id AND i.id = (l.link ->> 'invoiceId')::bigint
                 WHERE p.company_id = current_company() AND p.payment_id = ANY (:ids)
                 ORDER BY p.payment_id, p.rank, l.position
                """).param("ids", payments).query(row -> {
            proposals
                    .computeIfAbsent(row.getLong("payment_id"), _ -> new java.util.TreeMap<>())
                    .computeIfAbsent(row.getInt("rank"), rank -> proposal(row, rank))
                    .links()
                    .add(new Payment.ProposedLink(
                            row.getLong("invoice_id"), row.getString("number"), money(row, "amount")));
        });
        var lists = new HashMap<Long, List<Payment.Proposal>>();
        proposals.forEach((payment, ranked) -> lists.put(payment, List.copyOf(ranked.values())));
        return lists;
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
        var currency = row.getString("currency");
        BigDecimal amount = row.getBigDecimal("amount");
        long customer = row.getLong("customer_id");
        return new Payment(
                new PaymentId(row.getLong("id")),
                text(row, "bank_account"),
                row.getObject("booked_on", LocalDate.class),
                new Money(amount, currency),
                text(row, "payer_name"),
                text(row, "payer_account"),
                text(row, "reference"),
                text(row, "text"),
                text(row, "bank_reference"),
                new Money(amount.subtract(row.getBigDecimal("allocated")), currency),
                customer == 0
                        ? Optional.empty()
                        : Optional.of(new Payment.Customer(customer, row.getString("customer_name"))),
                text(row, "void_reason").map(w -> json.readValue(w, Words.class)),
                links,
                proposals);
    }

    private static Optional<String> text(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getString(column)).filter(t -> !t.isEmpty());
    }

    private static Money money(ResultSet row, String column) throws SQLException {
        return new Money(row.getBigDecimal(column), row.getString("currency"));
    }
}
