package org.kvit.attachment;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.kvit.base.Refusal;
import org.kvit.company.OwnCustomers;
import org.kvit.database.ContentHash;
import org.kvit.order.OrderId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// The rows of attachments, within the orders that the user sees.
@Component
class AttachmentRows {
    /// An account manager who sees their own customers only, sees no other's files either.
    static final String VISIBLE = """
            EXISTS (SELECT FROM customer_order o
                      JOIN customer c ON c.company_id = o.company_id AND c.id = o.customer_id
                     WHERE o.company_id = current_company() AND o.id = :order
                       AND %s)
            """.formatted(OwnCustomers.seen("c"));

    static final String COLUMNS = """
            a.id, a.order_id, a.kind, a.name, a.sha256, a.size, a.content_type, a.uploaded_at, u.name AS uploader
              FROM attachment a
              LEFT JOIN app_user u ON u.id = a.uploaded_by
            """;

    private static final String ONE =
            "company_id = current_company() AND order_id = :order AND id = :id AND " + VISIBLE;

    private final JdbcClient jdbc;

    AttachmentRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// @throws Refusal if there is no such order
    @Transactional(readOnly = true)
    public void checkOrder(OrderId order) {
        if (!jdbc.sql("SELECT " + VISIBLE)
                .param("order", order.value())
                .query(Boolean.class)
                .single()) {
            throw Refusal.notFound("attachment.noOrder");
        }
    }

    AttachmentId insert(OrderId order, AttachmentKind kind, String name, ContentHash hash, long size, FileType type) {
        return new AttachmentId(jdbc.sql("""
                INSERT INTO attachment (company_id, order_id, kind, name, sha256, size, content_type, uploaded_by)
                VALUES (current_company(), :order, :kind, :name, :hash, :size, :type, current_actor())
                RETURNING id
                """)
                .param("order", order.value())
                .param("kind", kind.code())
                .param("name", name)
                .param("hash", hash.bytes())
                .param("size", size)
                .param("type", type.mediaType())
                .query(Long.class)
                .single());
    }

    Optional<Attachment> find(OrderId order, AttachmentId id) {
        return one(
                        jdbc.sql("SELECT " + COLUMNS
                                + " WHERE a.company_id = current_company() AND a.order_id = :order AND a.id = :id AND "
                                + VISIBLE),
                        order,
                        id)
                .query(AttachmentRows::attachment)
                .optional();
    }

    boolean update(OrderId order, AttachmentId id, String name, AttachmentKind kind) {
        return one(jdbc.sql("UPDATE attachment SET name = :name, kind = :kind WHERE " + ONE), order, id)
                        .param("name", name)
                        .param("kind", kind.code())
                        .update()
                == 1;
    }

    /// @return what the deleted row named
    Optional<ContentHash> delete(OrderId order, AttachmentId id) {
        return one(jdbc.sql("DELETE FROM attachment WHERE " + ONE + " RETURNING sha256"), order, id)
                .query((row, n) -> ContentHash.of(row.getBytes(1)))
                .optional();
    }

    static Attachment attachment(ResultSet row, int n) throws SQLException {
        return new Attachment(
                new AttachmentId(row.getLong("id")),
                new OrderId(row.getLong("order_id")),
                AttachmentKind.of(row.getString("kind")),
                row.getString("name"),
                ContentHash.of(row.getBytes("sha256")),
                row.getLong("size"),
                FileType.ofMediaType(row.getString("content_type")),
                row.getTimestamp("uploaded_at").toInstant(),
                Optional.ofNullable(row.getString("uploader")));
    }

    private static JdbcClient.StatementSpec one(JdbcClient.StatementSpec statement, OrderId order, AttachmentId id) {
        return statement.param("order", order.value()).param("id", id.value());
    }
}
