package org.kvit.correspondence;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.kvit.base.Refusal;
import org.kvit.company.Companies;
import org.kvit.customer.CustomerId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// What is to be done next, and when. An action is done when a person says so, or when something newer
/// was noted about
/// its invoices;
/// it is needless once all of them are paid.
@Service
public class NextActions {
    private final JdbcClient jdbc;
    private final Companies companies;

    NextActions(JdbcClient jdbc, Companies companies) {
        this.jdbc = jdbc;
        this.companies = companies;
    }

    /// @param text the note that set it
    public record Due(EntryId entry, CustomerId customer, String customerName, LocalDate on, String text) {}

    /// What is due on a date or was due before it, the oldest first.
    @Transactional(readOnly = true)
    public List<Due> due(LocalDate asOf, int limit) {
        return jdbc.sql("""
                SELECT n.correspondence_id, n.customer_id, c.name, n.next_action_on, e.text
                  FROM pending_actions(:asOf) n
                  JOIN correspondence e ON e.company_id = current_company() AND e.id = n.correspondence_id
                  JOIN customer c ON c.company_id = current_company() AND c.id = n.customer_id
                 WHERE n.next_action_on <= :asOf AND %s
                 ORDER BY n.next_action_on, n.correspondence_id
                 LIMIT :limit
                """.formatted(EntryRows.VISIBLE))
                .param("asOf", asOf)
                .param("limit", limit)
                .query((row, n) -> new Due(
                        new EntryId(row.getLong("correspondence_id")),
                        new CustomerId(row.getLong("customer_id")),
                        row.getString("name"),
                        row.getObject("next_action_on", LocalDate.class),
                        row.getString("text")))
                .list();
    }

    /// Ticks a next action off, today.
    /// @throws Refusal if there is no such entry that the actor may see, or nothing to be done about it
    @Transactional
    public void done(EntryId entry) {
        mark(entry, Optional.of(companies.today()));
    }

    /// Takes [#done] back.
    /// @throws Refusal if there is no such entry that the actor may see, or nothing to be done about it
    @Transactional
    public void undone(EntryId entry) {
        mark(entry, Optional.empty());
    }

    private void mark(EntryId entry, Optional<LocalDate> on) {
        int marked = jdbc.sql("""
                UPDATE correspondence e SET next_action_done_on = :on::date
                  FROM customer c
                 WHERE e.company_id = current_company() AND e.id = :id AND e.next_action_on IS NOT NULL
                   AND c.company_id = e.company_id AND c.id = e.customer_id AND %s
                """.formatted(EntryRows.VISIBLE))
                .param("on", on.orElse(null))
                .param("id", entry.value())
                .update();
        if (marked == 0) {
            throw Refusal.notFound("correspondence.notFound");
        }
    }
}
