package org.kvit.bank;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// One movement of an account: a statement entry, or one transaction of a batch entry. Texts are empty
/// where the bank
/// gives
/// none.
///
/// @param line where it begins in its file
/// @param account ours, as in [Statement#account]
/// @param amount never negative, up to five decimals; [#credit] says which way
/// @param reversal the bank takes back an earlier entry, or returns a payment: a debit undoes a credit,
/// a credit a
/// debit
/// @param bankReference the bank's own (`AcctSvcrRef`), the transaction's where it has one, else the entry's
/// @param entryReference what names the entry at the bank: its `AcctSvcrRef`, else its transaction's,
/// else `NtryRef`
/// @param counterpartyName who paid a credit, who was paid by a debit
/// @param ultimateName on whose behalf, where the bank names that party beside the counterparty
/// @param references structured remittance: `CdtrRefInf/Ref`
/// @param remittance the free text line by line as the bank cut it, then document numbers and additional
/// remittance
/// texts
/// @param additional the bank's further words on the entry and the transaction
/// @param batch of which batch entry this is a transaction
/// @param flag [#BATCH_MISMATCH] or empty
public record Entry(
        int line,
        String account,
        LocalDate bookedOn,
        Optional<LocalDate> valueOn,
        BigDecimal amount,
        String currency,
        boolean credit,
        boolean reversal,
        Status status,
        String bankReference,
        String entryReference,
        String endToEndId,
        String counterpartyName,
        String counterpartyAccount,
        String ultimateName,
        List<String> references,
        List<String> remittance,
        String additional,
        String transactionCode,
        Optional<Batch> batch,
        String flag) {
    /// The transactions of this batch entry didn't add up to it: it is kept as one, with all their texts.
    public static final String BATCH_MISMATCH = "batch_mismatch";

    public Entry {
        references = List.copyOf(references);
        remittance = List.copyOf(remittance);
    }

    /// `BOOK`ed, pending, for information only, or dated in the future. Only what is booked is money.
    public enum Status {
        BOOK,
        PDNG,
        INFO,
        FUTR
    }

    /// The entry that a transaction was booked with. @param amount the entry's @param credit the entry's
    public record Batch(BigDecimal amount, boolean credit) {}

    public boolean booked() {
        return status == Status.BOOK;
    }

    /// Money that came in: booked, no reversal, and more than nothing.
    public boolean isPayment() {
        return booked() && credit && !reversal && amount.signum() > 0;
    }

    public BigDecimal signedAmount() {
        return credit ? amount : amount.negate();
    }
}
