package org.kvit.bank;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kvit.base.Refusal;

/// How the CSV files of one bank are read.
///
/// @param id 0 while it isn't saved
/// @param name the bank's
/// @param delimiter `;`, `,`, tab or `|`
/// @param charset of what isn't UTF-8; empty: the code page that is usual in the company's country
/// @param decimal `,` or `.`
/// @param dateFormat one of [CsvDates#FORMATS]
/// @param headerRow the row that named the columns when it was mapped, from 1; 0: the files have none
/// @param columns by field: the columns' names as the header writes them, or `#3` for the third
/// @param header the names of all columns, or as many empty ones where there is no header
/// @param account ours, where the file doesn't name it; empty: it does, or we have one only
/// @param currency where no column has it; empty: the account's
public record CsvMapping(
        long id,
        String name,
        char delimiter,
        String charset,
        char decimal,
        String dateFormat,
        int headerRow,
        Map<CsvField, List<String>> columns,
        List<String> header,
        String account,
        String currency) {
    /// The longest name of a mapping.
    public static final int NAME = 60;

    public CsvMapping {
        var copy = new EnumMap<CsvField, List<String>>(CsvField.class);
        columns.forEach((field, names) -> {
            if (!names.isEmpty()) {
                copy.put(field, List.copyOf(names));
            }
        });
        columns = java.util.Collections.unmodifiableMap(copy);
        header = List.copyOf(header);
    }

    public boolean has(CsvField field) {
        return columns.containsKey(field);
    }

    public List<String> columns(CsvField field) {
        return columns.getOrDefault(field, List.of());
    }

    public CsvMapping named(String bank) {
        return new CsvMapping(
                id, bank, delimiter, charset, decimal, dateFormat, headerRow, columns, header, account, currency);
    }

    public CsvMapping numbered(long number) {
        return new CsvMapping(
                number, name, delimiter, charset, decimal, dateFormat, headerRow, columns, header, account, currency);
    }

    public CsvMapping ofAccount(String iban) {
        return new CsvMapping(
                id, name, delimiter, charset, decimal, dateFormat, headerRow, columns, header, iban, currency);
    }

    /// @throws Refusal naming each field that is missing
    public void check() {
        var faults = new ArrayList<Refusal.Fault>();
        if (name.isBlank() || name.length() > NAME) {
            faults.add(fault("name", "bank.csv.needs.name", NAME));
        }
        if (!has(CsvField.DATE)) {
            faults.add(fault(CsvField.DATE.code(), "bank.csv.needs.date"));
        }
        if (!has(CsvField.AMOUNT) && !has(CsvField.DEBIT) && !has(CsvField.CREDIT)) {
            faults.add(fault(CsvField.AMOUNT.code(), "bank.csv.needs.amount"));
        }
        if (!currency.isEmpty() && !WrittenAmount.isCurrency(currency)) {
            faults.add(fault("fixedCurrency", "bank.csv.needs.currency", currency));
        }
        if (!faults.isEmpty()) {
            throw Refusal.invalid(faults);
        }
    }

    /// Where the fields' columns stand in a header; empty unless all of them are there.
    Optional<Map<CsvField, List<Integer>>> places(List<String> names) {
        var known = new ArrayList<String>();
        names.forEach(n -> known.add(CsvNames.normal(n)));
        var places = new EnumMap<CsvField, List<Integer>>(CsvField.class);
        for (var entry : columns.entrySet()) {
            var at = new ArrayList<Integer>();
            for (var column : entry.getValue()) {
                int place = column.matches("#\\d{1,3}")
                        ? Integer.parseInt(column.substring(1)) - 1
                        : known.indexOf(CsvNames.normal(column));
                if (place < 0 || place >= names.size()) {
                    return Optional.empty();
                }
                at.add(place);
            }
            places.put(entry.getKey(), at);
        }
        return Optional.of(places);
    }

    /// How well it fits a row that may be the header: 0 not at all, 2 to the name.
    int fits(List<String> names) {
        if (headerRow == 0) {
            return 0;
        }
        if (alike(names)) {
            return 2;
        }
        boolean byNames = columns.values().stream().flatMap(List::stream).noneMatch(c -> c.startsWith("#"));
        return byNames && places(names).isPresent() ? 1 : 0;
    }

    private boolean alike(List<String> names) {
        var here = new ArrayList<String>();
        names.forEach(n -> here.add(CsvNames.normal(n)));
        var there = new ArrayList<String>();
        header.forEach(n -> there.add(CsvNames.normal(n)));
        return here.equals(there)
                || (here.size() > 3
                        && new HashSet<>(here).equals(new HashSet<>(there))
                        && here.size() == there.size()
                        && columns.values().stream().flatMap(List::stream).noneMatch(c -> c.startsWith("#")));
    }

    private static Refusal.Fault fault(String field, String key, Object... args) {
        return new Refusal.Fault(field, org.kvit.base.Words.of(key, args));
    }
}
