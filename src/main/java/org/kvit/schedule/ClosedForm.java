package org.kvit.schedule;

/// Closed days as they are entered.
public record ClosedForm(String from, String to, String reason) {
    static final ClosedForm EMPTY = new ClosedForm("", "", "");
}
