package org.kvit.exchange;

import java.io.IOException;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.kvit.base.Refusal;
import org.kvit.base.Statistics;
import org.kvit.company.Companies;
import org.kvit.company.OwnCustomers;
import org.kvit.job.Jobs;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/// Imports customers: CSV with a header line. Repeatable: the same file again changes nothing.
@Service
public class CustomerImport {
    /// What the job is called.
    public static final String KIND = "import.customers";

    private static final String VISIBLE = OwnCustomers.seen("c");
    private static final String STAGED = """
            staged (line bigint, external_id text, name text, registration_number text, vat_number text, email text, phone text,
                    street text, city text, postal_code text, country text, language text, payment_terms_days int, currency text)""";
    private static final String SAME = """
            (c.name, c.registration_number, c.vat_number, c.email, c.phone, c.street, c.city, c.postal_code, c.country::text, c.language,
             c.payment_terms_days, c.currency::text, c.external_id)
            IS NOT DISTINCT FROM
            (coalesce(s.name, c.name), coalesce(s.registration_number, c.registration_number), coalesce(s.vat_number, c.vat_number),
             coalesce(s.email, c.email), coalesce(s.phone, c.phone), coalesce(s.street, c.street), coalesce(s.city, c.city),
             coalesce(s.postal_code, c.postal_code), coalesce(s.country, c.country), coalesce(s.language, c.language),
             coalesce(s.payment_terms_days, c.payment_terms_days), coalesce(s.currency, c.currency), coalesce(s.external_id, c.external_id))
            """;

    private final DataSource source;
    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Companies companies;

    CustomerImport(DataSource source, JdbcClient jdbc, JsonMapper json, Companies companies) {
        this.source = source;
        this.jdbc = jdbc;
        this.json = json;
        this.companies = companies;
    }

    /// All of the file's good lines or, if it can't be read to its end, none. An address that comes with
    /// a new customer is
    /// flagged for reminders and invoices. Whoever sees only their own customers changes no others, and
    /// new ones are theirs.
    ///
    /// @param progress of the job under which the rejected lines are kept; told bytes
    /// @throws Refusal if it is no such file, naming the line
    @Transactional(rollbackFor = Exception.class)
    public ImportResult run(Path file, Jobs.Progress progress) throws IOException {
        var staging = new Staging(source, jdbc, json);
        try (var table = new CsvTable(file, CustomerRow.COLUMNS)) {
            if (!table.has("name") && !table.has("external_id")) {
                throw Refusal.of(Refusal.Kind.INVALID, "exchange.file.column", "name");
            }
            staging.open(STAGED);
            table.each((line, fields) -> {
                switch (CustomerRow.of(fields::get)) {
                    case Judged.Good<CustomerRow>(var row) -> add(staging, line, row);
                    case Judged.Bad<CustomerRow>(var field, var reason) ->
                        staging.reject(line, field, reason, fields.content());
                }
                progress.at(table.at(), table.size() * 2);
            });
            staging.filled();
        } finally {
            staging.abandon();
        }
        var result = settle(staging, progress.job());
        staging.keepRejections(progress.job(), 0);
        if (staging.rows() >= Staging.MANY) {
            Statistics.lookAnew(jdbc, "customer");
        }
        return result;
    }

    private static void add(Staging staging, long line, CustomerRow row) {
        staging.add(
                line,
                row.externalId(),
                row.name(),
                row.registrationNumber(),
                row.vatNumber(),
                row.email(),
                row.phone(),
                row.street(),
                row.city(),
                row.postalCode(),
                row.country(),
                row.language(),
                row.termsDays(),
                row.currency());
    }

