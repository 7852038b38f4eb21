package org.kvit.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kvit.base.Statistics;
import org.kvit.base.UserId;
import org.kvit.company.Countries;
import org.kvit.demo.SampleCompany.Person;
import org.kvit.job.Jobs;
import org.kvit.payment.StatementImports;
import org.kvit.ui.Texts;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Writes the demo's customers and invoices, as sets, and has the statements of the past imported as any
/// other.
@Component
@ConditionalOnBooleanProperty("kvit.demo")
class SampleLedger {
    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Texts texts;
    private final Jobs jobs;
    private final StatementImports imports;

    SampleLedger(JdbcClient jdbc, JsonMapper json, Texts texts, Jobs jobs, StatementImports imports) {
        this.jdbc = jdbc;
        this.json = json;
        this.texts = texts;
        this.jobs = jobs;
        this.imports = imports;
    }

    void write(
            SampleTrade trade,
            List<SampleCustomer> customers,
            LocalDate today,
            String language,
            Map<Person, UserId> staff) {
        var locale = Locale.of(language);
        var since = trade.invoices().getFirst().issued();
        var instalmentsUntil = today.plusDays(14);
        customers(customers.stream()
                .map(c -> customer(c, since, instalmentsUntil, locale, staff))
                .toList());
        contacts(customers.stream()
                .flatMap(c -> SampleContact.of(c).stream())
                .map(c -> new ContactRow(
                        c.customer().externalId(),
                        c.name(),
                        texts.text(locale, "demo.role." + c.role()),
                        c.email(),
                        c.phone(),
                        c.receivesInvoices(),
                        c.reminded()))
                .toList());
        invoices(trade.invoices().stream().map(i -> invoice(i, today, locale)).toList());
        lines(trade.invoices().stream().flatMap(i -> lines(i, locale).stream()).toList());
        Statistics.lookAnew(jdbc, "customer", "contact", "invoice", "invoice_line");
    }

    private record CustomerRow(
            String externalId,
            String name,
            String registrationNumber,
            String vatNumber,
            String street,
            String city,
            String postalCode,
            String country,
            String language,
            String currency,
            int terms,
            @Nullable BigDecimal creditLimit,
            long manager,
            @Nullable String email,
            String phone,
            boolean reminded,
            String invoiceDelivery,
            String podDelivery,
            boolean off,
            @Nullable String offReason,
            @Nullable LocalDate offUntil,
            LocalDate since) {}

    private CustomerRow customer(
            SampleCustomer c, LocalDate since, LocalDate instalmentsUntil, Locale locale, Map<Person, UserId> staff) {
        boolean north = c.country().equals("EE") || c.country().equals("LT");
        var manager =
                java.util.Objects.requireNonNull(staff.get(north ? SampleCompany.OWN_MANAGER : SampleCompany.MANAGER));
        return new CustomerRow(
                c.externalId(),
                c.name(),
                c.registrationNumber(),
                c.vatNumber(),
                c.street(),
                c.city(),
                c.postalCode(),
                c.country(),
                Countries.languageOf(c.country()),
                c.currency(),
                c.terms(),
                c.position() % 4 == 0 ? BigDecimal.valueOf(c.currency().equals("CZK") ? 250_000 : 10_000) : null,
                manager.value(),
                c.reachable() ? "info@" + c.domain() : null,
                SampleContact.phone(c, 0),
                c.reachable() && !SampleContact.remindedAlone(c),
                c.invoiceDelivery(),
                c.podDelivery(),
                c.remindersOff(),
                c.remindersOff() ? texts.text(locale, "demo.off." + c.reminders()) : null,
                c.remindersOffForNow() ? instalmentsUntil : null,
                since);
    }

    private void customers(List<CustomerRow> rows) {
        jdbc.sql("""
                INSERT INTO customer (company_id, external_id, name, registration_number, vat_number, street, city, postal_code, country, language,
                                      currency, payment_terms_days, credit_limit, account_manager_id, email, phone, receives_invoices,
                                      remind_by_email, invoice_delivery, pod_delivery, reminders_off, reminders_off_reason, reminders_off_until,
                                      created_at)
                SELECT current_company(), r."externalId", r.name, r."registrationNumber", r."vatNumber", r.street, r.city, r."postalCode",
                       r.country, r.language, r.currency, r.terms, r."creditLimit", r.manager, r.email, r.phone, r.email IS NOT NULL,
                       r.reminded, r."invoiceDelivery", r."podDelivery", r.off, r."offReason", r."offUntil", r.since
                  FROM jsonb_to_recordset(:rows::jsonb)
                       AS r ("externalId" text, name text, "registrationNumber" text, "vatNumber" text, street text, city text,
                             "postalCode" text, country text, language text, currency text, terms int, "creditLimit" numeric,
                             manager bigint, email text, phone text, reminded boolean, "invoiceDelivery" text,
                             "podDelivery" text, off boolean, "offReason" text,
                             "offUntil" date, since date)
                """).param("rows", json.writeValueAsString(rows)).update();
    }

    private record ContactRow(
            String customer,
            String name,
            String role,
            String email,
            String phone,
            boolean invoices,
            boolean reminded) {}

    private void contacts(List<ContactRow> rows) {
        jdbc.sql("""
                INSERT INTO contact (company_id, customer_id, name, role, email, phone, receives_invoices, remind_by_email)
                SELECT current_company(), c.id, r.name, r.role, r.email, r.phone, r.invoices, r.reminded
                  FROM jsonb_to_recordset(:rows::jsonb)
                       AS r (customer text, name text, role text, email text, phone text, invoices boolean, reminded boolean)
                  JOIN customer c ON c.company_id = current_company() AND c.external_id = r.customer
                """).param("rows", json.writeValueAsString(rows)).update();
    }

