package org.kvit.reminder;

import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.kvit.base.Refusal;
import org.kvit.company.Companies;
import org.kvit.company.OwnCustomers;
import org.kvit.customer.CustomerId;
import org.kvit.document.DocumentId;
import org.kvit.document.Documents;
import org.kvit.document.PdfMerging;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Letters that go by post: the pile that waits, in the order in which a post office sorts it,
/// printed as one file, and noted as posted.
@Service
public class PostalLetters {
    /// So many are shown, and printed, at a time; the others follow once these are posted.
    public static final int MOST = 1000;

    private static final int READ_AT_ONCE = 20;
    private static final String VISIBLE = OwnCustomers.seenOf("l");
    private static final String SELECT = """
            SELECT l.id, l.run_id, l.customer_id, k.name, l.level, l.post_to, l.document_id, l.written_at, p.posted_on, u.name AS posted_by
              FROM postal_letter p
              JOIN reminder_letter l ON l.company_id = p.company_id AND l.id = p.letter_id
              JOIN customer k ON k.company_id = l.company_id AND k.id = l.customer_id
              LEFT JOIN app_user u ON u.id = p.posted_by
             WHERE p.company_id = current_company() AND %s
            """.formatted(VISIBLE);

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Companies companies;
    private final Documents documents;

    PostalLetters(JdbcClient jdbc, Clock clock, Companies companies, Documents documents) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.companies = companies;
        this.documents = documents;
    }

    /// @param address in one line, without the name
    /// @param postedOn empty while it waits
    public record Piece(
            long letter,
            RunId run,
            CustomerId customer,
            String name,
            int level,
            String address,
            DocumentId document,
            Optional<LocalDate> postedOn,
            Optional<String> postedBy) {}

    /// By country, postal code, city, street and name; at most [#MOST].
    /// @param run empty: of all runs
    @Transactional(readOnly = true)
    public List<Piece> waiting(Optional<RunId> run) {
        return jdbc.sql(SELECT + """
                 AND p.posted_at IS NULL AND (:run = 0 OR l.run_id = :run)
                 ORDER BY p.country, p.postal_code, p.city, p.street, p.name, p.letter_id
                 LIMIT :most
                """)
                .param("run", run.map(RunId::value).orElse(0L))
                .param("most", MOST)
                .query(PostalLetters::piece)
                .list();
    }

    /// Those that were posted last, the newest first.
    @Transactional(readOnly = true)
    public List<Piece> posted(int limit) {
        return jdbc.sql(SELECT + " AND p.posted_at IS NOT NULL ORDER BY p.posted_at DESC, p.letter_id LIMIT :limit")
                .param("limit", limit)
                .query(PostalLetters::piece)
                .list();
    }

    /// How many wait. @param run empty: of all runs
    @Transactional(readOnly = true)
    public int count(Optional<RunId> run) {
        return jdbc.sql("""
                SELECT count(*)::int
                  FROM postal_letter p
                  JOIN reminder_letter l ON l.company_id = p.company_id AND l.id = p.letter_id
                 WHERE p.company_id = current_company() AND p.posted_at IS NULL AND (:run = 0 OR l.run_id = :run) AND %s
                """.formatted(VISIBLE))
                .param("run", run.map(RunId::value).orElse(0L))
                .query(Integer.class)
                .single();
    }

    /// Writes the letters into one file, each as it was kept, beginning on a sheet of its own; a few
    /// of them at a time are in memory.
    /// @throws Refusal if there are none
    public void print(List<Piece> letters, Path into) {
        if (letters.isEmpty()) {
            throw Refusal.notFound("reminder.post.none");
        }
        PdfMerging.forBothSides(new Pages(letters), into);
    }

    /// Notes that these were posted today; of those that were already, nothing changes.
    /// @return how many were noted
    @Transactional
    public int post(List<Long> letters) {
        return jdbc.sql("""
                UPDATE postal_letter p SET posted_on = :today, posted_by = current_actor(), posted_at = :now
                  FROM reminder_letter l
                 WHERE p.company_id = current_company() AND p.letter_id = ANY (:letters) AND p.posted_at IS NULL
                   AND l.company_id = p.company_id AND l.id = p.letter_id AND %s
                """.formatted(VISIBLE))
                .param("today", companies.today())
                .param("now", OffsetDateTime.now(clock.withZone(ZoneOffset.UTC)))
                .param("letters", letters.toArray(Long[]::new))
                .update();
    }

    /// It lies there still.
    /// @throws Refusal if it isn't posted
    @Transactional
    public void takeBack(long letter) {
        int changed = jdbc.sql("""
                UPDATE postal_letter p SET posted_on = NULL, posted_by = NULL, posted_at = NULL
                  FROM reminder_letter l
                 WHERE p.company_id = current_company() AND p.letter_id = :letter AND p.posted_at IS NOT NULL
                   AND l.company_id = p.company_id AND l.id = p.letter_id AND %s
                """.formatted(VISIBLE)).param("letter", letter).update();
        if (changed == 0) {
            throw Refusal.notFound("reminder.letter.notFound");
        }
    }

    private static Piece piece(java.sql.ResultSet row, int number) throws java.sql.SQLException {
        return new Piece(
                row.getLong("id"),
                new RunId(row.getLong("run_id")),
                new CustomerId(row.getLong("customer_id")),
                row.getString("name"),
                row.getInt("level"),
                row.getString("post_to"),
                new DocumentId(row.getLong("document_id")),
                Optional.ofNullable(row.getObject("posted_on", LocalDate.class)),
                Optional.ofNullable(row.getString("posted_by")));
    }

    /// The files, read some at a time.
    private final class Pages implements Iterator<byte[]> {
        private final List<Piece> letters;
        private final ArrayDeque<byte[]> read = new ArrayDeque<>();
        private int next;

        Pages(List<Piece> letters) {
            this.letters = letters;
        }

        @Override
        public boolean hasNext() {
            return !read.isEmpty() || next < letters.size();
        }

        @Override
        public byte[] next() {
            if (read.isEmpty()) {
                var some = letters.subList(next, Math.min(next + READ_AT_ONCE, letters.size()));
                var files = documents.get(some.stream().map(Piece::document).toList());
                some.forEach(letter -> read.add(
                        Objects.requireNonNull(files.get(letter.document())).bytes()));
                next += some.size();
            }
            return read.removeFirst();
        }
    }
}
