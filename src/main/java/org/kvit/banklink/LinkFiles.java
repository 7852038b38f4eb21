package org.kvit.banklink;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.kvit.base.Refusal;
import org.kvit.base.Words;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/// The files that links have dealt with.
@Component
public class LinkFiles {
    private final JdbcClient jdbc;
    private final JsonMapper json;

    LinkFiles(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /// What became of a file.
    public enum State {
        IMPORTED,
        /// its content had gone in before
        KNOWN,
        /// it could not be imported
        FAILED,
        /// it failed, and is to be tried again at the next poll
        AGAIN,
        /// it failed, and a person has dealt with it
        DISMISSED;

        public String code() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /// @param job the import; 0: none was made
    /// @param movedTo where it lies now, below the link's directory; empty: where it was
    /// @param unmoved why it could not be moved
    public record Entry(
            long id,
            BankLinkId link,
            Source.Found file,
            State state,
            Optional<Words> problem,
            long job,
            Optional<String> movedTo,
            Optional<Words> unmoved,
            Instant readAt) {
        public String path() {
            return movedTo.orElse(file.name());
        }
    }

    /// What the link knows of the files that it finds. One that was moved away is another one if it is there again.
    @Transactional(readOnly = true)
    public Map<Source.Found, Entry> known(BankLinkId link, List<Source.Found> found) {
        var known = new HashMap<Source.Found, Entry>();
        jdbc.sql(
                        "SELECT * FROM bank_link_file WHERE company_id = current_company() AND link_id = :link AND name = ANY (:names) AND moved_to IS NULL")
                .param("link", link.value())
                .param(
                        "names",
                        found.stream().map(Source.Found::name).distinct().toArray(String[]::new))
                .query((row, n) -> entry(row))
                .list()
                .forEach(e -> known.put(e.file(), e));
        return known;
    }

    /// Newest first.
    @Transactional(readOnly = true)
    public List<Entry> latest(BankLinkId link, int limit) {
        return jdbc.sql("""
                SELECT * FROM bank_link_file WHERE company_id = current_company() AND link_id = :link ORDER BY id DESC LIMIT :limit
                """)
                .param("link", link.value())
                .param("limit", limit)
                .query((row, n) -> entry(row))
                .list();
    }

    /// Those that a person has to see to, newest first.
    @Transactional(readOnly = true)
    public List<Entry> failed(BankLinkId link, int limit) {
        return some(link, State.FAILED, limit);
    }

    @Transactional(readOnly = true)
    public List<Entry> again(BankLinkId link, int limit) {
        return some(link, State.AGAIN, limit);
    }

    @Transactional(readOnly = true)
    public int failures(BankLinkId link) {
        return jdbc.sql("""
                SELECT count(*) FROM bank_link_file WHERE company_id = current_company() AND link_id = :link AND state = 'failed'
                """).param("link", link.value()).query(Integer.class).single();
    }

    /// Whether a file of this content went in before, by whatever way, and its import wasn't undone since.
    @Transactional(readOnly = true)
    public boolean isKnown(byte[] sha256) {
        return jdbc.sql("""
                SELECT EXISTS (SELECT FROM statement_file
                                WHERE company_id = current_company() AND sha256 = :hash AND undone_at IS NULL)
                """).param("hash", sha256).query(Boolean.class).single();
    }

    /// @param path where it lies: its name, or where it was moved to before
    /// @param sha256 empty: it was not read
    /// @param job 0: none
    /// @return its number
    @Transactional
    public long note(
            BankLinkId link,
            Source.Found file,
            String path,
            Optional<byte[]> sha256,
            State state,
            Optional<Words> problem,
            long job) {
        return jdbc.sql("""
                INSERT INTO bank_link_file (company_id, link_id, name, size, modified_at, sha256, state, problem, job_id, moved_to)
                VALUES (current_company(), :link, :name, :size, :modified, :hash, :state, :problem::jsonb, nullif(:job, 0), nullif(:path, :name))
                    ON CONFLICT (company_id, link_id, name, size, modified_at) DO UPDATE
                   SET sha256 = EXCLUDED.sha256, state = EXCLUDED.state, problem = EXCLUDED.problem, job_id = EXCLUDED.job_id,
                       moved_to = EXCLUDED.moved_to, unmoved = NULL, read_at = now()
                RETURNING id
                """)
                .param("link", link.value())
                .param("name", file.name())
                .param("path", path)
                .param("size", file.size())
                .param("modified", file.modifiedAt().atOffset(ZoneOffset.UTC))
                .param("hash", sha256.orElse(null))
                .param("state", state.code())
                .param("problem", problem.map(json::writeValueAsString).orElse(null))
                .param("job", job)
                .query(Long.class)
                .single();
    }

    @Transactional
    public void moved(long id, String to) {
        jdbc.sql(
                        "UPDATE bank_link_file SET moved_to = :to, unmoved = NULL WHERE company_id = current_company() AND id = :id")
                .param("to", to)
                .param("id", id)
                .update();
    }

    @Transactional
    public void unmoved(long id, Words why) {
        jdbc.sql("UPDATE bank_link_file SET unmoved = :why::jsonb WHERE company_id = current_company() AND id = :id")
                .param("why", json.writeValueAsString(why))
                .param("id", id)
                .update();
    }

    /// A person has dealt with a file that failed, or wants it tried again at once.
    /// @throws Refusal if the link has no such file, or it didn't fail
    @Transactional
    public void decide(BankLinkId link, long id, State state) {
        int changed = jdbc.sql("""
                UPDATE bank_link_file SET state = :state
                 WHERE company_id = current_company() AND link_id = :link AND id = :id AND state IN ('failed', 'again')
                """)
                .param("state", state.code())
                .param("link", link.value())
                .param("id", id)
                .update();
        if (changed == 0) {
            throw Refusal.notFound("banklink.file.notFound");
        }
    }

    private List<Entry> some(BankLinkId link, State state, int limit) {
        return jdbc.sql("""
                SELECT * FROM bank_link_file
                 WHERE company_id = current_company() AND link_id = :link AND state = :state
                 ORDER BY id DESC LIMIT :limit
                """)
                .param("link", link.value())
                .param("state", state.code())
                .param("limit", limit)
                .query((row, n) -> entry(row))
                .list();
    }

    private Entry entry(ResultSet row) throws SQLException {
        return new Entry(
                row.getLong("id"),
                new BankLinkId(row.getLong("link_id")),
                new Source.Found(
                        row.getString("name"),
                        row.getLong("size"),
                        Objects.requireNonNull(row.getTimestamp("modified_at")).toInstant()),
                State.valueOf(row.getString("state").toUpperCase(java.util.Locale.ROOT)),
                words(row.getString("problem")),
                row.getLong("job_id"),
                Optional.ofNullable(row.getString("moved_to")),
                words(row.getString("unmoved")),
                Objects.requireNonNull(row.getTimestamp("read_at")).toInstant());
    }

    private Optional<Words> words(@org.jspecify.annotations.Nullable String words) {
        return Optional.ofNullable(words).map(w -> json.readValue(w, Words.class));
    }
}
