package org.kvit.bank;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Guesses how a CSV file is to be read: by the names that banks give their columns, and by what stands
/// in them. Pure.
final class CsvGuess {
    private static final int SAMPLE = 30;
    /// What some banks call our account, others the other side's: only what stands in the column tells.
    private static final Set<String> UNSURE =
            Set.of("iban", "account", "konto", "konts", "ucet", "cislo uctu", "saskaita");

    private final CsvHead head;
    private final AccountHolder holder;
    private final int headerRow;
    private final List<String> names;
    private final List<List<String>> sample = new ArrayList<>();
    private final Map<CsvField, List<Integer>> found = new EnumMap<>(CsvField.class);

    private CsvGuess(CsvHead head, AccountHolder holder, int headerRow) {
        this.head = head;
        this.holder = holder;
        this.headerRow = headerRow;
        names = headerRow == 0 ? java.util.Collections.nCopies(head.width(), "") : head.row(headerRow);
        head.rows().stream()
                .skip(headerRow)
                .map(CsvHead.Row::cells)
                .filter(cells -> cells.size() >= names.size() - 1)
                .limit(SAMPLE)
                .forEach(sample::add);
    }

    /// @return a mapping without a name; fields that could not be guessed are left out
    static CsvMapping of(CsvHead head, AccountHolder holder) {
        return new CsvGuess(head, holder, headerRow(head)).mapping();
    }

    /// The same for a header that a person has pointed at. @param row from 1; 0: none
    static CsvMapping of(CsvHead head, AccountHolder holder, int row) {
        return new CsvGuess(head, holder, row).mapping();
    }

    /// The row with the most names that banks give their columns; two at least.
    static int headerRow(CsvHead head) {
        int best = 0;
        long most = 1;
        for (int i = 1; i <= head.rows().size(); i++) {
            long known = head.row(i).stream()
                    .filter(c -> CsvNames.isKnown(CsvNames.normal(c)))
                    .count();
            if (known > most) {
                most = known;
                best = i;
            }
        }
        return best;
    }

    private CsvMapping mapping() {
        byNames();
        byContent();
        var columns = new EnumMap<CsvField, List<String>>(CsvField.class);
        found.forEach((field, places) ->
                columns.put(field, places.stream().map(this::column).toList()));
        return new CsvMapping(
                0,
                "",
                head.delimiter(),
                "",
                decimal(),
                CsvDates.formatOf(values(CsvField.DATE)).orElse(CsvDates.FORMATS.get(1)),
                headerRow,
                columns,
                names,
                "",
                "");
    }

    /// Each column goes to one field, each field takes the column whose name tells most, of those that
    /// hold anything.
    private void byNames() {
        var taken = new ArrayList<Integer>();
        ours().ifPresent(place -> take(CsvField.OWN_ACCOUNT, place, taken));
        for (var field : CsvField.values()) {
            if (!found.containsKey(field) && !field.several()) {
                best(field, taken).ifPresent(place -> take(field, place, taken));
            }
        }
        for (int place = 0; place < names.size(); place++) {
            if (!taken.contains(place) && rank(CsvField.TEXT, place) >= 0) {
                found.computeIfAbsent(CsvField.TEXT, _ -> new ArrayList<>()).add(place);
            }
        }
    }

    private void take(CsvField field, int place, List<Integer> taken) {
        found.put(field, new ArrayList<>(List.of(place)));
        taken.add(place);
    }

    private Optional<Integer> best(CsvField field, List<Integer> taken) {
        Optional<Integer> best = Optional.empty();
        for (int place = 0; place < names.size(); place++) {
            int rank = rank(field, place);
            boolean better = best.isEmpty() || rank < rank(field, best.get());
            if (rank >= 0 && better && !taken.contains(place) && canHold(field, place)) {
                best = Optional.of(place);
            }
        }
        return best;
    }

    private int rank(CsvField field, int place) {
        return CsvNames.rank(field, CsvNames.normal(names.get(place)));
    }

    /// What stands in a column must not speak against it. An empty column speaks for nothing but texts.
    private boolean canHold(CsvField field, int place) {
        var values = values(place);
        if (values.isEmpty()) {
            return sample.isEmpty() || (field != CsvField.INDICATOR && field != CsvField.BANK_REFERENCE);
        }
        return switch (field) {
            case DATE, VALUE_DATE -> CsvDates.formatOf(values).isPresent();
            case AMOUNT, DEBIT, CREDIT, BALANCE -> values.stream().allMatch(CsvGuess::isAmount);
            case INDICATOR -> values.stream().allMatch(v -> CsvNames.direction(v) != 0);
            case CURRENCY -> values.stream().allMatch(WrittenAmount::isCurrency);
            case ROW_TYPE -> values.stream().allMatch(v -> v.matches("\\d{2,3}"));
            case VARIABLE_SYMBOL, SPECIFIC_SYMBOL, CONSTANT_SYMBOL ->
                values.stream().allMatch(v -> v.matches("\\d{1,10}"));
            case BANK_CODE -> values.stream().allMatch(v -> v.matches("\\d{4}|[A-Z0-9]{8,11}"));
            case OWN_ACCOUNT -> values.size() == filled(place) && !isUnsure(place);
            default -> true;
        };
    }