    private ImportResult settle(Staging staging, long job) {
        jdbc.sql("SELECT pg_advisory_xact_lock(hashtext('import'), current_company()::int)")
                .query()
                .listOfRows();
        jdbc.sql("ALTER TABLE staged ADD customer_id bigint").update();
        long found = reject(job, "exchange.row.twice", """
                SELECT line, subject FROM (
                  SELECT line, coalesce(external_id, name) AS subject,
                         row_number() OVER (PARTITION BY coalesce('id ' || external_id, 'name ' || lower(name)) ORDER BY line) AS n
                    FROM staged) d WHERE n > 1
                """);
        jdbc.sql("""
                UPDATE staged s SET customer_id = c.id
                  FROM customer c WHERE c.company_id = current_company() AND c.external_id = s.external_id AND %s
                """.formatted(VISIBLE)).update();
        found += reject(job, "customer.fault.externalId", """
                SELECT s.line, s.external_id AS subject
                  FROM staged s
                  JOIN customer c ON c.company_id = current_company() AND c.external_id = s.external_id
                 WHERE %s IS NOT TRUE
                """.formatted(VISIBLE));
        // A card without an id of the other system is taken to be the customer of that name.
        jdbc.sql("""
                UPDATE staged s SET customer_id = c.id
                  FROM (SELECT lower(c.name) AS name, min(c.id) AS id FROM customer c
                         WHERE c.company_id = current_company() AND %s GROUP BY lower(c.name)) c
                 WHERE s.customer_id IS NULL AND s.external_id IS NULL AND c.name = lower(s.name)
                """.formatted(VISIBLE)).update();
        found += reject(
                job,
                "exchange.row.customerUnknown",
                "SELECT line, external_id AS subject FROM staged WHERE customer_id IS NULL AND name IS NULL");
        long unchanged = jdbc.sql("""
                DELETE FROM staged s USING customer c WHERE c.company_id = current_company() AND c.id = s.customer_id AND
                """ + SAME).update();
        long updated = jdbc.sql("""
                UPDATE customer c
                   SET name = coalesce(s.name, c.name), registration_number = coalesce(s.registration_number, c.registration_number),
                       vat_number = coalesce(s.vat_number, c.vat_number), email = coalesce(s.email, c.email),
                       phone = coalesce(s.phone, c.phone), street = coalesce(s.street, c.street), city = coalesce(s.city, c.city),
                       postal_code = coalesce(s.postal_code, c.postal_code), country = coalesce(s.country, c.country),
                       language = coalesce(s.language, c.language),
                       payment_terms_days = coalesce(s.payment_terms_days, c.payment_terms_days),
                       currency = coalesce(s.currency, c.currency)
                  FROM staged s WHERE c.company_id = current_company() AND c.id = s.customer_id
                """).update();
        var own = companies.own();
        long created = jdbc.sql("""
                INSERT INTO customer (company_id, external_id, name, registration_number, vat_number, email, phone, street, city, postal_code,
                                      country, language, payment_terms_days, currency, remind_by_email, receives_invoices,
                                      account_manager_id)
                SELECT current_company(), external_id, name, registration_number, vat_number, email, phone, street, city, postal_code,
                       coalesce(country, :country), coalesce(language, :language), coalesce(payment_terms_days, 14),
                       coalesce(currency, :currency), email IS NOT NULL, true,
                       CASE WHEN own_customers_only() THEN current_actor() END
                  FROM staged WHERE customer_id IS NULL
                 ORDER BY line
                """)
                .param("country", own.country())
                .param("language", own.language())
                .param("currency", own.currency())
                .update();
        return new ImportResult(job, staging.rows(), created, updated, unchanged, staging.rejected() + found, 0);
    }

    private long reject(long job, String key, String lines) {
        return jdbc.sql("""
                WITH bad AS (%s),
                     gone AS (DELETE FROM staged USING bad WHERE staged.line = bad.line
                              RETURNING staged.line, bad.subject, concat_ws(' | ', staged.external_id, staged.name) AS content),
                     kept AS (INSERT INTO import_rejection (company_id, job_id, line, field, reason, content)
                              SELECT current_company(), :job, line, 'name',
                                     jsonb_build_object('key', :key::text, 'args', jsonb_build_array(subject)), content
                                FROM gone ORDER BY line LIMIT :most)
                SELECT count(*) FROM gone
                """.formatted(lines))
                .param("job", job)
                .param("key", key)
                .param("most", Staging.MOST_REJECTIONS)
                .query(Long.class)
                .single();
    }
}
