package org.kvit.invoice;

import java.util.Arrays;
import java.util.Optional;
import org.kvit.base.Refusal;

/// By what a list of invoices is narrowed. Unlike the one state of an invoice these overlap: a
/// part-paid invoice past its due date is unpaid, overdue and part-paid.
public enum InvoiceStatus {
    OPEN("open", "i.approved AND {open} > 0"),
    OVERDUE("overdue", "i.approved AND {open} > 0 AND i.due_date < :day"),
    PARTLY("partly", "i.approved AND {open} > 0 AND {open} < i.total"),
    PAID("paid", "i.approved AND {open} = 0 AND NOT (i.total > 0 AND {credited} = i.total)"),
    CREDITED("credited", "i.approved AND {open} = 0 AND i.total > 0 AND {credited} = i.total"),
    DRAFT("draft", "NOT i.approved");

    private final String code;
    private final String condition;

    InvoiceStatus(String code, String condition) {
        this.code = code;
        this.condition = condition;
    }

    /// @param code empty for all
    /// @throws Refusal for a word that is no status
    public static Optional<InvoiceStatus> of(String code) {
        if (code.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(Arrays.stream(values())
                .filter(s -> s.code.equals(code))
                .findFirst()
                .orElseThrow(() -> Refusal.invalid("status", "invoice.status.unknown", code)));
    }

    public String code() {
        return code;
    }

    /// @param open, credited what these amounts are in SQL
    String sql(String open, String credited) {
        return condition.replace("{open}", open).replace("{credited}", credited);
    }
}
