package org.kvit.payment;

import java.time.LocalDate;
import java.util.List;
import org.kvit.base.Money;

/// What is known of a payment. Texts are empty where the bank gives none.
///
/// @param amount what of it is not linked yet
/// @param ultimateName on whose behalf it was paid, where the bank names that party (`UltmtDbtr`)
/// @param references structured remittance (`Strd/CdtrRefInf/Ref`)
/// @param endToEndId as the payer's bank passed it on; Czech and Slovak banks put the symbols there
/// @param remittance the free text, line by line as the bank cut it
/// @param additional the bank's further words
public record PaymentFacts(
        long id,
        LocalDate bookedOn,
        Money amount,
        String payerName,
        String payerAccount,
        String ultimateName,
        List<String> references,
        String endToEndId,
        List<String> remittance,
        String additional) {
    public PaymentFacts {
        references = List.copyOf(references);
        remittance = List.copyOf(remittance);
    }
}
