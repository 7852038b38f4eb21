package org.kvit.company;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.kvit.base.PaymentReference;

/// The payment reference that a company's new invoices get.
public enum ReferenceKind {
    NONE,
    /// ISO 11649
    RF,
    /// viitenumber
    ESTONIAN,
    /// of Czech and Slovak banks
    VARIABLE_SYMBOL;

    /// As the API, the forms and the database write it.
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<ReferenceKind> of(String code) {
        return Arrays.stream(values()).filter(k -> k.code().equals(code)).findFirst();
    }

    /// What the payer of this invoice is to quote; empty if the number has nothing to make it of.
    public Optional<String> reference(String invoiceNumber) {
        return switch (this) {
            case NONE -> Optional.empty();
            case RF -> PaymentReference.creditor(invoiceNumber);
            case ESTONIAN -> PaymentReference.estonian(invoiceNumber);
            case VARIABLE_SYMBOL -> PaymentReference.symbol(invoiceNumber);
        };
    }
}
