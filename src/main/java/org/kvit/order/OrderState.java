package org.kvit.order;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.kvit.base.Refusal;

/// What a list of orders is narrowed to; an order may be in several of these.
public enum OrderState {
    /// not on an invoice yet
    OPEN("o.invoice_id IS NULL"),
    /// all of its cargo is unloaded
    DELIVERED("""
            EXISTS (SELECT FROM order_cargo g WHERE g.company_id = o.company_id AND g.order_id = o.id)
            AND NOT EXISTS (SELECT FROM order_cargo g
                             WHERE g.company_id = o.company_id AND g.order_id = o.id AND g.unloading_actual IS NULL)"""),
    INVOICED("o.invoice_id IS NOT NULL"),
    /// a proof of delivery is to go with the invoice, and isn't attached
    POD_MISSING("o.pod_delivery <> 'none' AND NOT " + OrderRows.POD);

    private final String sql;

    OrderState(String sql) {
        this.sql = sql;
    }

    String sql() {
        return sql;
    }

    /// As the API and the address line write it: `pod_missing`.
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// @return empty if nothing is said
    /// @throws Refusal for a word that is none
    public static Optional<OrderState> of(String code) {
        if (code.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(Arrays.stream(values())
                .filter(s -> s.code().equals(code))
                .findFirst()
                .orElseThrow(() -> Refusal.invalid("state", "order.state.unknown", code)));
    }
}
