package org.kvit.exchange;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import javax.sql.DataSource;
import org.kvit.base.Refusal;
import org.kvit.base.Statistics;
import org.kvit.company.Companies;
import org.kvit.company.Countries;
import org.kvit.company.ReferenceKind;
import org.kvit.job.Jobs;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/// Imports invoices: CSV with a header line. Repeatable: the same file again changes nothing.
@Service
public class InvoiceImport {
    /// What the job is called.
    public static final String KIND = "import.invoices";

    private static final String STAGED = """
            staged (line bigint, number text, external_id text, name text, email text, language text, country text,
                    issue_date date, due_date date, currency text, total numeric(19,4), reference text,
                    rf text, estonian text, variable_symbol text)""";

    private final DataSource source;
    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Companies companies;

    InvoiceImport(DataSource source, JdbcClient jdbc, JsonMapper json, Companies companies) {
        this.source = source;
        this.jdbc = jdbc;
        this.json = json;
        this.companies = companies;
    }

    /// All of the file's good lines or, if it can't be read to its end, none.
    ///
    /// @param progress of the job under which the rejected lines are kept; told bytes
    /// @throws Refusal if it is no such file, naming the line
    @Transactional(rollbackFor = Exception.class)
    public ImportResult run(Path file, Jobs.Progress progress) throws IOException {
        var own = companies.own();
        var references = own.references().all();
        var staging = new Staging(source, jdbc, json);
        try (var table = new CsvTable(file, InvoiceRow.COLUMNS)) {
            InvoiceRow.NEEDED.stream().filter(c -> !table.has(c)).findFirst().ifPresent(c -> {
                throw Refusal.of(Refusal.Kind.INVALID, "exchange.file.column", c);
            });
            staging.open(STAGED);
            table.each((line, fields) -> {
                switch (InvoiceRow.of(fields::get, own.currency())) {
                    case Judged.Good<InvoiceRow>(var row) -> add(staging, line, row, references);
                    case Judged.Bad<InvoiceRow>(var field, var reason) ->
                        staging.reject(line, field, reason, fields.content());
                }
                progress.at(table.at(), table.size() * 2);
            });
            staging.filled();
        } finally {
            staging.abandon();
        }
        var result = settle(staging, progress, own.country(), own.language());
        staging.keepRejections(progress.job(), 0);
        if (staging.rows() >= Staging.MANY) {
            Statistics.lookAnew(jdbc, "invoice", "customer");
        }
        return result;
    }

    /// An invoice without a reference gets the one of its customer's country, which is known only when
    /// the customer is: until then it has one of each kind that the company uses.
    private static void add(Staging staging, long line, InvoiceRow row, Set<ReferenceKind> kinds) {
        staging.add(
                line,
                row.number(),
                row.externalId(),
                row.name(),
                row.email(),
                row.language(),
                row.country(),
                row.issueDate(),
                row.dueDate(),
                row.currency(),
                row.total(),
                row.reference(),
                reference(row, kinds, ReferenceKind.RF),
                reference(row, kinds, ReferenceKind.ESTONIAN),
                reference(row, kinds, ReferenceKind.VARIABLE_SYMBOL));
    }

    private static String reference(InvoiceRow row, Set<ReferenceKind> kinds, ReferenceKind kind) {
        return row.reference().isEmpty() && kinds.contains(kind)
                ? kind.reference(row.number()).orElse("")
                : "";
    }

    private ImportResult settle(Staging staging, Jobs.Progress progress, String country, String language) {
        // One import of a company at a time: two of the same file would both find every invoice new.
        jdbc.sql("SELECT pg_advisory_xact_lock(hashtext('import'), current_company()::int)")
                .query()
                .listOfRows();
        jdbc.sql("CREATE INDEX ON staged (number)").update();
        jdbc.sql("ALTER TABLE staged ADD customer_id bigint, ADD invoice_id bigint")
                .update();
        jdbc.sql("ANALYZE staged").update();
        long found = reject(progress.job(), "number", "exchange.row.twice", """
                SELECT s.line, s.number AS subject FROM staged s
                  JOIN (SELECT number, min(line) AS first FROM staged GROUP BY number HAVING count(*) > 1) d USING (number)
                 WHERE s.line > d.first
                """);
        long customers = customers(progress, country, language);
        found += reject(
                progress.job(),
                "customer_name",
                "exchange.row.customerUnknown",
                "SELECT line, external_id AS subject FROM staged WHERE customer_id IS NULL");
        jdbc.sql("""
                UPDATE staged s SET invoice_id = i.id
                  FROM invoice i WHERE i.company_id = current_company() AND i.number = s.number
                """).update();
        found += refuseChanges(progress.job());
        long unchanged = jdbc.sql("""
                DELETE FROM staged s USING invoice i
                 WHERE i.company_id = current_company() AND i.id = s.invoice_id
                   AND (i.customer_id, i.issue_date, i.due_date, i.currency::text, i.total)
                     = (s.customer_id, s.issue_date, s.due_date, s.currency, s.total)
                   AND i.reference IS NOT DISTINCT FROM coalesce(s.reference, i.reference)
                """).update();
        long updated = jdbc.sql("""
                UPDATE invoice i
                   SET customer_id = s.customer_id, issue_date = s.issue_date, due_date = s.due_date, currency = s.currency,
                       total = s.total, reference = coalesce(s.reference, i.reference)
                  FROM staged s
                 WHERE i.company_id = current_company() AND i.id = s.invoice_id
                """).update();
        long created = jdbc.sql("""
                INSERT INTO invoice (company_id, number, customer_id, issue_date, due_date, currency, total, open_amount, reference,
                                     approved, approved_at, approved_by)
                SELECT current_company(), s.number, s.customer_id, s.issue_date, s.due_date, s.currency, s.total, s.total,
                       coalesce(s.reference, CASE coalesce(k.kind, o.reference_kind)
                                             WHEN 'rf' THEN s.rf WHEN 'estonian' THEN s.estonian WHEN 'variable_symbol' THEN s.variable_symbol END),
                       true, now(), current_actor()
                  FROM staged s
                  JOIN customer c ON c.company_id = current_company() AND c.id = s.customer_id
                  JOIN company o ON o.id = current_company()
                  LEFT JOIN reference_kind k ON k.company_id = current_company() AND k.country = c.country
                 WHERE s.invoice_id IS NULL
                 ORDER BY s.line
                """).update();
        return new ImportResult(
                progress.job(), staging.rows(), created, updated, unchanged, staging.rejected() + found, customers);
    }

