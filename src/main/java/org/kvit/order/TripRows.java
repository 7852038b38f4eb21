package org.kvit.order;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/// How a trip is read from its row.
final class TripRows {
    /// Goes before a condition on `t`. Orders of customers that the actor doesn't see aren't counted.
    static final String SELECT = """
            SELECT t.*, u.name AS approver,
                   (SELECT count(*) FROM customer_order o
                      JOIN customer c ON c.company_id = o.company_id AND c.id = o.customer_id
                     WHERE o.company_id = t.company_id AND o.trip_id = t.id AND %s) AS orders
              FROM trip t
              LEFT JOIN app_user u ON u.id = t.approved_by
             WHERE t.company_id = current_company()
            """.formatted(OrderRows.VISIBLE);

    private TripRows() {}

    static Trip trip(ResultSet row, int number) throws SQLException {
        var at = Optional.ofNullable(row.getTimestamp("approved_at"));
        var by = OrderRows.text(row, "approver");
        return new Trip(
                new TripId(row.getLong("id")),
                row.getString("number"),
                OrderRows.text(row, "vehicle"),
                OrderRows.text(row, "carrier"),
                OrderRows.date(row, "starts_on"),
                OrderRows.date(row, "ends_on"),
                OrderRows.text(row, "note"),
                at.map(t -> new Trip.Approval(t.toInstant(), by)),
                row.getLong("orders"),
                row.getTimestamp("created_at").toInstant());
    }
}
