package org.kvit.mail;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kvit.base.Refusal;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Where e-mails are written, in the transaction that causes them: either both happen or neither. A worker
/// sends them once that transaction has committed.
@Service
public class Outbox {
    /// So many mails go to the database by one statement.
    private static final int CHUNK = 500;

    private final SecureRandom random = new SecureRandom();
    private final JdbcClient jdbc;
    private final Clock clock;
    private final Senders senders;
    private final Bell bell;

    Outbox(JdbcClient jdbc, Clock clock, Senders senders, Bell bell) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.senders = senders;
        this.bell = bell;
    }

    /// @throws Refusal if the company has no sender address at all
    @Transactional(propagation = Propagation.MANDATORY)
    public MailId write(Draft draft) {
        return write(List.of(draft)).getFirst();
    }

    /// Writes thousands as sets. @return their numbers, in the order given
    /// @throws Refusal if the company has no sender address at all
    @Transactional(propagation = Propagation.MANDATORY)
    public List<MailId> write(List<Draft> drafts) {
        return write(drafts, Optional.empty());
    }

    /// Keeps back what is still queued of a kind, until [#release]. What a worker has in hands leaves.
    @Transactional(propagation = Propagation.MANDATORY)
    public void hold(Draft.Kind kind) {
        jdbc.sql("""
                UPDATE mail SET next_attempt_at = 'infinity' WHERE company_id = current_company() AND state = 'queued' AND kind = :kind
                """).param("kind", kind.code()).update();
    }

    /// Lets go what was kept back.
    @Transactional(propagation = Propagation.MANDATORY)
    public void release(Draft.Kind kind) {
        jdbc.sql("""
                UPDATE mail SET next_attempt_at = now()
                 WHERE company_id = current_company() AND state = 'queued' AND kind = :kind AND next_attempt_at = 'infinity'
                """).param("kind", kind.code()).update();
        bell.ringAfterCommit();
    }

    /// @param original the mail that a person sends again by this one
    List<MailId> write(List<Draft> drafts, Optional<MailId> original) {
        var sender = senders.own();
        var ids = new ArrayList<MailId>(drafts.size());
        for (int from = 0; from < drafts.size(); from += CHUNK) {
            var chunk = drafts.subList(from, Math.min(from + CHUNK, drafts.size()));
            var written = insert(chunk, sender, original);
            attach(chunk, written);
            ids.addAll(written);
        }
        bell.ringAfterCommit();
        return ids;
    }

    private List<MailId> insert(List<Draft> drafts, Sender sender, Optional<MailId> original) {
        record Written(String messageId, long id) {}
        var messageIds = drafts.stream().map(_ -> messageId(sender)).toArray(String[]::new);
        // Addresses are joined by line breaks, which none can hold (Draft sees to that): unnest takes no arrays of
        // arrays.
        Map<String, Long> ids = jdbc
                .sql("""
                INSERT INTO mail (company_id, message_id, kind, customer_id, resend_of, sender, sender_name, return_path, reply_to, recipients, copies,
                                  blind_copies, subject, body_text, body_html, language, created_by, created_at)
                SELECT current_company(), d.message_id, d.kind, d.customer_id, :original::bigint,
                       coalesce(u.email, :sender), CASE WHEN u.id IS NULL THEN :senderName::text ELSE concat_ws(', ', u.name, :senderName::text) END,
                       CASE WHEN u.id IS NOT NULL THEN :sender END, :replyTo::text,
                       string_to_array(d.recipients, E'\\n'), string_to_array(d.copies, E'\\n'), :blindCopies::text[],
                       d.subject, d.body_text, d.body_html, d.language, current_actor(), :now
                  FROM unnest(:messageIds::text[], :kinds::text[], :customers::bigint[], :recipients::text[], :copies::text[],
                              :subjects::text[], :texts::text[], :htmls::text[], :languages::text[])
                       AS d (message_id, kind, customer_id, recipients, copies, subject, body_text, body_html, language)
                  LEFT JOIN customer c ON :byManager AND c.company_id = current_company() AND c.id = d.customer_id
                  LEFT JOIN app_user u ON u.id = c.account_manager_id AND u.disabled_at IS NULL AND u.email ~ '^[!-?A-~]+@[!-?A-~]+$'
                RETURNING message_id, id
                """)
                .param("original", original.map(MailId::value).orElse(null))
                .param("sender", sender.address())
                .param("senderName", sender.name().orElse(null))
                .param("byManager", sender.byManager())
                .param("replyTo", sender.replyTo().orElse(null))
                .param("blindCopies", sender.archive().stream().toArray(String[]::new))
                .param("now", OffsetDateTime.now(clock.withZone(ZoneOffset.UTC)))
                .param("messageIds", messageIds)
                .param("kinds", texts(drafts, d -> d.kind().code()))
                .param("customers", customers(drafts))
                .param("recipients", texts(drafts, d -> String.join("\n", d.recipients())))
                .param("copies", texts(drafts, d -> String.join("\n", d.copies())))
                .param("subjects", texts(drafts, Draft::subject))
                .param("texts", texts(drafts, Draft::text))
                .param("htmls", texts(drafts, d -> d.html().orElse(null)))
                .param("languages", texts(drafts, Draft::language))
                .query(Written.class)
                .list()
                .stream()
                .collect(Collectors.toMap(Written::messageId, Written::id));
        return java.util.Arrays.stream(messageIds)
                .map(m -> new MailId(java.util.Objects.requireNonNull(ids.get(m))))
                .toList();
    }

    private void attach(List<Draft> drafts, List<MailId> mails) {
        var rows = new ArrayList<Attached>();
        for (int i = 0; i < drafts.size(); i++) {
            var attachments = drafts.get(i).attachments();
            for (int position = 1; position <= attachments.size(); position++) {
                rows.add(new Attached(mails.get(i), position, attachments.get(position - 1)));
            }
        }
        jdbc.sql("""
                INSERT INTO mail_attachment (company_id, mail_id, position, name, document_id)
                SELECT current_company(), a.mail_id, a.position, a.name, a.document_id
                  FROM unnest(:mails::bigint[], :positions::int[], :names::text[], :documents::bigint[])
                       AS a (mail_id, position, name, document_id)
                """)
                .param("mails", rows.stream().map(a -> a.mail().value()).toArray(Long[]::new))
                .param("positions", rows.stream().map(Attached::position).toArray(Integer[]::new))
                .param("names", rows.stream().map(a -> a.file().name()).toArray(String[]::new))
                .param(
                        "documents",
                        rows.stream().map(a -> a.file().document().value()).toArray(Long[]::new))
                .update();
    }

    private record Attached(MailId mail, int position, Draft.Attachment file) {}

    /// 128 random bits at the sender's domain: never the same twice, and it gives nothing away.
    private String messageId(Sender sender) {
        var address = Addresses.ascii(sender.address()).orElseThrow();
        return "<" + new BigInteger(128, random).toString(36) + address.substring(address.lastIndexOf('@')) + ">";
    }

    private static @Nullable String[] texts(List<Draft> drafts, Function<Draft, @Nullable String> column) {
        return drafts.stream().map(column).toArray(String[]::new);
    }

    private static @Nullable Long[] customers(List<Draft> drafts) {
        return drafts.stream()
                .map(d -> d.customer().isPresent() ? d.customer().getAsLong() : null)
                .toArray(Long[]::new);
    }
}
