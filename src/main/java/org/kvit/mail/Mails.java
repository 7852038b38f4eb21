package org.kvit.mail;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kvit.base.Refusal;
import org.kvit.base.Words;
import org.kvit.company.OwnCustomers;
import org.kvit.document.DocumentId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/// The e-mails of the bound company, for reading.
@Service
public class Mails {
    /// Whoever sees only their own customers sees the mails to these.
    static final String VISIBLE = OwnCustomers.seenOf("m");

    /// What is kept back has no time; the database says infinity.
    private static final Instant NEVER = Instant.parse("9999-01-01T00:00:00Z");

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Bounces bounces;

    Mails(JdbcClient jdbc, JsonMapper json, Bounces bounces) {
        this.jdbc = jdbc;
        this.json = json;
        this.bounces = bounces;
    }

    /// What became of a mail. @param problem why it isn't sent, or not to all of its recipients
    public record Fate(MailState state, Optional<Words> problem) {}

    /// What became of these mails; those that the company doesn't have are left out.
    @Transactional(readOnly = true)
    public Map<MailId, Fate> fates(List<MailId> ids) {
        record Row(MailId id, Fate fate) {}
        return jdbc
                .sql("SELECT id, state, problem FROM mail WHERE company_id = current_company() AND id = ANY (:ids)")
                .param("ids", ids.stream().map(MailId::value).toArray(Long[]::new))
                .query((row, n) -> new Row(
                        new MailId(row.getLong("id")), new Fate(MailState.of(row.getString("state")), problem(row))))
                .list()
                .stream()
                .collect(Collectors.toMap(Row::id, Row::fate));
    }

    /// @throws Refusal if the company has no such mail, or the actor may not see its customer
    @Transactional(readOnly = true)
    public Mail find(MailId id) {
        var visible = jdbc.sql(
                        "SELECT m.id FROM mail m WHERE m.company_id = current_company() AND m.id = :id AND " + VISIBLE)
                .param("id", id.value())
                .query((row, n) -> new MailId(row.getLong("id")))
                .list();
        return load(visible).stream().findFirst().orElseThrow(() -> Refusal.notFound("mail.notFound"));
    }

    /// These mails in the order of their numbers, whoever may see them.
    @Transactional(readOnly = true)
    public List<Mail> load(List<MailId> ids) {
        var numbers = ids.stream().map(MailId::value).toArray(Long[]::new);
        var attachments = attachments(numbers);
        var returned = bounces.of(numbers);
        return jdbc.sql("""
                SELECT m.*, u.name AS created_by_name, d.decision, d.decided_at, p.name AS decided_by_name
                  FROM mail m
                  LEFT JOIN app_user u ON u.id = m.created_by
                  LEFT JOIN mail_decision d ON d.company_id = m.company_id AND d.mail_id = m.id
                  LEFT JOIN app_user p ON p.id = d.decided_by
                 WHERE m.company_id = current_company() AND m.id = ANY (:ids)
                 ORDER BY m.id
                """)
                .param("ids", numbers)
                .query((row, n) -> mail(
                        row,
                        attachments.getOrDefault(row.getLong("id"), List.of()),
                        returned.getOrDefault(row.getLong("id"), List.of())))
                .list();
    }

    /// One of ours that a message answers.
    ///
    /// @param recipients all that got it, in copy too
    public record Answered(MailId id, OptionalLong customer, List<String> recipients) {}

    /// The newest of the company's mails that have these Message-IDs, whoever may see it.
    @Transactional(readOnly = true)
    public Optional<Answered> answered(List<String> messageIds) {
        return jdbc.sql("""
                SELECT id, customer_id, recipients || copies || blind_copies AS everybody
                  FROM mail
                 WHERE company_id = current_company() AND message_id = ANY (:messageIds)
                 ORDER BY id DESC
                 LIMIT 1
                """)
                .param("messageIds", messageIds.toArray(String[]::new))
                .query((row, n) -> new Answered(
                        new MailId(row.getLong("id")), number(row, "customer_id"), texts(row.getArray("everybody"))))
                .optional();
    }

    private Map<Long, List<Mail.Attachment>> attachments(Long[] mails) {
        record Row(long mail, Mail.Attachment attachment) {}
        return jdbc
                .sql("""
                SELECT a.mail_id, a.name, d.content_type, d.size, d.id
                  FROM mail_attachment a
                  JOIN document d ON d.company_id = a.company_id AND d.id = a.document_id
                 WHERE a.company_id = current_company() AND a.mail_id = ANY (:mails)
                 ORDER BY a.mail_id, a.position
                """)
                .param("mails", mails)
                .query((row, n) -> new Row(
                        row.getLong("mail_id"),
                        new Mail.Attachment(
                                row.getString("name"),
                                row.getString("content_type"),
                                row.getLong("size"),
                                new DocumentId(row.getLong("id")))))
                .list()
                .stream()
                .collect(Collectors.groupingBy(Row::mail, Collectors.mapping(Row::attachment, Collectors.toList())));
    }

    private Mail mail(ResultSet row, List<Mail.Attachment> attachments, List<Mail.Bounce> bounces) throws SQLException {
        var state = MailState.of(row.getString("state"));
        return new Mail(
                new MailId(row.getLong("id")),
                row.getString("message_id"),
                row.getString("kind"),
                number(row, "customer_id"),
                number(row, "resend_of").stream().mapToObj(MailId::new).findFirst(),
                row.getString("sender"),
                Optional.ofNullable(row.getString("sender_name")),
                Optional.ofNullable(row.getString("return_path")),
                Optional.ofNullable(row.getString("reply_to")),
                texts(row.getArray("recipients")),
                texts(row.getArray("copies")),
                texts(row.getArray("blind_copies")),
                row.getString("subject"),
                row.getString("body_text"),
                Optional.ofNullable(row.getString("body_html")),
                row.getString("language"),
                state,
                row.getInt("attempts"),
                instant(row, "next_attempt_at").filter(at -> state == MailState.QUEUED && at.isBefore(NEVER)),
                problem(row),
                Optional.ofNullable(row.getString("created_by_name")),
                row.getTimestamp("created_at").toInstant(),
                instant(row, "sent_at"),
                decision(row),
                attachments,
                bounces);
    }

    private Optional<Words> problem(ResultSet row) throws SQLException {
        return Optional.ofNullable(row.getString("problem")).map(p -> json.readValue(p, Words.class));
    }

    private static Optional<Mail.Decision> decision(ResultSet row) throws SQLException {
        @Nullable String decision = row.getString("decision");
        return decision == null
                ? Optional.empty()
                : Optional.of(new Mail.Decision(
                        decision.equals("arrived"),
                        Optional.ofNullable(row.getString("decided_by_name")),
                        row.getTimestamp("decided_at").toInstant()));
    }

    private static OptionalLong number(ResultSet row, String column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(value);
    }

    private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getTimestamp(column)).map(Timestamp::toInstant);
    }

    private static List<String> texts(Array array) throws SQLException {
        return List.of((String[]) array.getArray());
    }
}
