package org.kvit.payment;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kvit.base.Money;
import org.kvit.base.Words;
import org.kvit.ui.Faults;

/// What became of a payment besides links, and what can: its refunds and the write-offs of its surplus.
///
/// @param debits that may have given it back
/// @param offered what may be written off; empty: nothing, or more than the limit
/// @param typed the form's fields as they were typed
/// @param problem what stood in the way of the form as a whole
public record PaymentRest(
        Payment payment,
        List<Refund> refunds,
        List<Refund.Debit> debits,
        List<WriteOff> writeOffs,
        Optional<Money> offered,
        Map<String, String> typed,
        Faults faults,
        Optional<Words> problem) {

    public String path() {
        return "/payments/" + payment.id().value();
    }

    public String value(String field) {
        return typed.getOrDefault(field, "");
    }
}
