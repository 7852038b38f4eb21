package org.kvit.sending;

import java.time.LocalDate;
import org.kvit.base.Money;
import org.kvit.invoice.InvoiceId;

/// An approved invoice that the settings want sent, and that wasn't yet.
public record ToSend(InvoiceId id, String number, String customer, LocalDate issued, Money total) {}
