package org.kvit.bank;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// An entry of a text format, while it is read: booked, and no batch.
final class PlainEntry {
    final int line;
    final String account;
    final LocalDate bookedOn;
    final BigDecimal amount;
    final String currency;
    final boolean credit;
    Optional<LocalDate> valueOn = Optional.empty();
    boolean reversal;
    String bankReference = "";
    String runningReference = "";
    String returnReason = "";
    String mandate = "";
    String endToEndId = "";
    String name = "";
    String otherAccount = "";
    String ultimate = "";
    String additional = "";
    String code = "";
    final List<String> references = new ArrayList<>();
    final List<String> remittance = new ArrayList<>();

    /// @param amount never negative
    PlainEntry(int line, String account, LocalDate bookedOn, BigDecimal amount, String currency, boolean credit) {
        this.line = line;
        this.account = account;
        this.bookedOn = bookedOn;
        this.amount = amount;
        this.currency = currency;
        this.credit = credit;
    }

    /// The symbols of a Czech or Slovak payment, in the form in which their banks pass them on in ISO
    /// 20022. Zeros are none.
    void symbols(String variable, String specific, String constant) {
        var all = symbol("VS", variable) + symbol("SS", specific) + symbol("KS", constant);
        if (all.startsWith("/VS") || (endToEndId.isEmpty() && !all.isEmpty())) {
            endToEndId = all;
        }
    }

    void text(String text) {
        if (!text.isBlank()) {
            remittance.add(text.strip());
        }
    }

    Entry entry() {
        var banks = EntryIdentities.isPlaceholder(bankReference) ? "" : bankReference;
        var running = EntryIdentities.isPlaceholder(runningReference) ? "" : runningReference;
        return new Entry(
                line,
                account,
                bookedOn,
                valueOn,
                amount,
                currency,
                credit,
                reversal,
                Entry.Status.BOOK,
                banks,
                banks.isEmpty() ? running : banks,
                EntryIdentities.isPlaceholder(endToEndId) ? "" : endToEndId,
                name.strip(),
                otherAccount,
                ultimate,
                references,
                remittance,
                additional.strip(),
                code,
                Optional.empty(),
                "",
                new Entry.Details(
                        running,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        returnReason.isEmpty() ? Optional.empty() : Optional.of(new Entry.Return(returnReason, "", "")),
                        new Entry.PaymentIds("", "", mandate, "")));
    }

    private static String symbol(String kind, String digits) {
        var bare = digits.replaceFirst("^0+", "").strip();
        return bare.isEmpty() ? "" : "/" + kind + bare;
    }
}
