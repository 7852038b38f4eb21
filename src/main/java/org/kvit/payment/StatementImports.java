package org.kvit.payment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.kvit.bank.AccountHolder;
import org.kvit.bank.Balance;
import org.kvit.bank.CsvMapping;
import org.kvit.base.Statistics;
import org.kvit.base.Words;
import org.kvit.database.ContentHash;
import org.kvit.document.DocumentId;
import org.kvit.document.Documents;
import org.kvit.job.Jobs;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/// Imports bank statements: each entry is booked once, whatever files bring it; credits become payments
/// and are linked.
@Service
public class StatementImports {
    /// What the job is called.
    public static final String KIND = "import.statements";
    /// A larger file's bytes aren't kept, only their hash: they would not fit into memory.
    private static final long LARGEST_KEPT = 32L << 20;
    /// So many entries change what the database should know of its tables.
    private static final int MANY = 1000;

    private final DataSource source;
    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Documents documents;
    private final AccountHolders holders;
    private final Booking booking;
    private final Linking linking;
    private final StatementChains chains;

    StatementImports(
            DataSource source,
            JdbcClient jdbc,
            JsonMapper json,
            Documents documents,
            AccountHolders holders,
            Booking booking,
            Linking linking,
            StatementChains chains) {
        this.source = source;
        this.jdbc = jdbc;
        this.json = json;
        this.documents = documents;
        this.holders = holders;
        this.booking = booking;
        this.linking = linking;
        this.chains = chains;
    }

    /// All of a file or, if any of it is bad, nothing.
    ///
    /// @param name as its sender calls it
    /// @throws org.kvit.base.Refusal naming line, element and reason
    @Transactional(rollbackFor = Exception.class)
    public ImportedFile run(Path file, String name, Jobs.Progress progress) throws IOException {
        return run(file, name, holders.own(), progress);
    }

    /// The same for a CSV file that a person has just mapped.
    @Transactional(rollbackFor = Exception.class)
    public ImportedFile run(Path file, String name, CsvMapping by, Jobs.Progress progress) throws IOException {
        return run(file, name, holders.own().with(by), progress);
    }

    private ImportedFile run(Path file, String name, AccountHolder holder, Jobs.Progress progress) throws IOException {
        CompanyLock.take(jdbc);
        jdbc.sql("SELECT set_config('work_mem', '64MB', true)").query().listOfRows();
        var hash = CompletableFuture.supplyAsync(() -> hash(file));
        var heads = StatementReading.of(file, holder, source, progress.part(0, 2));
        var ids = statements(keep(file, name, hash), heads);
        int incoming = booking.book(ids);
        int entries = heads.stream().mapToInt(StatementHead::entries).sum();
        if (entries >= MANY) {
            Statistics.lookAnew(jdbc, entries, "bank_entry");
        }
        linking.matchIncoming(incoming, progress.part(1, 2));
        jdbc.sql("DROP TABLE incoming").update();
        if (entries >= MANY) {
            Statistics.lookAnew(jdbc, entries, "payment", "allocation", "payment_proposal", "invoice");
        }
        return new ImportedFile(name, results(ids), Optional.empty());
    }

    private long keep(Path file, String name, CompletableFuture<byte[]> hash) throws IOException {
        long size = Files.size(file);
        Optional<DocumentId> document = size <= LARGEST_KEPT
                ? Optional.of(documents.put(Files.readAllBytes(file), "application/octet-stream"))
                : Optional.empty();
        return jdbc.sql("""
                INSERT INTO statement_file (company_id, name, sha256, size, document_id, imported_by)
                VALUES (current_company(), :name, :hash, :size, :document, current_actor()) RETURNING id
                """)
                .param("name", name.isEmpty() ? "statement.xml" : name.substring(0, Math.min(200, name.length())))
                .param("hash", hash.join())
                .param("size", size)
                .param("document", document.map(DocumentId::value).orElse(null))
                .query(Long.class)
                .single();
    }

