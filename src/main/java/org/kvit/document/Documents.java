package org.kvit.document;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.kvit.base.Refusal;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The files of the bound company, as they were received or sent. The same bytes are kept once.
@Service
public class Documents {
    private final JdbcClient jdbc;

    Documents(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// What a file holds. @param contentType such as `application/pdf`
    public record Content(byte[] bytes, String contentType) {}

    /// Keeps a file in the caller's transaction; if these bytes are kept already, their number is given back.
    @Transactional
    public DocumentId put(byte[] bytes, String contentType) {
        return put(List.of(new Content(bytes, contentType))).getFirst();
    }

    /// Keeps several files by one statement. The caller bounds them: all are in memory at once.
    /// @return their numbers, in the order given
    @Transactional
    public List<DocumentId> put(List<Content> contents) {
        var hashes = contents.stream().map(c -> sha256(c.bytes())).toList();
        // By hash, once each: two transactions that keep the same files wait for each other in one order,
        // never in a circle.
        Map<String, Content> distinct = new TreeMap<>();
        for (int i = 0; i < contents.size(); i++) {
            distinct.putIfAbsent(hashes.get(i), contents.get(i));
        }
        insert(distinct);
        var ids = ids(distinct.keySet().toArray(String[]::new));
        return hashes.stream().map(ids::get).toList();
    }

    /// @throws Refusal if the company has no such document
    @Transactional(readOnly = true)
    public Content get(DocumentId id) {
        return jdbc.sql("SELECT bytes, content_type FROM document WHERE company_id = current_company() AND id = :id")
                .param("id", id.value())
                .query((row, n) -> new Content(row.getBytes("bytes"), row.getString("content_type")))
                .optional()
                .orElseThrow(() -> Refusal.notFound("document.notFound"));
    }

    /// Several files by one statement; those that the company doesn't have are left out. The caller bounds
    /// them: all are in memory at once.
    @Transactional(readOnly = true)
    public Map<DocumentId, Content> get(Collection<DocumentId> ids) {
        record Row(DocumentId id, Content content) {}
        return jdbc
                .sql(
                        "SELECT id, bytes, content_type FROM document WHERE company_id = current_company() AND id = ANY (:ids)")
                .param("ids", ids.stream().map(DocumentId::value).toArray(Long[]::new))
                .query((row, n) -> new Row(
                        new DocumentId(row.getLong("id")),
                        new Content(row.getBytes("bytes"), row.getString("content_type"))))
                .list()
                .stream()
                .collect(Collectors.toMap(Row::id, Row::content));
    }

    private void insert(Map<String, Content> distinct) {
        var contents = distinct.values();
        jdbc.sql("""
                INSERT INTO document (company_id, sha256, content_type, size, bytes)
                SELECT current_company(), decode(d.sha256, 'hex'), d.content_type, octet_length(d.bytes), d.bytes
                  FROM unnest(:hashes::text[], :types::text[], :bytes::bytea[]) AS d (sha256, content_type, bytes)
                    ON CONFLICT (company_id, sha256) DO NOTHING
                """)
                .param("hashes", distinct.keySet().toArray(String[]::new))
                .param("types", contents.stream().map(Content::contentType).toArray(String[]::new))
                .param("bytes", contents.stream().map(Content::bytes).toArray(byte[][]::new))
                .update();
    }

    private Map<String, DocumentId> ids(String[] hashes) {
        record Kept(String hash, long id) {}
        return jdbc.sql("""
                SELECT encode(sha256, 'hex') AS hash, id
                  FROM document
                 WHERE company_id = current_company() AND sha256 IN (SELECT decode(h, 'hex') FROM unnest(:hashes::text[]) h)
                """).param("hashes", hashes).query(Kept.class).list().stream()
                .collect(Collectors.toMap(Kept::hash, k -> new DocumentId(k.id())));
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
