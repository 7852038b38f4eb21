package org.kvit.attachment;

import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.kvit.company.OwnCustomers;
import org.kvit.order.OrderId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// What attachments orders have, many at once.
@Service
public class OrderAttachments {
    private final JdbcClient jdbc;

    OrderAttachments(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Of several orders, those of the first order first; orders that the user doesn't see are left
    /// out.
    @Transactional(readOnly = true)
    public List<Attachment> of(List<OrderId> orders) {
        return jdbc.sql("SELECT " + AttachmentRows.COLUMNS + """
                 JOIN customer_order o ON o.company_id = a.company_id AND o.id = a.order_id
                 JOIN customer c ON c.company_id = o.company_id AND c.id = o.customer_id
                WHERE a.company_id = current_company() AND a.order_id = ANY (:orders) AND %s
                ORDER BY array_position(:orders, a.order_id), a.id
                """.formatted(OwnCustomers.seen("c")))
                .param("orders", orders.stream().map(OrderId::value).toArray(Long[]::new))
                .query(AttachmentRows::attachment)
                .list();
    }

    @Transactional(readOnly = true)
    public long count(OrderId order) {
        return jdbc.sql("SELECT count(*) FROM attachment WHERE company_id = current_company() AND order_id = :order")
                .param("order", order.value())
                .query(Long.class)
                .single();
    }

    @Transactional(readOnly = true)
    public boolean hasPod(OrderId order) {
        return kinds(List.of(order)).getOrDefault(order, Set.of()).contains(AttachmentKind.POD);
    }

    /// Which kinds each of many orders has; one without any attachment is not in the map.
    @Transactional(readOnly = true)
    public Map<OrderId, Set<AttachmentKind>> kinds(Collection<OrderId> orders) {
        var kinds = new HashMap<OrderId, Set<AttachmentKind>>();
        jdbc.sql("""
                SELECT DISTINCT order_id, kind FROM attachment
                 WHERE company_id = current_company() AND order_id = ANY (:orders)
                """)
                .param("orders", orders.stream().map(OrderId::value).toArray(Long[]::new))
                .query(row -> {
                    kinds.computeIfAbsent(
                                    new OrderId(row.getLong("order_id")), _ -> EnumSet.noneOf(AttachmentKind.class))
                            .add(AttachmentKind.of(row.getString("kind")));
                });
        return kinds;
    }
}
