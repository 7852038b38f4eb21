package org.kvit.credit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.kvit.api.Cursor;
import org.kvit.base.Money;
import org.kvit.base.Refusal;
import org.kvit.base.VatCategory;
import org.kvit.company.OwnCustomers;
import org.kvit.customer.CustomerId;
import org.kvit.invoice.InvoiceId;
import org.kvit.invoice.InvoiceLine;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The credit notes of the bound company, for reading; those to customers whom the actor sees.
@Service
public class CreditNotes {
    static final String VISIBLE = OwnCustomers.seen("c");

    private static final int FETCHED_AT_ONCE = 1000;
    private static final String ROWS = """
            SELECT k.id, k.number, k.invoice_id, i.number AS invoice_number, i.issue_date AS invoice_date, i.customer_id, c.name, c.language,
                   k.issue_date, k.currency, k.total, k.rounding, k.set_off, k.total - k.allocated AS rest, k.reason, k.sent_on, k.created_at, u.name AS issuer
              FROM credit_note k
              JOIN invoice i ON i.company_id = k.company_id AND i.id = k.invoice_id
              JOIN customer c ON c.company_id = i.company_id AND c.id = i.customer_id
              LEFT JOIN app_user u ON u.id = k.created_by
             WHERE k.company_id = current_company() AND %s
            """.formatted(VISIBLE);

    private final JdbcClient jdbc;

