package org.kvit.invoice;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Optional;
import org.kvit.base.Money;
import org.kvit.base.VatCategory;
import org.kvit.customer.CustomerId;

/// How the rows of [InvoiceQuery] are read.
final class InvoiceRows {
    private InvoiceRows() {}

    static Invoice invoice(ResultSet row) throws SQLException {
        var currency = row.getString("currency");
        return new Invoice(
                new InvoiceId(row.getLong("id")),
                row.getString("number"),
                customer(row),
                row.getObject("issue_date", LocalDate.class),
                row.getObject("due_date", LocalDate.class),
                new Money(row.getBigDecimal("total"), currency),
                new Money(row.getBigDecimal("open"), currency),
                new Money(row.getBigDecimal("credited"), currency),
                new Money(row.getBigDecimal("set_off"), currency),
                new Money(row.getBigDecimal("written_off"), currency),
                text(row, "reference"),
                row.getBoolean("approved"),
                Optional.ofNullable(row.getTimestamp("approved_at")).map(t -> t.toInstant()),
                text(row, "approver"),
                date(row, "sent_on"),
                date(row, "posted_on"),
                row.getBoolean("reminders_off")
                        ? Optional.of(
                                new RemindersOff(text(row, "reminders_off_reason"), date(row, "reminders_off_until")))
                        : Optional.empty(),
                row.getObject("day", LocalDate.class));
    }

    private static Invoice.Customer customer(ResultSet row) throws SQLException {
        return new Invoice.Customer(
                new CustomerId(row.getLong("customer_id")),
                row.getString("customer_name"),
                text(row, "external_id"),
                text(row, "email"),
                row.getString("language"),
                row.getString("country"));
    }

    static InvoiceLine line(ResultSet row, int number) throws SQLException {
        var rate = row.getBigDecimal("vat_rate");
        return new InvoiceLine(
                row.getString("description"),
                row.getBigDecimal("quantity"),
                row.getBigDecimal("unit_price"),
                rate,
                category(row.getString("vat_category"), rate));
    }

    /// Lines from before there were categories stand as standard, also those without VAT.
    private static VatCategory category(String code, BigDecimal rate) {
        return VatCategory.of(code)
                .filter(category -> category != VatCategory.STANDARD)
                .orElse(VatCategory.usual(rate));
    }

    private static Optional<String> text(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getString(column)).filter(t -> !t.isEmpty());
    }

    private static Optional<LocalDate> date(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, LocalDate.class));
    }
}
