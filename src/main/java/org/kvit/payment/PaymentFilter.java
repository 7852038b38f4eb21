package org.kvit.payment;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.kvit.base.Refusal;

/// Which payments a list shows. What is empty narrows nothing.
///
/// @param state `unlinked`, `partly`, `linked`, `open` (the first two together), `voided`, or empty for all
/// @param query part of a name, text, reference, account or invoice number, or the beginning of an amount
/// @param account ours
/// @param customer whom they came from; 0: anybody
/// @param statement only what this statement brought; 0: whatever it came by
public record PaymentFilter(
        String state,
        String query,
        Optional<LocalDate> from,
        Optional<LocalDate> to,
        String account,
        String currency,
        Optional<BigDecimal> amountFrom,
        Optional<BigDecimal> amountTo,
        long customer,
        long statement) {
    private static final List<String> STATES = List.of("", "unlinked", "partly", "linked", "open", "voided");
    private static final int LONGEST_QUERY = 100;

    /// @throws Refusal if there is no such state
    public PaymentFilter {
        query = query.replace("\u0000", "").strip();
        query = query.length() > LONGEST_QUERY ? query.substring(0, LONGEST_QUERY) : query;
        if (!STATES.contains(state)) {
            throw Refusal.invalid("state", "payment.state.unknown", state);
        }
    }

    public static PaymentFilter of(String state, String query) {
        return new PaymentFilter(
                state, query, Optional.empty(), Optional.empty(), "", "", Optional.empty(), Optional.empty(), 0, 0);
    }

    public PaymentFilter in(String otherState) {
        return new PaymentFilter(
                otherState, query, from, to, account, currency, amountFrom, amountTo, customer, statement);
    }

    public PaymentFilter inAnyCurrency() {
        return new PaymentFilter(state, query, from, to, account, "", amountFrom, amountTo, customer, statement);
    }

    /// Those of them that wait for somebody to link them: of a list of unlinked or partly linked ones these, of any
    /// other all that have something left.
    public PaymentFilter waiting() {
        return state.equals("unlinked") || state.equals("partly") ? this : in("open");
    }
}