    CreditNotes(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Which ones a list shows.
    ///
    /// @param query part of a number, the invoice's too, or of a customer's name; empty: all
    /// @param unallocatedOnly only those of which something isn't set off
    public record Filter(String query, boolean unallocatedOnly) {
        public static final Filter ALL = new Filter("", false);
    }

    /// @throws Refusal if there is no such credit note
    @Transactional(readOnly = true)
    public CreditNote find(CreditNoteId id) {
        return jdbc.sql(ROWS + " AND k.id = :id")
                .param("id", id.value())
                .query(CreditNotes::creditNote)
                .optional()
                .orElseThrow(() -> Refusal.notFound("credit.notFound"));
    }

    /// The oldest first.
    @Transactional(readOnly = true)
    public List<CreditNote> of(InvoiceId invoice) {
        return jdbc.sql(ROWS + " AND k.invoice_id = :invoice ORDER BY k.issue_date, k.id")
                .param("invoice", invoice.value())
                .query(CreditNotes::creditNote)
                .list();
    }

    @Transactional(readOnly = true)
    public long count(InvoiceId invoice) {
        return jdbc.sql(
                        "SELECT count(*) FROM credit_note WHERE company_id = current_company() AND invoice_id = :invoice")
                .param("invoice", invoice.value())
                .query(Long.class)
                .single();
    }

    /// The newest first. @param after the last row seen @param limit 1 to 1001
    @Transactional(readOnly = true)
    public List<CreditNote> list(Filter filter, Optional<Cursor> after, int limit) {
        return listed(filter, after.isPresent() ? " AND (k.issue_date, k.id) < (:day, :id)" : "", " LIMIT :limit")
                .param(
                        "day",
                        after.map(c -> LocalDate.EPOCH.plusDays(c.number(0))).orElse(LocalDate.EPOCH))
                .param("id", after.map(c -> c.number(1)).orElse(0L))
                .param("limit", limit)
                .query(CreditNotes::creditNote)
                .list();
    }

    /// What the list's pages are cut by.
    static List<String> key(CreditNote note) {
        return List.of(
                Long.toString(note.issueDate().toEpochDay()),
                Long.toString(note.id().value()));
    }

    /// Goes through the whole list, however long, without holding it.
    @Transactional(readOnly = true)
    public void each(Filter filter, Consumer<CreditNote> take) {
        listed(filter, "", "").withFetchSize(FETCHED_AT_ONCE).query(row -> {
            take.accept(creditNote(row, 0));
        });
    }

    /// What all of a list comes to, by currency. @param left what of it is set off nowhere
    public record Total(long creditNotes, Money total, Money left) {}

    @Transactional(readOnly = true)
    public List<Total> totals(Filter filter) {
        return narrowed(jdbc.sql("""
                SELECT l.currency, count(*) AS notes, sum(l.total) AS total, sum(l.rest) AS rest
                  FROM (%s%s) l
                 GROUP BY l.currency
                 ORDER BY count(*) DESC, l.currency
                """.formatted(ROWS, NARROWED)), filter)
                .query((row, n) -> new Total(row.getLong("notes"), money(row, "total"), money(row, "rest")))
                .list();
    }

    /// In their order; none if the invoice came with its total only.
    @Transactional(readOnly = true)
    public List<CreditNote.Line> lines(CreditNoteId id) {
        return lines(List.of(id)).getOrDefault(id, List.of());
    }

    /// Those of several credit notes.
    @Transactional(readOnly = true)
    public Map<CreditNoteId, List<CreditNote.Line>> lines(List<CreditNoteId> ids) {
        var lines = new HashMap<CreditNoteId, List<CreditNote.Line>>();
        jdbc.sql("""
                SELECT credit_note_id, position, invoice_position, description, quantity, unit_price, vat_rate, vat_category
                  FROM credit_note_line
                 WHERE company_id = current_company() AND credit_note_id = ANY (:ids)
                 ORDER BY position
                """)
                .param("ids", ids.stream().map(CreditNoteId::value).toArray(Long[]::new))
                .query(row -> {
                    lines.computeIfAbsent(new CreditNoteId(row.getLong("credit_note_id")), _ -> new ArrayList<>())
                            .add(new CreditNote.Line(
                                    row.getInt("position"), row.getInt("invoice_position"), line(row)));
                });
        return lines;
    }

    private static final String NARROWED = """
             AND (:query = '' OR k.number ILIKE :like OR i.number ILIKE :like OR c.name ILIKE :like)
             AND (NOT :unallocated OR k.allocated < k.total)
            """;

    private JdbcClient.StatementSpec listed(Filter filter, String behind, String limit) {
        return narrowed(jdbc.sql(ROWS + NARROWED + behind + " ORDER BY k.issue_date DESC, k.id DESC" + limit), filter);
    }

    private static JdbcClient.StatementSpec narrowed(JdbcClient.StatementSpec sql, Filter filter) {
        var query = filter.query().replace("\u0000", "");
        return sql.param("query", query)
                .param("like", "%" + query.replaceAll("([\\\\%_])", "\\\\$1") + "%")
                .param("unallocated", filter.unallocatedOnly());
    }

    static InvoiceLine line(ResultSet row) throws SQLException {
        return new InvoiceLine(
                row.getString("description"),
                row.getBigDecimal("quantity"),
                row.getBigDecimal("unit_price"),
                row.getBigDecimal("vat_rate"),
                VatCategory.of(row.getString("vat_category")).orElseThrow());
    }

    private static CreditNote creditNote(ResultSet row, int number) throws SQLException {
        return new CreditNote(
                new CreditNoteId(row.getLong("id")),
                row.getString("number"),
                new CreditNote.Of(
                        new InvoiceId(row.getLong("invoice_id")),
                        row.getString("invoice_number"),
                        row.getObject("invoice_date", LocalDate.class)),
                new CreditNote.Customer(
                        new CustomerId(row.getLong("customer_id")), row.getString("name"), row.getString("language")),
                row.getObject("issue_date", LocalDate.class),
                money(row, "total"),
                money(row, "rounding"),
                money(row, "set_off"),
                money(row, "rest"),
                row.getString("reason"),
                Optional.ofNullable(row.getObject("sent_on", LocalDate.class)),
                row.getTimestamp("created_at").toInstant(),
                Optional.ofNullable(row.getString("issuer")));
    }

    private static Money money(ResultSet row, String column) throws SQLException {
        return new Money(row.getBigDecimal(column), row.getString("currency"));
    }
}
