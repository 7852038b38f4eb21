package org.kvit.check;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.kvit.attachment.AttachmentStore;
import org.kvit.base.CompanyId;
import org.kvit.base.Words;
import org.kvit.database.Content;
import org.kvit.database.ContentDirectory;
import org.kvit.database.ContentHash;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What attachments hold: read from the store, each content once.
record AttachmentFiles(JdbcClient jdbc, AttachmentStore store) {
    private static final int AT_ONCE = 1000;

    private record Row(long company, byte[] sha256, String subject) {
        Content content() {
            return new Content(new CompanyId(company), ContentHash.of(sha256));
        }
    }

    /// Until the caller's transaction ends no content is removed: what its snapshot names stays.
    void hold() {
        jdbc.sql("SELECT pg_advisory_xact_lock(:key)")
                .param("key", ContentDirectory.REMOVING)
                .query()
                .listOfRows();
    }

    /// @param most so many breaches at most
    List<Breach> broken(int most) {
        var breaches = new ArrayList<Breach>();
        for (var some = after(new byte[0]);
                !some.isEmpty() && breaches.size() < most;
                some = after(some.getLast().sha256())) {
            some.stream().map(this::breach).flatMap(Optional::stream).forEach(breaches::add);
        }
        return breaches.subList(0, Math.min(most, breaches.size()));
    }

    private Optional<Breach> breach(Row row) {
        var expected = row.content().hash().hex();
        var found = found(row.content());
        return found.equals(expected)
                ? Optional.empty()
                : Optional.of(new Breach(Words.of("check.attachmentIsThere"), row.subject(), expected, found));
    }

    private String found(Content content) {
        try (var in = store.open(content)) {
            return ContentHash.ofAll(in).hex();
        } catch (NoSuchFileException e) {
            return "";
        } catch (IOException e) {
            return Objects.requireNonNullElse(e.getMessage(), "?");
        }
    }

    private List<Row> after(byte[] last) {
        return jdbc.sql("""
                SELECT DISTINCT ON (sha256) company_id, sha256, 'attachment ' || id || ' ' || name AS subject
                  FROM attachment
                 WHERE company_id = current_company() AND sha256 > :last
                 ORDER BY sha256, id
                 LIMIT :most
                """)
                .param("last", last)
                .param("most", AT_ONCE)
                .query((row, n) -> new Row(row.getLong("company_id"), row.getBytes("sha256"), row.getString("subject")))
                .list();
    }
}
