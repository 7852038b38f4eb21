package org.kvit.bank;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.kvit.base.Money;

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
/// @param flag [#BATCH_MISMATCH], [#BATCH_WITHOUT_DETAILS] or empty
/// @param details what a bank may say beyond all this
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
        String flag,
        Details details) {
    /// The transactions of this batch entry didn't add up to it: it is kept as one, with all their texts.
    public static final String BATCH_MISMATCH = "batch_mismatch";

    /// The bank booked several payments as one sum and sent none of them.
    public static final String BATCH_WITHOUT_DETAILS = "batch_without_details";

    public Entry {
        references = List.copyOf(references);
        remittance = List.copyOf(remittance);
    }

    /// An entry of which the bank says nothing beyond the usual.
    public Entry(
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
        this(
                line,
                account,
                bookedOn,
                valueOn,
                amount,
                currency,
                credit,
                reversal,
                status,
                bankReference,
                entryReference,
                endToEndId,
                counterpartyName,
                counterpartyAccount,
                ultimateName,
                references,
                remittance,
                additional,
                transactionCode,
                batch,
                flag,
                Details.NONE);
    }

    /// @param runningReference `NtryRef`: may be a running number of the statement
    /// @param charges what the bank kept of the money, or took beside it; negative: what it gave
    /// @param instructed what the payer ordered to be paid, where that isn't the entry's amount
    /// @param exchangeRate as the bank states it, up to ten decimals
    /// @param returned why the bank gives it back or takes it back
    public record Details(
            String runningReference,
            Optional<Money> charges,
            Optional<Money> instructed,
            Optional<BigDecimal> exchangeRate,
            Optional<Return> returned,
            PaymentIds ids) {
        public static final Details NONE = new Details(
                "", Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), PaymentIds.NONE);
    }

    /// @param reason ISO 20022 external return reason code such as `AC04`, or the bank's own
    /// @param text the bank's words, line by line
    /// @param originalEndToEndId of the payment that is returned, where it isn't the entry's own
    public record Return(String reason, String text, String originalEndToEndId) {}

    /// What names a payment on its way, beside [Entry#endToEndId]: `InstrId`, `TxId`, `MndtId`, `UETR`.
    public record PaymentIds(String instruction, String transaction, String mandate, String uetr) {
        public static final PaymentIds NONE = new PaymentIds("", "", "", "");
    }

    /// `BOOK`ed, pending, for information only, or dated in the future. Only what is booked is money.
    public enum Status {
        BOOK,
        PDNG,
        INFO,
        FUTR
    }

    /// The entry that a transaction was booked with.
    ///
    /// @param amount the entry's
    /// @param credit the entry's
    /// @param reversal the entry's
    /// @param part which of its transactions this is, from 1
    /// @param details hash of all of them, in any order
    public record Batch(BigDecimal amount, boolean credit, boolean reversal, int part, String details) {}

    /// This transaction, told what all of its batch's come to. @param details hash of all of them
    Entry ofBatch(String details) {
        var all = batch.map(b -> new Batch(b.amount(), b.credit(), b.reversal(), b.part(), details));
        return new Entry(
                line,
                account,
                bookedOn,
                valueOn,
                amount,
                currency,
                credit,
                reversal,
                status,
                bankReference,
                entryReference,
                endToEndId,
                counterpartyName,
                counterpartyAccount,
                ultimateName,
                references,
                remittance,
                additional,
                transactionCode,
                all,
                flag,
                this.details);
    }

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
