package org.kvit.company;

/// What may be changed. Reading is everybody's who is signed in.
public enum Right {
    /// the company itself, its people, tokens, mail server, policy
    ADMINISTRATION,
    /// client cards and contacts
    CUSTOMERS,
    /// customer orders, trips, and what is attached to them
    ORDERS,
    /// invoices, statements, payments and their links
    RECEIVABLES,
    /// reminder runs, counters, letters
    REMINDERS,
    /// notes, promises, next actions
    CORRESPONDENCE
}
