package org.kvit.bank;

import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.kvit.base.CheckDigits;

/// Whose statements are read: what must be known of the company to read formats that say less than ISO
/// 20022 does.
///
/// @param country ISO 3166-1 alpha-2: its banks' code page, and whether domestic accounts are Czech or
/// Slovak
/// @param accounts ours, in the company's order
/// @param mappings how the CSV files of our banks are read
public record AccountHolder(String country, List<Account> accounts, List<CsvMapping> mappings) {
    /// Of whom nothing is known: enough for ISO 20022.
    public static final AccountHolder UNKNOWN = new AccountHolder("", List.of(), List.of());

    /// Shorter numbers are no evidence of an account.
    private static final int SHORTEST = 5;

    public AccountHolder {
        accounts = List.copyOf(accounts);
        mappings = List.copyOf(mappings);
    }

    /// An account of ours. @param iban compact, in capitals @param currency ISO 4217, or empty
    public record Account(String iban, String currency) {}

    /// The same with this mapping alone.
    public AccountHolder with(CsvMapping mapping) {
        return new AccountHolder(country, accounts, List.of(mapping));
    }

    /// Which code page old programs of the country's banks write.
    Charset codePage() {
        return switch (country) {
            case "CZ", "SK", "PL", "HU", "SI", "HR", "RO" -> Charset.forName("windows-1250");
            case "LV", "LT", "EE" -> Charset.forName("windows-1257");
            default -> Charset.forName("windows-1252");
        };
    }

    /// Our account as a statement writes it: an IBAN, with its currency behind or a bank's code before
    /// it, or a domestic number. @return its IBAN where that can be known, else what is written,
    /// compact
    String account(String written) {
        var compact = written.replaceAll("\\s", "").toUpperCase(Locale.ROOT);
        return ours(compact)
                .map(Account::iban)
                .or(() -> ibanIn(compact))
                .or(() -> DomesticAccount.iban(country, compact))
                .orElse(compact);
    }

    /// Which of our accounts is meant, if it is one alone.
    Optional<Account> ours(String written) {
        var compact = written.replaceAll("\\s", "").toUpperCase(Locale.ROOT);
        var iban = ibanIn(compact).or(() -> DomesticAccount.iban(country, compact));
        if (iban.isPresent()) {
            return one(iban.get());
        }
        return Arrays.stream(compact.split("/", -1))
                .map(part -> part.replaceAll("[^0-9]", "").replaceFirst("^0+", ""))
                .filter(number -> number.length() >= SHORTEST)
                .map(number -> accounts.stream()
                        .filter(a -> endsWith(a.iban(), number))
                        .toList())
                .filter(all -> all.size() == 1)
                .map(List::getFirst)
                .findFirst();
    }

    /// What the account's currency is where the statement doesn't say: its own, else the country's.
    String currencyOf(String iban) {
        return one(iban).map(Account::currency).filter(c -> !c.isEmpty()).orElse(country.equals("CZ") ? "CZK" : "EUR");
    }

    /// Czech and Slovak accounts of ours by their sixteen digits: prefix and number.
    Optional<Account> bySixteen(String digits) {
        var all = accounts.stream()
                .filter(a -> a.iban().matches("(CZ|SK)\\d{22}") && a.iban().endsWith(digits))
                .toList();
        return all.size() == 1 ? Optional.of(all.getFirst()) : Optional.empty();
    }

    /// An IBAN with right check digits, alone, before its currency, or behind a bank's identification.
    static Optional<String> ibanIn(String compact) {
        for (var part : compact.split("/", -1)) {
            if (isIban(part)) {
                return Optional.of(part);
            }
            if (part.matches("[A-Z]{2}\\d{2}[A-Z0-9]{11,30}[A-Z]{3}") && isIban(part.substring(0, part.length() - 3))) {
                return Optional.of(part.substring(0, part.length() - 3));
            }
        }
        return Optional.empty();
    }

    /// @param compact without blanks, in capitals
    static boolean isIban(String compact) {
        if (!compact.matches("[A-Z]{2}\\d{2}[A-Z0-9]{11,30}")) {
            return false;
        }
        return CheckDigits.mod97(compact.substring(4) + compact.substring(0, 4)) == 1;
    }

    private Optional<Account> one(String iban) {
        return accounts.stream().filter(a -> a.iban().equals(iban)).findFirst();
    }

    /// The number is all of the account's own number but for zeros before it. What stands before that
    /// is the bank's code: at least four signs of every BBAN.
    private static boolean endsWith(String iban, String bare) {
        int bankCode = iban.startsWith("DE") ? 8 : 4;
        int before = iban.length() - 4 - bare.length();
        return iban.endsWith(bare)
                && before >= bankCode
                && iban.substring(4 + bankCode, iban.length() - bare.length()).matches("0*");
    }
}
