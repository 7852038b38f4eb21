package org.kvit.bank;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.kvit.base.Refusal;

/// Reads the rows of one CSV file by its mapping, each by itself.
final class CsvRows {
    private final CsvMapping mapping;
    private final AccountHolder holder;
    private final int width;
    private final int headerLine;
    private final Map<CsvField, List<Integer>> places;
    private final Optional<String> accountAbove;

    /// @param names the header's; without a header as many empty ones
    /// @param before the lines above the header: some banks name the account there
    CsvRows(CsvMapping mapping, AccountHolder holder, List<String> names, int headerLine, List<String> before) {
        this.mapping = mapping;
        this.holder = holder;
        this.headerLine = headerLine;
        width = names.size();
        places = mapping.places(names)
                .orElseThrow(() -> Refusal.of(Refusal.Kind.INVALID, "bank.csv.noHeader", mapping.name()));
        accountAbove = accountIn(before);
    }

    /// What a row holds.
    sealed interface Read permits Movement, Stated {
        int line();

        String account();
    }

    /// @param balance after it
    record Movement(int line, String account, PlainEntry entry, Optional<BigDecimal> balance) implements Read {}

    /// A balance in a row of its own.
    record Stated(int line, String account, boolean opening, BigDecimal amount, String currency, LocalDate date)
            implements Read {}

    int headerLine() {
        return headerLine;
    }

    /// Empty if the row is neither: a sum, a note, the rest of a page.
    /// @param tornOff the file ended within this row, without a line break
    Optional<Read> read(int line, List<String> cells, boolean tornOff) {
        var row = new Row(line, cells);
        if (tornOff && cells.size() < width - 1) {
            throw row.place(mapping.name()).refuse("bank.bad.truncated");
        }
        for (int i = width; i < cells.size(); i++) {
            if (!cells.get(i).isBlank()) {
                throw row.place(mapping.name()).refuse("bank.csv.shifted", width, cells.size());
            }
        }
        if (row.isNoEntry()) {
            return Optional.empty();
        }
        return switch (row.get(CsvField.ROW_TYPE)) {
            case "", "20", "900" -> Optional.of(row.movement());
            case "10" -> Optional.of(row.stated(true));
            case "86" -> Optional.of(row.stated(false));
            default -> Optional.empty();
        };
    }

    /// One of ours, else any IBAN.
    private Optional<String> accountIn(List<String> before) {
        Optional<String> other = Optional.empty();
        for (var line : before) {
            for (var word : line.split("[^\\p{Alnum}/-]+")) {
                var ours = word.length() < 5 ? Optional.<AccountHolder.Account>empty() : holder.ours(word);
                if (ours.isPresent()) {
                    return ours.map(AccountHolder.Account::iban);
                }
                other = other.or(() -> AccountHolder.ibanIn(word.toUpperCase(Locale.ROOT)));
            }
        }
        return other;
    }

    private final class Row {
        private final int line;
        private final List<String> cells;

        Row(int line, List<String> cells) {
            this.line = line;
            this.cells = cells;
        }

        String get(CsvField field) {
            return places.containsKey(field) ? cell(places.get(field).getFirst()) : "";
        }

        private String cell(int place) {
            return place < cells.size()
                    ? cells.get(place).replace('\u00a0', ' ').strip()
                    : "";
        }

        XmlCursor.Place place(String column) {
            return new XmlCursor.Place(line, column);
        }

        private XmlCursor.Place place(CsvField field) {
            return place(String.join(", ", mapping.columns(field)));
        }

        /// Without a date and an amount nothing moved. A row that is shorter than the table and begins
        /// no day is a note below it.
        boolean isNoEntry() {
            boolean noAmount = get(CsvField.AMOUNT).isEmpty()
                    && get(CsvField.DEBIT).isEmpty()
                    && get(CsvField.CREDIT).isEmpty();
            boolean noDate =
                    CsvDates.of(get(CsvField.DATE), mapping.dateFormat()).isEmpty();
            return noAmount && noDate && (get(CsvField.DATE).isEmpty() || cells.size() < width);
        }

        Movement movement() {
            var signed = amount();
            var account = account();
            var entry = new PlainEntry(
                    line,
                    account,
                    date(CsvField.DATE).orElseThrow(() -> place(CsvField.DATE).refuse("bank.bad.date", "")),
                    signed.amount().abs(),
                    currency(account),
                    signed.in());
            entry.reversal = signed.reversal();
            entry.valueOn = get(CsvField.VALUE_DATE).isEmpty() ? Optional.empty() : date(CsvField.VALUE_DATE);
            entry.name = get(CsvField.NAME);
            entry.otherAccount = otherAccount();
            entry.bankReference = get(CsvField.BANK_REFERENCE);
            if (!EntryIdentities.isPlaceholder(get(CsvField.REFERENCE))) {
                entry.references.add(get(CsvField.REFERENCE));
            }
            entry.symbols(get(CsvField.VARIABLE_SYMBOL), get(CsvField.SPECIFIC_SYMBOL), get(CsvField.CONSTANT_SYMBOL));
            for (int place : places.getOrDefault(CsvField.TEXT, List.of())) {
                cell(place).lines().forEach(entry::text);
            }
            var balance = get(CsvField.BALANCE).isEmpty()
                    ? Optional.<BigDecimal>empty()
                    : Optional.of(number(CsvField.BALANCE));
            return new Movement(line, account, entry, balance);
        }

