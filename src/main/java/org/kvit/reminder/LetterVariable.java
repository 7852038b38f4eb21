package org.kvit.reminder;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// What a letter's wording may name, and all of it: `{{total}}` writes a value, `{{#phone}}…{{/phone}}` stands
/// where there is one, `{{^phone}}…{{/phone}}` where there is none. Conditions have nothing to write.
public enum LetterVariable {
    /// More than one invoice.
    SEVERAL("several", true),
    /// At least one invoice is past its due date.
    OVERDUE("overdue", true),
    /// The customer's name.
    CUSTOMER("customer", false),
    /// Our own company's name.
    COMPANY("company", false),
    /// The first invoice's number: the only one, if there is one.
    NUMBER("number", false),
    /// How many invoices.
    COUNT("count", false),
    /// What is open, per currency.
    TOTAL("total", false),
    /// The earliest due date.
    DUE_DATE("dueDate", false),
    /// The most days that an invoice is overdue.
    DAYS("days", false),
    /// The letter's date.
    DATE("date", false),
    /// Seven days after the letter's date.
    PAY_BY("payBy", false),
    /// Who signs.
    CONTACT("contact", false),
    PHONE("phone", false),
    EMAIL("email", false);

    private static final Map<String, LetterVariable> BY_TAG =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(LetterVariable::tag, v -> v));

    private final String tag;
    private final boolean condition;

    LetterVariable(String tag, boolean condition) {
        this.tag = tag;
        this.condition = condition;
    }

    static Optional<LetterVariable> named(String tag) {
        return Optional.ofNullable(BY_TAG.get(tag));
    }

    /// As texts name it.
    public String tag() {
        return tag;
    }

    /// Whether it is only asked, and never written.
    public boolean isCondition() {
        return condition;
    }
}
