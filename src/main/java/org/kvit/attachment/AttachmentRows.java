package org.kvit.attachment;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.kvit.base.Refusal;
import org.kvit.company.OwnCustomers;
import org.kvit.database.ContentHash;
import org.kvit.invoice.InvoiceId;
import org.kvit.order.OrderId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// The rows of attachments, within the orders and invoices that the user sees.
@Component
class AttachmentRows {
    static final String COLUMNS = """
            a.id, a.order_id, a.invoice_id, a.kind, a.name, a.sha256, a.size, a.content_type, a.uploaded_at, u.name AS uploader
              FROM attachment a
              LEFT JOIN app_user u ON u.id = a.uploaded_by
            """;

    private final JdbcClient jdbc;

    AttachmentRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// @throws Refusal if there is no such order or invoice
    @Transactional(readOnly = true)
    public void check(Owner owner) {
        if (!jdbc.sql("SELECT " + visible(owner))
                .param("owner", owner.number())
                .query(Boolean.class)
                .single()) {
            throw noSuch(owner);
        }
    }

    /// [#check]; and until the caller's transaction ends, nobody deletes it.
    void lock(Owner owner) {
        if (jdbc.sql("SELECT o.id " + seen(owner) + " FOR KEY SHARE OF o")
                .param("owner", owner.number())
                .query(Long.class)
                .optional()
                .isEmpty()) {
            throw noSuch(owner);
        }
    }

    AttachmentId insert(Owner owner, AttachmentKind kind, String name, ContentHash hash, long size, FileType type) {
        return new AttachmentId(jdbc.sql("""
                INSERT INTO attachment (company_id, %s, kind, name, sha256, size, content_type, uploaded_by)
                VALUES (current_company(), :owner, :kind, :name, :hash, :size, :type, current_actor())
                RETURNING id
                """.formatted(column(owner)))
                .param("owner", owner.number())
                .param("kind", kind.code())
                .param("name", name)
                .param("hash", hash.bytes())
                .param("size", size)
                .param("type", type.mediaType())
                .query(Long.class)
                .single());
    }

    /// In the order in which they came.
    List<Attachment> of(Owner owner) {
        return jdbc.sql("SELECT " + COLUMNS + " WHERE " + all(owner) + " ORDER BY a.id")
                .param("owner", owner.number())
                .query(AttachmentRows::attachment)
                .list();
    }

    Optional<Attachment> find(Owner owner, AttachmentId id) {
        return one("SELECT " + COLUMNS, owner, "", id)
                .query(AttachmentRows::attachment)
                .optional();
    }

    boolean update(Owner owner, AttachmentId id, String name, AttachmentKind kind) {
        return one("UPDATE attachment a SET name = :name, kind = :kind", owner, "", id)
                        .param("name", name)
                        .param("kind", kind.code())
                        .update()
                == 1;
    }

    /// @return what the deleted row named
    Optional<ContentHash> delete(Owner owner, AttachmentId id) {
        return one("DELETE FROM attachment a", owner, " RETURNING a.sha256", id)
                .query((row, n) -> ContentHash.of(row.getBytes(1)))
                .optional();
    }

    static Attachment attachment(ResultSet row, int n) throws SQLException {
        return new Attachment(
                new AttachmentId(row.getLong("id")),
                owner(row),
                AttachmentKind.of(row.getString("kind")),
                row.getString("name"),
                ContentHash.of(row.getBytes("sha256")),
                row.getLong("size"),
                FileType.ofMediaType(row.getString("content_type")),
                row.getTimestamp("uploaded_at").toInstant(),
                Optional.ofNullable(row.getString("uploader")));
    }

    private static Owner owner(ResultSet row) throws SQLException {
        long order = row.getLong("order_id");
        return row.wasNull() ? Owner.of(new InvoiceId(row.getLong("invoice_id"))) : Owner.of(new OrderId(order));
    }

    private JdbcClient.StatementSpec one(String what, Owner owner, String returning, AttachmentId id) {
        return jdbc.sql(what + " WHERE a.id = :id AND " + all(owner) + returning)
                .param("owner", owner.number())
                .param("id", id.value());
    }

    private static String all(Owner owner) {
        return "a.company_id = current_company() AND a." + column(owner) + " = :owner AND " + visible(owner);
    }

    private static String visible(Owner owner) {
        return "EXISTS (SELECT " + seen(owner) + ")";
    }

    /// An account manager who sees their own customers only, sees no other's files either.
    private static String seen(Owner owner) {
        var table = switch (owner) {
            case Owner.Order _ -> "customer_order";
            case Owner.Invoice _ -> "invoice";
        };
        return """
                  FROM %s o
                  JOIN customer c ON c.company_id = o.company_id AND c.id = o.customer_id
                 WHERE o.company_id = current_company() AND o.id = :owner AND %s
                """.formatted(table, OwnCustomers.seen("c"));
    }

    private static Refusal noSuch(Owner owner) {
        return Refusal.notFound(
                switch (owner) {
                    case Owner.Order _ -> "attachment.noOrder";
                    case Owner.Invoice _ -> "invoice.notFound";
                });
    }

    private static String column(Owner owner) {
        return switch (owner) {
            case Owner.Order _ -> "order_id";
            case Owner.Invoice _ -> "invoice_id";
        };
    }
}