        Stated stated(boolean opening) {
            var account = account();
            var signed = amount();
            return new Stated(
                    line,
                    account,
                    opening,
                    signed.in() ? signed.amount().abs() : signed.amount().abs().negate(),
                    currency(account),
                    date(CsvField.DATE).orElseThrow(() -> place(CsvField.DATE).refuse("bank.bad.date", "")));
        }

        private record Signed(BigDecimal amount, boolean in, boolean reversal) {}

        private Signed amount() {
            if (!places.containsKey(CsvField.AMOUNT)) {
                return byColumns();
            }
            var amount = number(CsvField.AMOUNT);
            if (!places.containsKey(CsvField.INDICATOR)) {
                return new Signed(amount, amount.signum() >= 0, false);
            }
            int direction = CsvNames.direction(get(CsvField.INDICATOR));
            if (direction == 0) {
                throw place(CsvField.INDICATOR)
                        .refuse("bank.csv.indicator", Mt940Reader.quoted(get(CsvField.INDICATOR)));
            }
            // Some banks sign the amount as well; a credit below nothing is one that was taken back.
            return direction > 0 && amount.signum() < 0
                    ? new Signed(amount, false, true)
                    : new Signed(amount, direction > 0, false);
        }

        private Signed byColumns() {
            var out = get(CsvField.DEBIT).isEmpty() ? BigDecimal.ZERO : number(CsvField.DEBIT);
            var in = get(CsvField.CREDIT).isEmpty() ? BigDecimal.ZERO : number(CsvField.CREDIT);
            if (out.signum() != 0 && in.signum() != 0) {
                throw place(CsvField.CREDIT).refuse("bank.csv.bothWays", Mt940Reader.quoted(get(CsvField.CREDIT)));
            }
            if (get(CsvField.DEBIT).isEmpty() && get(CsvField.CREDIT).isEmpty()) {
                throw place(CsvField.CREDIT).refuse("bank.bad.amount", "");
            }
            return out.signum() != 0
                    ? new Signed(out, false, false)
                    : new Signed(in, in.signum() >= 0, in.signum() < 0);
        }

        private BigDecimal number(CsvField field) {
            return WrittenAmount.signed(get(field), mapping.decimal())
                    .orElseThrow(() -> place(field).refuse("bank.bad.amount", Mt940Reader.quoted(get(field))));
        }

        private Optional<LocalDate> date(CsvField field) {
            return Optional.of(CsvDates.of(get(field), mapping.dateFormat())
                    .orElseThrow(() -> place(field).refuse("bank.bad.date", Mt940Reader.quoted(get(field)))));
        }

        private String currency(String account) {
            var written = get(CsvField.CURRENCY).toUpperCase(Locale.ROOT);
            var currency = written.isEmpty() ? mapping.currency() : written;
            if (currency.isEmpty()) {
                return holder.currencyOf(account);
            }
            if (!WrittenAmount.isCurrency(currency)) {
                throw place(CsvField.CURRENCY).refuse("bank.bad.currency", Mt940Reader.quoted(currency));
            }
            return currency;
        }

        private String account() {
            var written = get(CsvField.OWN_ACCOUNT);
            if (!written.isEmpty()) {
                return holder.account(written);
            }
            return accountAbove
                    .or(() -> Optional.of(mapping.account()).filter(a -> !a.isEmpty()))
                    .or(() -> holder.accounts().size() == 1
                            ? Optional.of(holder.accounts().getFirst().iban())
                            : Optional.empty())
                    .orElseThrow(() -> Refusal.of(Refusal.Kind.INVALID, "bank.csv.whose", mapping.name()));
        }

        private String otherAccount() {
            var written = get(CsvField.ACCOUNT).replaceAll("\\s", "").toUpperCase(Locale.ROOT);
            var code = get(CsvField.BANK_CODE);
            var whole = code.matches("\\d{4}") && written.matches("[\\d-]+") ? written + "/" + code : written;
            return AccountHolder.ibanIn(whole)
                    .or(() -> DomesticAccount.iban(holder.country(), whole))
                    .orElse(whole);
        }
    }
}
