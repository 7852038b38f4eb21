package org.kvit.mail;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.kvit.base.Refusal;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The list of what left or is to leave, and what a person decides about it.
@Service
public class SentMails {
    private final JdbcClient jdbc;
    private final Mails mails;
    private final Outbox outbox;

    SentMails(JdbcClient jdbc, Mails mails, Outbox outbox) {
        this.jdbc = jdbc;
        this.mails = mails;
        this.outbox = outbox;
    }

    /// @param states in these states; none: in any
    /// @param query part of a subject or an address; empty: any
    public record Filter(List<MailState> states, OptionalLong customer, String query) {}

    /// Newest first. @param before only older ones than this, 0: from the newest
    @Transactional(readOnly = true)
    public List<Mail> list(Filter filter, long before, int limit) {
        var ids = jdbc.sql("""
                SELECT id FROM mail m
                 WHERE company_id = current_company()
                   AND (:anyState OR state = ANY (:states))
                   AND (:customer = 0 OR customer_id = :customer)
                   AND (:query = '' OR subject ILIKE :like OR array_to_string(recipients, ' ') ILIKE :like)
                   AND (:before = 0 OR id < :before)
                   AND %s
                 ORDER BY id DESC
                 LIMIT :limit
                """.formatted(Mails.VISIBLE))
                .param("anyState", filter.states().isEmpty())
                .param("states", filter.states().stream().map(MailState::code).toArray(String[]::new))
                .param("customer", filter.customer().orElse(0))
                .param("query", filter.query())
                .param("like", "%" + filter.query().replaceAll("([%_\\\\])", "\\\\$1") + "%")
                .param("before", before)
                .param("limit", limit)
                .query((row, n) -> new MailId(row.getLong(1)))
                .list();
        return mails.load(ids).reversed();
    }

    /// The customers' names of these mails, by customer.
    @Transactional(readOnly = true)
    public java.util.Map<Long, String> customers(List<Mail> of) {
        var names = new java.util.HashMap<Long, String>();
        jdbc.sql("SELECT id, name FROM customer WHERE company_id = current_company() AND id = ANY (:ids)")
                .param(
                        "ids",
                        of.stream()
                                .flatMap(m -> m.customer().stream().boxed())
                                .distinct()
                                .toArray(Long[]::new))
                .query(row -> {
                    names.put(row.getLong("id"), row.getString("name"));
                });
        return names;
    }

    /// A person knows that an uncertain mail did arrive.
    /// @throws Refusal if it isn't uncertain, or somebody has decided already
    @Transactional
    public void arrived(MailId id) {
        if (mails.find(id).state() != MailState.UNCERTAIN) {
            throw Refusal.conflict("mail.decide.notUncertain");
        }
        decide(id, "arrived");
    }

    /// Sends a mail again, as a new one with the same content. What was decided about a failed or
    /// uncertain one is
    /// kept.
    /// @throws Refusal while it is still on its way
    @Transactional
    public MailId resend(MailId id) {
        var mail = mails.find(id);
        if (mail.state().onItsWay()) {
            throw Refusal.conflict("mail.resend.onItsWay");
        }
        if (mail.waitsForPerson()) {
            decide(id, "resent");
        }
        var draft = new Draft(
                kind(mail.kind()),
                mail.customer(),
                mail.recipients(),
                mail.copies(),
                mail.subject(),
                mail.text(),
                mail.html(),
                mail.language(),
                mail.attachments().stream()
                        .map(a -> new Draft.Attachment(a.name(), a.document()))
                        .toList());
        return outbox.write(List.of(draft), Optional.of(id)).getFirst();
    }

    private void decide(MailId id, String decision) {
        int decided = jdbc.sql("""
                INSERT INTO mail_decision (company_id, mail_id, decision, decided_by, decided_at)
                VALUES (current_company(), :mail, :decision, current_actor(), now())
                    ON CONFLICT (company_id, mail_id) DO NOTHING
                """)
                .param("mail", id.value())
                .param("decision", decision)
                .update();
        if (decided == 0) {
            throw Refusal.conflict("mail.decide.already");
        }
    }

    private static Draft.Kind kind(String code) {
        return Draft.Kind.valueOf(code.toUpperCase(java.util.Locale.ROOT));
    }
}
