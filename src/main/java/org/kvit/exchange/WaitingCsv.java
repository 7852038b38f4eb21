package org.kvit.exchange;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.kvit.api.UploadedFile;
import org.kvit.base.Refusal;
import org.kvit.document.DocumentId;
import org.kvit.document.Documents;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// CSV files of the bound company that wait until a person has said what their columns hold.
@Component
public class WaitingCsv {
    /// A larger one is not kept: it would not fit into memory.
    static final long LARGEST = 32L << 20;

    private static final int SHOWN = 50;

    private final JdbcClient jdbc;
    private final Documents documents;

    WaitingCsv(JdbcClient jdbc, Documents documents) {
        this.jdbc = jdbc;
        this.documents = documents;
    }

    /// @param name as its sender calls it
    public record Waiting(long id, String name, DocumentId document) {
        public String path() {
            return "/imports/csv-files/" + id;
        }
    }

    /// @return its number; that of the same file if it waits already
    @Transactional
    public long keep(UploadedFile file) throws IOException {
        var document = documents.put(Files.readAllBytes(file.path()), "text/csv");
        return jdbc.sql("""
                WITH known AS (
                  SELECT id FROM bank_csv_file WHERE company_id = current_company() AND document_id = :document ORDER BY id LIMIT 1),
                added AS (
                  INSERT INTO bank_csv_file (company_id, name, document_id, brought_by)
                  SELECT current_company(), :name, :document, current_actor() WHERE NOT EXISTS (SELECT FROM known)
                  RETURNING id)
                SELECT id FROM known UNION ALL SELECT id FROM added
                """)
                .param(
                        "name",
                        file.name().isEmpty()
                                ? "statement.csv"
                                : file.name()
                                        .substring(0, Math.min(200, file.name().length())))
                .param("document", document.value())
                .query(Long.class)
                .single();
    }

    /// The oldest first.
    @Transactional(readOnly = true)
    public List<Waiting> all() {
        return jdbc.sql(
                        "SELECT id, name, document_id FROM bank_csv_file WHERE company_id = current_company() ORDER BY id LIMIT :shown")
                .param("shown", SHOWN)
                .query((row, n) -> new Waiting(
                        row.getLong("id"), row.getString("name"), new DocumentId(row.getLong("document_id"))))
                .list();
    }

    /// @throws Refusal if it doesn't wait any more
    @Transactional(readOnly = true)
    public Waiting find(long id) {
        return jdbc.sql(
                        "SELECT id, name, document_id FROM bank_csv_file WHERE company_id = current_company() AND id = :id")
                .param("id", id)
                .query((row, n) -> new Waiting(
                        row.getLong("id"), row.getString("name"), new DocumentId(row.getLong("document_id"))))
                .optional()
                .orElseThrow(() -> Refusal.notFound("exchange.csv.gone"));
    }

    @Transactional(readOnly = true)
    public byte[] bytes(Waiting file) {
        return documents.get(file.document()).bytes();
    }

    /// It is imported, or nobody wants it.
    @Transactional
    public void remove(long id) {
        jdbc.sql("DELETE FROM bank_csv_file WHERE company_id = current_company() AND id = :id")
                .param("id", id)
                .update();
    }
}