    private record InvoiceRow(
            String number,
            String customer,
            LocalDate issued,
            LocalDate due,
            String currency,
            BigDecimal total,
            String reference,
            boolean approved,
            @Nullable LocalDate sentOn,
            @Nullable LocalDate postedOn,
            @Nullable String offReason) {}

    private InvoiceRow invoice(SampleInvoice i, LocalDate today, Locale locale) {
        // One of the long overdue ones in nine is disputed: nobody is reminded of it.
        boolean disputed =
                i.fate() == SampleInvoice.Fate.VERY_LONG_OVERDUE && i.number().endsWith("7");
        return new InvoiceRow(
                i.number(),
                i.customer().externalId(),
                i.issued(),
                i.due(),
                i.currency(),
                i.total(),
                i.reference(),
                i.approved(),
                i.sentOn(today).orElse(null),
                i.postedOn(today).orElse(null),
                disputed ? texts.text(locale, "demo.off.disputed") : null);
    }

    private void invoices(List<InvoiceRow> rows) {
        jdbc.sql("""
                INSERT INTO invoice (company_id, number, customer_id, issue_date, due_date, currency, total, open_amount, reference, itemized, approved,
                                     approved_at, approved_by, sent_on, posted_on, reminders_off, reminders_off_reason, created_at)
                SELECT current_company(), r.number, c.id, r.issued, r.due, r.currency, r.total, r.total, r.reference, true, r.approved,
                       CASE WHEN r.approved THEN r.issued + interval '15 hours' END, CASE WHEN r.approved THEN current_actor() END,
                       r."sentOn", r."postedOn", r."offReason" IS NOT NULL, r."offReason", r.issued + interval '10 hours'
                  FROM jsonb_to_recordset(:rows::jsonb)
                       AS r (number text, customer text, issued date, due date, currency text, total numeric, reference text,
                             approved boolean, "sentOn" date, "postedOn" date, "offReason" text)
                  JOIN customer c ON c.company_id = current_company() AND c.external_id = r.customer
                 ORDER BY r.issued, r.number
                """).param("rows", json.writeValueAsString(rows)).update();
    }

    private record LineRow(
            String invoice, int position, String description, int quantity, int unitPrice, int vatRate) {}

    private List<LineRow> lines(SampleInvoice i, Locale locale) {
        var rows = new ArrayList<LineRow>();
        for (var line : i.lines()) {
            var description = texts.text(locale, "demo.line." + line.kind(), line.route());
            rows.add(new LineRow(
                    i.number(),
                    rows.size() + 1,
                    description,
                    line.quantity(),
                    line.unitPrice(),
                    SampleInvoice.vatRate(i.customer())));
        }
        return rows;
    }

    private void lines(List<LineRow> rows) {
        jdbc.sql("""
                INSERT INTO invoice_line (company_id, invoice_id, position, description, quantity, unit_price, vat_rate, vat_category)
                SELECT current_company(), i.id, r.position, r.description, r.quantity, r."unitPrice", r."vatRate",
                       CASE WHEN r."vatRate" = 0 THEN 'AE' ELSE 'S' END
                  FROM jsonb_to_recordset(:rows::jsonb)
                       AS r (invoice text, position int, description text, quantity numeric, "unitPrice" numeric, "vatRate" numeric)
                  JOIN invoice i ON i.company_id = current_company() AND i.number = r.invoice
                """).param("rows", json.writeValueAsString(rows)).update();
    }

    /// Every statement as a file of its own, as a bank sends them; then they are as old as they claim to
    /// be.
    void importAll(PastStatements past) {
        try {
            var file = Files.createTempFile("statement", ".xml");
            for (var statement : past.statements()) {
                Files.writeString(file, CamtWriter.write(statement));
                importOne(file, "%s-%s.xml".formatted(statement.currency().toLowerCase(Locale.ROOT), statement.to()));
            }
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        backdate();
        Statistics.lookAnew(jdbc, "statement", "bank_entry", "payment", "allocation", "invoice");
    }

    private void importOne(Path file, String name) {
        try {
            var _ = jobs.doNow(StatementImports.KIND, name, progress -> List.of(imports.run(file, name, progress)));
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("a statement of the demo can't be imported", e);
        }
    }

    private void backdate() {
        quietly("""
                UPDATE statement_file f SET imported_at = s.to_date + interval '1 day 6 hours'
                  FROM statement s
                 WHERE f.company_id = current_company() AND s.company_id = f.company_id AND s.file_id = f.id
                """);
        quietly("""
                UPDATE payment SET created_at = booked_on + interval '1 day 6 hours' WHERE company_id = current_company()
                """);
        quietly("""
                UPDATE job SET started_at = started_at - interval '2 days', finished_at = finished_at - interval '2 days'
                 WHERE company_id = current_company()
                """);
    }

    /// Without a trace in the audit trail: the past is being made, nobody changed anything.
    void quietly(String update) {
        jdbc.sql("SELECT set_config('kvit.quiet', 'on', true)")
                .query(String.class)
                .single();
        jdbc.sql(update).update();
        jdbc.sql("SELECT set_config('kvit.quiet', 'off', true)")
                .query(String.class)
                .single();
    }
}
