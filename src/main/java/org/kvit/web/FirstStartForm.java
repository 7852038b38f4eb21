package org.kvit.web;

/// The first start's form as sent.
public record FirstStartForm(String company, String country, String name, String email, String password) {
    static final FirstStartForm EMPTY = new FirstStartForm("", "", "", "", "");
}