    private static byte[] hash(Path file) {
        try {
            return ContentHash.of(file).bytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// @return the statements' numbers, in the file's order
    private List<Long> statements(long file, List<StatementHead> heads) {
        var ids = new ArrayList<Long>();
        // A file holds a handful of statements, one for each account and day.
        for (var head : heads) {
            var s = head.statement();
            long id = jdbc.sql("""
                    INSERT INTO statement (company_id, file_id, message, bank_id, sequence, account, currency, from_date, to_date, created_on,
                                           opening_balance, closing_balance, turnover_in, turnover_out, entries, credits, new_entries, warnings)
                    VALUES (current_company(), :file, :message, :bankId, :sequence, :account, nullif(:currency, ''), :from, :to, :created,
                            :opening, :closing, :in, :out, :entries, :credits, 0, :warnings::jsonb)
                    RETURNING id
                    """)
                    .param("file", file)
                    .param("message", s.message())
                    .param("bankId", s.id())
                    .param("sequence", s.sequence())
                    .param("account", s.account())
                    .param("currency", s.currency())
                    .param("from", s.from().orElse(null))
                    .param("to", s.to().or(s::createdOn).orElse(null))
                    .param("created", s.createdOn().orElse(null))
                    .param("opening", s.opening().map(Balance::amount).orElse(null))
                    .param("closing", s.closing().map(Balance::amount).orElse(null))
                    .param("in", head.turnover().in(s.currency()))
                    .param("out", head.turnover().out(s.currency()))
                    .param("entries", head.entries())
                    .param("credits", head.credits())
                    .param("warnings", json.writeValueAsString(head.warnings()))
                    .query(Long.class)
                    .single();
            ids.add(id);
        }
        return ids;
    }

    private List<StatementResult> results(List<Long> ids) {
        var gaps = chains.gapsBeside(ids);
        return jdbc.sql("""
                WITH p AS (
                  SELECT e.statement_id, p.allocated > 0 AS linked, q.payment_id IS NOT NULL AS suggested
                    FROM bank_entry e
                    JOIN payment p ON p.company_id = e.company_id AND p.entry_id = e.id
                    LEFT JOIN (SELECT DISTINCT payment_id FROM payment_proposal WHERE company_id = current_company()) q ON q.payment_id = p.id
                   WHERE e.company_id = current_company() AND e.statement_id = ANY (:ids) AND p.voided_at IS NULL)
                SELECT s.id, s.account, coalesce(s.currency::text, '') AS currency, s.from_date, s.to_date, s.entries, s.credits,
                       s.new_entries, s.warnings, c.linked, c.suggested, c.unlinked
                  FROM statement s
                 CROSS JOIN LATERAL (
                       SELECT count(*) FILTER (WHERE p.linked) AS linked,
                              count(*) FILTER (WHERE NOT p.linked AND p.suggested) AS suggested,
                              count(*) FILTER (WHERE NOT p.linked AND NOT p.suggested) AS unlinked
                         FROM p
                        WHERE p.statement_id = s.id) c
                 WHERE s.company_id = current_company() AND s.id = ANY (:ids)
                 ORDER BY s.id
                """)
                .param("ids", ids.toArray(Long[]::new))
                .query((row, n) -> new StatementResult(
                        row.getLong("id"),
                        row.getString("account"),
                        row.getString("currency"),
                        Optional.ofNullable(row.getObject("from_date", java.time.LocalDate.class)),
                        Optional.ofNullable(row.getObject("to_date", java.time.LocalDate.class)),
                        row.getInt("entries"),
                        row.getInt("credits"),
                        row.getInt("new_entries"),
                        row.getInt("entries") - row.getInt("new_entries"),
                        row.getInt("linked"),
                        row.getInt("suggested"),
                        row.getInt("unlinked"),
                        warnings(row.getString("warnings"), gaps.getOrDefault(row.getLong("id"), List.of()))))
                .list();
    }

    /// What doesn't add up in it, and what is missing beside it now.
    private List<Words> warnings(String kept, List<Words> gaps) {
        return Stream.concat(Stream.of(json.readValue(kept, Words[].class)), gaps.stream())
                .toList();
    }
}
