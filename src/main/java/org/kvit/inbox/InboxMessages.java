package org.kvit.inbox;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.kvit.base.Refusal;
import org.kvit.company.OwnCustomers;
import org.kvit.correspondence.Correspondence;
import org.kvit.customer.CustomerId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The messages that came to the bound company, as far as the actor sees their customers. What is nobody's is seen by
/// those who see all customers.
@Service
public class InboxMessages {
    private static final String SELECT = """
            SELECT m.*, k.name AS customer_name
              FROM inbox_message m
              LEFT JOIN customer k ON k.company_id = m.company_id AND k.id = m.customer_id
             WHERE m.company_id = current_company() AND %s
            """.formatted(OwnCustomers.seenOf("m"));
    private static final String UNASSIGNED =
            " AND m.kind = 'reply' AND m.correspondence_id IS NULL AND m.done_at IS NULL";

    private final JdbcClient jdbc;
    private final Correspondence correspondence;
    private final Intake intake;
    private final Writers writers;

    InboxMessages(JdbcClient jdbc, Correspondence correspondence, Intake intake, Writers writers) {
        this.jdbc = jdbc;
        this.correspondence = correspondence;
        this.intake = intake;
        this.writers = writers;
    }

    /// Which of them.
    enum Which {
        /// replies that are somebody's, and bounces, until they are ticked off
        PENDING(
                " AND m.kind <> 'auto' AND m.done_at IS NULL AND (m.kind = 'bounce' OR m.correspondence_id IS NOT NULL)"),
        /// replies of which nobody knows whose they are
        UNASSIGNED(InboxMessages.UNASSIGNED),
        ALL("");

        private final String condition;

        Which(String condition) {
            this.condition = condition;
        }

        String code() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }

        /// @throws Refusal for another word
        static Which of(String code) {
            return switch (code) {
                case "", "pending" -> PENDING;
                case "unassigned" -> UNASSIGNED;
                case "all" -> ALL;
                default -> throw Refusal.invalid("state", "inbox.state.unknown", code);
            };
        }
    }

    /// Newest first. @param before only older ones than this, 0: from the newest
    @Transactional(readOnly = true)
    public List<InboxMessage> list(Which which, long before, int limit) {
        return jdbc.sql(SELECT + which.condition
                        + " AND (:before = 0 OR m.id < :before) ORDER BY m.id DESC LIMIT :limit")
                .param("before", before)
                .param("limit", limit)
                .query(InboxMessages::message)
                .list();
    }

    @Transactional(readOnly = true)
    public int count(Which which) {
        return jdbc.sql("SELECT count(*) FROM (" + SELECT + which.condition + ") x")
                .query(Integer.class)
                .single();
    }

    /// Somebody has seen to it.
    /// @throws Refusal if there is none that the actor may see
    @Transactional
    public void tick(long id) {
        var message = find(id);
        if (message.unassigned()) {
            throw Refusal.conflict("inbox.tick.unassigned");
        }
        done(id);
    }

    /// Says whose it is: it becomes the customer's correspondence, and stands on the first page until it is ticked off.
    /// @throws Refusal if it isn't unassigned, or there is no such customer
    @Transactional
    public void assign(long id, CustomerId customer) {
        var message = unassigned(id);
        boolean there = jdbc.sql(
                        "SELECT c.id FROM customer c WHERE c.company_id = current_company() AND c.id = :id AND "
                                + OwnCustomers.seen("c"))
                .param("id", customer.value())
                .query(Long.class)
                .optional()
                .isPresent();
        if (!there) {
            throw Refusal.invalid("customerId", "customer.notFound");
        }
        var entry = correspondence.receive(
                customer,
                writers.contact(customer, message.sender()),
                MessageText.of(message.subject(), message.text(), message.attachments()),
                List.of());
        intake.link(id, customer, entry);
    }

    /// It concerns nobody. It stays among all.
    /// @throws Refusal if it isn't unassigned
    @Transactional
    public void dismiss(long id) {
        unassigned(id);
        done(id);
    }

    /// A customer to choose.
    public record Choice(long id, String name) {}

    /// Those that a message may be assigned to, by name.
    @Transactional(readOnly = true)
    public List<Choice> choices(int limit) {
        return jdbc.sql("""
                SELECT c.id, c.name FROM customer c WHERE c.company_id = current_company() AND %s ORDER BY c.name, c.id LIMIT :limit
                """.formatted(OwnCustomers.seen("c")))
                .param("limit", limit)
                .query((row, n) -> new Choice(row.getLong("id"), row.getString("name")))
                .list();
    }

    private InboxMessage unassigned(long id) {
        var message = find(id);
        if (!message.unassigned()) {
            throw Refusal.conflict("inbox.notUnassigned");
        }
        return message;
    }

    private InboxMessage find(long id) {
        return jdbc.sql(SELECT + " AND m.id = :id FOR UPDATE OF m")
                .param("id", id)
                .query(InboxMessages::message)
                .optional()
                .orElseThrow(() -> Refusal.notFound("inbox.notFound"));
    }

    private void done(long id) {
        jdbc.sql("""
                UPDATE inbox_message SET done_at = coalesce(done_at, now()), done_by = coalesce(done_by, current_actor())
                 WHERE company_id = current_company() AND id = :id
                """).param("id", id).update();
    }

    private static InboxMessage message(ResultSet row, int number) throws SQLException {
        return new InboxMessage(
                row.getLong("id"),
                Incoming.Kind.of(row.getString("kind")),
                row.getString("sender"),
                row.getString("sender_name"),
                row.getString("subject"),
                row.getString("text"),
                List.of((String[]) row.getArray("attachments").getArray()),
                row.getTimestamp("received_at").toInstant(),
                number(row, "mail_id"),
                number(row, "customer_id").map(CustomerId::new),
                Optional.ofNullable(row.getString("customer_name")),
                number(row, "correspondence_id").isPresent(),
                Optional.ofNullable(row.getString("recipient")),
                row.getBoolean("permanent"),
                Optional.ofNullable(row.getString("words")),
                Optional.ofNullable(row.getTimestamp("done_at")).map(t -> t.toInstant()));
    }

    private static Optional<Long> number(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, Long.class));
    }
}
