package org.kvit.today;

import org.kvit.company.Right;

/// One step of setting up: its name in texts and addresses, where it is done, and who may do it.
public enum Step {
    COMPANY("company", "/settings/company", Right.ADMINISTRATION),
    BANK_ACCOUNT("bankAccount", "/settings/company#accounts", Right.ADMINISTRATION),
    MAIL("mail", "/settings/mail", Right.ADMINISTRATION),
    POLICY("policy", "/settings/reminders", Right.ADMINISTRATION),
    INVOICES("invoices", "/imports/invoices", Right.RECEIVABLES),
    STATEMENT("statement", "/imports/statements", Right.RECEIVABLES);

    private final String code;
    private final String href;
    private final Right right;

    Step(String code, String href, Right right) {
        this.code = code;
        this.href = href;
        this.right = right;
    }

    public String code() {
        return code;
    }

    public String href() {
        return href;
    }

    public Right right() {
        return right;
    }
}
