package org.kvit.customer;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kvit.base.UserId;
import org.kvit.company.OwnCustomers;

/// How a customer is read from its row and written to it.
final class CustomerRows {
    /// An account manager who sees their own customers only, sees no others.
    static final String VISIBLE = OwnCustomers.seen("c");

    /// A [Reach] on the day `:today`.
    static final String REACH = Reach.on(":today");

    /// Goes before a condition on `c`. Its `%s` is the key that the list is sorted by.
    static final String SELECT = """
            SELECT c.*, u.name AS manager_name, u.email AS manager_email, %s AS reach, %%s AS sort_key
              FROM customer c
              LEFT JOIN app_user u ON u.id = c.account_manager_id
             WHERE c.company_id = current_company() AND %s
            """.formatted(REACH, VISIBLE);

    /// The columns of a [ClientCard], and beside them what [#parameters] gives.
    static final String COLUMNS = """
            name, external_id, registration_number, vat_number, street, city, postal_code, country, language, currency,
            payment_terms_days, invoice_delivery, pod_delivery, credit_limit, account_manager_id, email, phone, fax, receives_invoices, remind_by_email,
            remind_by_fax, reminders_off, reminders_off_reason, reminders_off_until, note, reminder_policy_id""";

    static final String VALUES = """
            :name, :externalId, :registrationNumber, :vatNumber, :street, :city, :postalCode, :country, :language, :currency,
            :paymentTermsDays, :invoiceDelivery, :podDelivery, :creditLimit, :accountManager, :email, :phone, :fax, :receivesInvoices, :remindByEmail,
            :remindByFax, :remindersOff, :offReason, :offUntil, :note, :reminderPolicy""";

    private CustomerRows() {}

    static Customer customer(ResultSet row) throws SQLException {
        var manager = number(row, "account_manager_id").map(UserId::new);
        var name = text(row, "manager_name").orElse("");
        var email = text(row, "manager_email").orElse("");
        return new Customer(
                new CustomerId(row.getLong("id")),
                card(row, manager),
                manager.map(id -> new Customer.AccountManager(id, name, email)),
                Reach.valueOf(row.getString("reach")),
                row.getTimestamp("created_at").toInstant());
    }

    private static ClientCard card(ResultSet row, Optional<UserId> manager) throws SQLException {
        return new ClientCard(
                row.getString("name"),
                text(row, "external_id"),
                text(row, "registration_number"),
                text(row, "vat_number"),
                new PostalAddress(
                        text(row, "street"), text(row, "city"), text(row, "postal_code"), row.getString("country")),
                row.getString("language"),
                row.getString("currency"),
                row.getInt("payment_terms_days"),
                new Settlement(
                        InvoiceDelivery.of(row.getString("invoice_delivery")).orElseThrow(),
                        PodDelivery.of(row.getString("pod_delivery")).orElseThrow()),
                Optional.ofNullable(row.getBigDecimal("credit_limit")),
                manager,
                point(row),
                row.getBoolean("reminders_off")
                        ? Optional.of(new RemindersOff(
                                text(row, "reminders_off_reason").orElse(""), date(row, "reminders_off_until")))
                        : Optional.empty(),
                text(row, "note"),
                number(row, "reminder_policy_id"));
    }

    static ContactPoint point(ResultSet row) throws SQLException {
        return new ContactPoint(
                text(row, "email"),
                text(row, "phone"),
                text(row, "fax"),
                row.getBoolean("receives_invoices"),
                row.getBoolean("remind_by_email"),
                row.getBoolean("remind_by_fax"));
    }

    static Map<String, @Nullable Object> parameters(ClientCard card) {
        var values = new HashMap<String, @Nullable Object>();
        values.put("name", card.name());
        values.put("externalId", card.externalId().orElse(null));
        values.put("registrationNumber", card.registrationNumber().orElse(null));
        values.put("vatNumber", card.vatNumber().orElse(null));
        values.put("street", card.postal().street().orElse(null));
        values.put("city", card.postal().city().orElse(null));
        values.put("postalCode", card.postal().postalCode().orElse(null));
        values.put("country", card.postal().country());
        values.put("language", card.language());
        values.put("currency", card.currency());
        values.put("paymentTermsDays", card.paymentTermsDays());
        values.put("invoiceDelivery", card.settlement().invoice().code());
        values.put("podDelivery", card.settlement().pod().code());
        values.put("creditLimit", card.creditLimit().orElse(null));
        values.put("accountManager", card.accountManager().map(UserId::value).orElse(null));
        values.put("email", card.main().email().orElse(null));
        values.put("phone", card.main().phone().orElse(null));
        values.put("fax", card.main().fax().orElse(null));
        values.put("receivesInvoices", card.main().receivesInvoices());
        values.put("remindByEmail", card.main().remindByEmail());
        values.put("remindByFax", card.main().remindByFax());
        values.put("remindersOff", card.remindersOff().isPresent());
        values.put("offReason", card.remindersOff().map(RemindersOff::reason).orElse(null));
        values.put("offUntil", card.remindersOff().flatMap(RemindersOff::until).orElse(null));
        values.put("note", card.note().orElse(null));
        values.put("reminderPolicy", card.reminderPolicy().orElse(null));
        return values;
    }

    static Optional<String> text(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getString(column)).filter(t -> !t.isBlank());
    }

    private static Optional<LocalDate> date(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, LocalDate.class));
    }

    private static Optional<Long> number(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, Long.class));
    }
}