    /// Finds each line's customer, by the other system's id or else by the exact name, and makes those
    /// that aren't there.
    /// @return how many were made
    private long customers(Jobs.Progress progress, String country, String language) {
        findCustomers();
        long made = jdbc.sql("""
                INSERT INTO customer (company_id, external_id, name, country, language, currency, email, remind_by_email, receives_invoices)
                SELECT DISTINCT ON (coalesce('id ' || external_id, 'name ' || lower(name)))
                       current_company(), external_id, name, coalesce(country, :country),
                       coalesce(language, CASE WHEN country IS NULL THEN :language ELSE 'en' END), currency, email, email IS NOT NULL, true
                  FROM staged
                 WHERE customer_id IS NULL AND name IS NOT NULL
                 ORDER BY coalesce('id ' || external_id, 'name ' || lower(name)), (email IS NULL), line
                """)
                .param("country", country)
                .param("language", Countries.LETTER_LANGUAGES.contains(language) ? language : "en")
                .update();
        findCustomers();
        progress.at(3, 4);
        return made;
    }

    private void findCustomers() {
        jdbc.sql("""
                UPDATE staged s SET customer_id = c.id
                  FROM customer c
                 WHERE c.company_id = current_company() AND s.customer_id IS NULL AND c.external_id = s.external_id
                """).update();
        // A name that two customers share tells none of them; the older card wins over making a third.
        jdbc.sql("""
                UPDATE staged s SET customer_id = c.id
                  FROM (SELECT lower(name) AS name, min(id) AS id
                          FROM customer WHERE company_id = current_company() GROUP BY lower(name)) c
                 WHERE s.customer_id IS NULL AND s.external_id IS NULL AND c.name = lower(s.name)
                """).update();
    }

    /// What is credited or paid, or was issued line by line here, isn't changed by a file.
    private long refuseChanges(long job) {
        return reject(job, "number", "exchange.row.credited", """
                        SELECT s.line, i.number AS subject
                          FROM staged s JOIN invoice i ON i.company_id = current_company() AND i.id = s.invoice_id
                         WHERE i.credited > 0
                           AND (i.customer_id, i.issue_date, i.currency::text, i.total) <> (s.customer_id, s.issue_date, s.currency, s.total)
                        """)
                + reject(job, "total", "exchange.row.belowPaid", """
                        SELECT s.line, (i.total - i.open_amount)::numeric(19,2) || ' ' || i.currency AS subject
                          FROM staged s JOIN invoice i ON i.company_id = current_company() AND i.id = s.invoice_id
                         WHERE s.total < i.total - i.open_amount
                        """)
                + reject(job, "currency", "exchange.row.paidCurrency", """
                        SELECT s.line, i.currency::text AS subject
                          FROM staged s JOIN invoice i ON i.company_id = current_company() AND i.id = s.invoice_id
                         WHERE s.currency <> i.currency AND i.open_amount < i.total
                        """)
                + reject(job, "customer_name", "exchange.row.paidCustomer", """
                        SELECT s.line, k.name AS subject
                          FROM staged s JOIN invoice i ON i.company_id = current_company() AND i.id = s.invoice_id
                          JOIN customer k ON k.company_id = i.company_id AND k.id = i.customer_id
                         WHERE s.customer_id <> i.customer_id AND i.open_amount < i.total
                        """)
                + reject(job, "total", "exchange.row.ownLines", """
                        SELECT s.line, i.number AS subject
                          FROM staged s JOIN invoice i ON i.company_id = current_company() AND i.id = s.invoice_id
                         WHERE (s.total, s.currency) <> (i.total, i.currency::text)
                           AND EXISTS (SELECT FROM invoice_line n WHERE n.company_id = i.company_id AND n.invoice_id = i.id)
                        """);
    }

    /// Takes lines out of the staging table and keeps them as rejected.
    /// @param lines selects `line` and `subject`, which the reason names
    private long reject(long job, String field, String key, String lines) {
        return jdbc.sql("""
                WITH bad AS (%s),
                     gone AS (DELETE FROM staged USING bad WHERE staged.line = bad.line
                              RETURNING staged.line, bad.subject, concat_ws(' | ', staged.number, staged.name, staged.total) AS content),
                     kept AS (INSERT INTO import_rejection (company_id, job_id, line, field, reason, content)
                              SELECT current_company(), :job, line, :field,
                                     jsonb_build_object('key', :key::text, 'args', jsonb_build_array(subject)), content
                                FROM gone ORDER BY line LIMIT :most)
                SELECT count(*) FROM gone
                """.formatted(lines))
                .param("job", job)
                .param("field", field)
                .param("key", key)
                .param("most", Staging.MOST_REJECTIONS)
                .query(Long.class)
                .single();
    }
}
