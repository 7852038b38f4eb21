package org.kvit.bank;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;

/// A balance as the bank states it.
///
/// @param code `OPBD` opening booked, `CLBD` closing booked, `PRCD` the closing before, `CLAV`, `ITBD`,
/// …, or the
/// bank's own
/// @param subType `INTM` when the statement goes on in a further one; else empty
/// @param amount signed: negative is a debit balance
/// @param currency ISO 4217; need not be the account's
public record Balance(String code, String subType, BigDecimal amount, String currency, Optional<LocalDate> date) {}
