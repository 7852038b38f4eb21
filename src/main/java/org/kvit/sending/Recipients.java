package org.kvit.sending;

import java.util.LinkedHashSet;
import java.util.List;
import org.kvit.invoice.InvoiceId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// To whom an invoice goes by e-mail.
@Component
class Recipients {
    private final JdbcClient jdbc;

    Recipients(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// The customer's addresses that receive invoices, and the customer's manager named in the orders.
    List<String> of(InvoiceId id) {
        List<String> found = jdbc.sql("""
                SELECT email FROM (
                  SELECT 1 AS rank, c.id, c.email
                    FROM invoice i JOIN customer c ON c.company_id = i.company_id AND c.id = i.customer_id
                   WHERE i.company_id = current_company() AND i.id = :id AND c.receives_invoices
                   UNION ALL
                  SELECT 2, k.id, k.email
                    FROM invoice i JOIN contact k ON k.company_id = i.company_id AND k.customer_id = i.customer_id
                   WHERE i.company_id = current_company() AND i.id = :id AND k.receives_invoices
                   UNION ALL
                  SELECT 3, k.id, k.email
                    FROM invoice i
                    JOIN customer_order o ON o.company_id = i.company_id AND o.invoice_id = i.id
                    JOIN contact k ON k.company_id = o.company_id AND k.id = o.contact_id AND k.customer_id = i.customer_id
                   WHERE i.company_id = current_company() AND i.id = :id) found
                 WHERE email <> ''
                 ORDER BY rank, id
                """)
                .param("id", id.value())
                .query((row, n) -> row.getString(1))
                .list();
        return List.copyOf(new LinkedHashSet<>(found));
    }

    /// Our account managers of its orders, else the customer's, if the company wants them in copy.
    List<String> copies(InvoiceId id) {
        return jdbc.sql("""
                SELECT DISTINCT u.email
                  FROM invoice i
                  JOIN company w ON w.id = i.company_id AND w.copy_to_account_manager
                  JOIN customer c ON c.company_id = i.company_id AND c.id = i.customer_id
                  LEFT JOIN customer_order o ON o.company_id = i.company_id AND o.invoice_id = i.id
                  JOIN app_user u ON u.id = coalesce(o.account_manager_id, c.account_manager_id)
                 WHERE i.company_id = current_company() AND i.id = :id AND u.disabled_at IS NULL
                 ORDER BY u.email
                """)
                .param("id", id.value())
                .query((row, n) -> row.getString(1))
                .list();
    }
}