    /// What no name told.
    private void byContent() {
        if (!found.containsKey(CsvField.DATE)) {
            first(place -> CsvDates.formatOf(values(place)).isPresent()).ifPresent(p -> put(CsvField.DATE, p));
        }
        boolean amounts = found.containsKey(CsvField.AMOUNT)
                || found.containsKey(CsvField.DEBIT)
                || found.containsKey(CsvField.CREDIT);
        if (!amounts) {
            first(place -> values(place).stream()
                            .allMatch(v -> v.matches("[+-]?[\\d .']*\\d[,.]\\d{2}.{0,4}") && isAmount(v)))
                    .ifPresent(p -> put(CsvField.AMOUNT, p));
        }
        if (found.containsKey(CsvField.AMOUNT)) {
            found.remove(CsvField.DEBIT);
            found.remove(CsvField.CREDIT);
        }
        // Swedbank Lithuania leaves the name of this column out.
        if (!found.containsKey(CsvField.ROW_TYPE)) {
            first(place -> place == 1 && values(place).stream().allMatch(v -> v.matches("10|20|82|86|900")))
                    .ifPresent(p -> put(CsvField.ROW_TYPE, p));
        }
    }

    private interface Fits {
        boolean at(int place);
    }

    /// The first column that no field has, that holds anything, and that fits.
    private Optional<Integer> first(Fits fits) {
        for (int place = 0; place < names.size(); place++) {
            int here = place;
            boolean free = found.values().stream().noneMatch(p -> p.contains(here));
            if (free && !values(place).isEmpty() && fits.at(place)) {
                return Optional.of(place);
            }
        }
        return Optional.empty();
    }

    private void put(CsvField field, int place) {
        found.put(field, new ArrayList<>(List.of(place)));
    }

    /// The column whose every value is an account of ours, unless it is called the other side's.
    private Optional<Integer> ours() {
        return first(place ->
                (rank(CsvField.ACCOUNT, place) < 0 || rank(CsvField.OWN_ACCOUNT, place) >= 0 || isUnsure(place))
                        && values(place).stream().allMatch(v -> holder.ours(v).isPresent()));
    }

    private boolean isUnsure(int place) {
        return UNSURE.contains(CsvNames.normal(names.get(place)));
    }

    /// Rows that reach as far as this column.
    private long filled(int place) {
        return sample.stream().filter(cells -> place < cells.size()).count();
    }

    /// Names that stand once are named; others are counted.
    private String column(int place) {
        var name = names.get(place).strip();
        var normal = CsvNames.normal(name);
        boolean alone = !normal.isEmpty()
                && names.stream().filter(n -> CsvNames.normal(n).equals(normal)).count() == 1;
        return alone ? name : "#" + (place + 1);
    }

    private List<String> values(CsvField field) {
        return found.containsKey(field) ? values(found.get(field).getFirst()) : List.of();
    }

    private List<String> values(int place) {
        return sample.stream()
                .filter(cells -> place < cells.size())
                .map(cells -> cells.get(place).strip())
                .filter(v -> !v.isEmpty())
                .toList();
    }

    /// The sign before the last one, two or more digits; a comma where the values are apart by
    /// semicolons and all are whole.
    private char decimal() {
        var values = new ArrayList<String>();
        for (var field : List.of(CsvField.AMOUNT, CsvField.DEBIT, CsvField.CREDIT, CsvField.BALANCE)) {
            values.addAll(values(field));
        }
        long commas = values.stream()
                .filter(v -> WrittenAmount.signed(v, ',').isPresent())
                .count();
        long dots = values.stream()
                .filter(v -> WrittenAmount.signed(v, '.').isPresent())
                .count();
        if (commas == dots) {
            return values.stream().anyMatch(v -> v.matches(".*\\d\\.\\d{1,2}\\D*"))
                    ? '.'
                    : values.stream().anyMatch(v -> v.matches(".*\\d,\\d{1,2}\\D*"))
                            ? ','
                            : head.delimiter() == ',' ? '.' : ',';
        }
        return commas > dots ? ',' : '.';
    }

    private static boolean isAmount(String value) {
        return WrittenAmount.signed(value, ',').isPresent()
                || WrittenAmount.signed(value, '.').isPresent();
    }
}
