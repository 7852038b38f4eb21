package org.kvit.bank;

import java.util.Arrays;
import java.util.Optional;

/// What a column of a bank's CSV file can hold.
public enum CsvField {
    DATE("date"),
    VALUE_DATE("valueDate"),
    /// signed; with [#INDICATOR] its sign says nothing
    AMOUNT("amount"),
    /// what went out, where in and out have a column each
    DEBIT("debit"),
    /// what came in
    CREDIT("credit"),
    /// debit or credit
    INDICATOR("indicator"),
    CURRENCY("currency"),
    NAME("name"),
    /// the other side's
    ACCOUNT("account"),
    /// the other side's, in Czech and Slovak files
    BANK_CODE("bankCode"),
    REFERENCE("reference"),
    VARIABLE_SYMBOL("variableSymbol"),
    SPECIFIC_SYMBOL("specificSymbol"),
    CONSTANT_SYMBOL("constantSymbol"),
    /// several columns
    TEXT("text"),
    /// by which the bank itself names the entry
    BANK_REFERENCE("bankReference"),
    /// after the entry
    BALANCE("balance"),
    OWN_ACCOUNT("ownAccount"),
    /// Swedbank's: 10 opening balance, 20 entry, 82 turnover, 86 closing balance
    ROW_TYPE("rowType");

    private final String code;

    CsvField(String code) {
        this.code = code;
    }

    public static Optional<CsvField> of(String code) {
        return Arrays.stream(values()).filter(f -> f.code.equals(code)).findFirst();
    }

    /// As in forms and in the database.
    public String code() {
        return code;
    }

    /// Whether more columns than one can hold it.
    public boolean several() {
        return this == TEXT;
    }
}
