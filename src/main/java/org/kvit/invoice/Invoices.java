package org.kvit.invoice;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.kvit.api.Cursor;
import org.kvit.base.Money;
import org.kvit.base.Refusal;
import org.kvit.company.Companies;
import org.kvit.customer.CustomerId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The outgoing invoices of the bound company, for reading; those that the actor may see.
@Service
public class Invoices {
    private static final int FETCHED_AT_ONCE = 1000;

    private final JdbcClient jdbc;
    private final Companies companies;

    Invoices(JdbcClient jdbc, Companies companies) {
        this.jdbc = jdbc;
        this.companies = companies;
    }

    /// A page of the list. @param next where the next page begins; empty on the last one
    public record Listed(List<Invoice> invoices, Optional<Cursor> next) {}

    /// What a list comes to in one currency. Drafts count in `total`, but nothing is owed on them.
    public record Total(long invoices, Money total, Money open, Money overdue) {}

    /// @throws Refusal if there is no such invoice
    @Transactional(readOnly = true)
    public Invoice find(InvoiceId id) {
        return new InvoiceQuery(InvoiceFilter.ALL, companies.today())
                .one(id)
                .page(jdbc, InvoiceOrder.MADE, Optional.empty(), 1)
                .query((row, n) -> InvoiceRows.invoice(row))
                .optional()
                .orElseThrow(() -> Refusal.notFound("invoice.notFound"));
    }

    /// @param after the last row seen; empty for the first page
    /// @param limit 1 to 1000
    @Transactional(readOnly = true)
    public Listed list(InvoiceFilter filter, InvoiceOrder order, Optional<Cursor> after, int limit) {
        record Row(Invoice invoice, String key) {}
        var rows = new InvoiceQuery(filter, companies.today())
                .page(jdbc, order, after, limit + 1)
                .query((row, n) -> new Row(InvoiceRows.invoice(row), row.getString("sort_key")))
                .list();
        boolean more = rows.size() > limit;
        var shown = more ? rows.subList(0, limit) : rows;
        var next = more
                ? Optional.of(Cursor.of(List.of(
                        shown.getLast().key(),
                        Long.toString(shown.getLast().invoice().id().value()))))
                : Optional.<Cursor>empty();
        return new Listed(shown.stream().map(Row::invoice).toList(), next);
    }

    /// Those of a list that are owed now, in no order: numbers only, so that a list of a million fits.
    /// @param only of these; empty: of the whole list
    @Transactional(readOnly = true)
    public long[] owed(InvoiceFilter filter, Optional<Collection<InvoiceId>> only) {
        var query = new InvoiceQuery(filter, companies.today()).owed();
        only.ifPresent(query::some);
        return query.ids(jdbc).withFetchSize(FETCHED_AT_ONCE * 10).query(Long.class).stream()
                .mapToLong(Long::longValue)
                .toArray();
    }

    /// How many of these the actor sees.
    @Transactional(readOnly = true)
    public int seen(Collection<InvoiceId> ids) {
        return new InvoiceQuery(InvoiceFilter.ALL, companies.today())
                .some(ids)
                .ids(jdbc)
                .query(Long.class)
                .list()
                .size();
    }

    /// Those of these that Kvit has the lines of, and so prints; drafts aren't among them.
    @Transactional(readOnly = true)
    public List<Invoice> printable(Collection<InvoiceId> ids) {
        return new InvoiceQuery(InvoiceFilter.ALL, companies.today())
                .some(ids)
                .printable()
                .all(jdbc, InvoiceOrder.MADE)
                .query((row, n) -> InvoiceRows.invoice(row))
                .list();
    }

    /// What all of a list comes to, by currency, the one with most invoices first.
    @Transactional(readOnly = true)
    public List<Total> totals(InvoiceFilter filter) {
        return new InvoiceQuery(filter, companies.today())
                .totals(jdbc)
                .query((row, n) -> {
                    var currency = row.getString("currency");
                    return new Total(
                            row.getLong("invoices"),
                            new Money(row.getBigDecimal("total"), currency),
                            new Money(row.getBigDecimal("open"), currency),
                            new Money(row.getBigDecimal("overdue"), currency));
                })
                .list();
    }

    /// Goes through the whole list, however long, without holding it.
    @Transactional(readOnly = true)
    public void each(InvoiceFilter filter, InvoiceOrder order, Consumer<Invoice> take) {
        new InvoiceQuery(filter, companies.today())
                .all(jdbc, order)
                .withFetchSize(FETCHED_AT_ONCE)
                .query(row -> {
                    take.accept(InvoiceRows.invoice(row));
                });
    }

    /// For a change of it, within the transaction that makes the change: nobody else changes it meanwhile.
    /// Orders are locked after their invoice.
    /// @throws Refusal as [#find]
    @Transactional
    public Invoice lock(InvoiceId id) {
        jdbc.sql("SELECT id FROM invoice WHERE company_id = current_company() AND id = :id FOR UPDATE")
                .param("id", id.value())
                .query()
                .listOfRows();
        return find(id);
    }

    /// In their order; none if only the total of the invoice is known.
    @Transactional(readOnly = true)
    public List<InvoiceLine> lines(InvoiceId id) {
        return jdbc.sql("""
                SELECT description, quantity, unit_price, vat_rate, vat_category
                  FROM invoice_line
                 WHERE company_id = current_company() AND invoice_id = :id
                 ORDER BY position
                """).param("id", id.value()).query(InvoiceRows::line).list();
    }

    /// The lines of several invoices, each in its order.
    @Transactional(readOnly = true)
    public Map<InvoiceId, List<InvoiceLine>> lines(Collection<InvoiceId> ids) {
        var lines = new HashMap<InvoiceId, List<InvoiceLine>>();
        jdbc.sql("""
                SELECT invoice_id, description, quantity, unit_price, vat_rate, vat_category
                  FROM invoice_line
                 WHERE company_id = current_company() AND invoice_id = ANY (:ids)
                 ORDER BY invoice_id, position
                """)
                .param("ids", ids.stream().map(InvoiceId::value).toArray(Long[]::new))
                .query(row -> {
                    lines.computeIfAbsent(new InvoiceId(row.getLong("invoice_id")), _ -> new ArrayList<>())
                            .add(InvoiceRows.line(row, 0));
                });
        return lines;
    }

    /// @throws Refusal if the company has no such customer, or the actor may not see it
    @Transactional(readOnly = true)
    public String nameOf(CustomerId customer) {
        return jdbc.sql("SELECT c.name FROM customer c WHERE c.company_id = current_company() AND c.id = :id AND "
                        + InvoiceQuery.VISIBLE)
                .param("id", customer.value())
                .query(String.class)
                .optional()
                .orElseThrow(() -> Refusal.notFound("invoice.customer.notFound"));
    }

    /// What these customers are called, by id.
    @Transactional(readOnly = true)
    public Map<Long, String> names(List<Long> customers) {
        var names = new HashMap<Long, String>();
        jdbc.sql("SELECT c.id, c.name FROM customer c WHERE c.company_id = current_company() AND c.id = ANY (:ids) AND "
                        + InvoiceQuery.VISIBLE)
                .param("ids", customers.toArray(Long[]::new))
                .query(row -> {
                    names.put(row.getLong("id"), row.getString("name"));
                });
        return names;
    }
}
