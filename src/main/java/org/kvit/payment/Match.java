package org.kvit.payment;

import java.math.BigDecimal;
import java.util.List;
import org.kvit.base.Words;

/// Which invoices a payment may pay, and why.
///
/// @param rule stable name of the rule
/// @param links at least one; their sum is at most the payment, each at most what its invoice has open
public record Match(Certainty certainty, String rule, Words reason, List<Link> links) {
    public Match {
        links = List.copyOf(links);
    }

    public enum Certainty {
        /// two kinds of evidence agree, or a reference with a right check digit: linked by itself
        CERTAIN,
        /// for a person to decide
        LIKELY;

        public String code() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    public record Link(long invoice, BigDecimal amount) {}
}
