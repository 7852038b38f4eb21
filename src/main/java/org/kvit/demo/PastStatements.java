package org.kvit.demo;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The statements of the past, a month or a quarter each: what the customers paid, and what the forwarder lived
/// on. Pure.
///
/// @param numbers for the next entry, which no statement has yet
record PastStatements(List<SampleStatement> statements, SampleStatement.Numbers numbers) {
    private static final List<String> THANKS = List.of("Apmaksa", "Arve", "Mokėjimas", "Úhrada");

    static PastStatements of(SampleTrade trade, LocalDate today) {
        var numbers = new SampleStatement.Numbers();
        var statements = new ArrayList<SampleStatement>();
        for (var account : SampleCompany.accounts()) {
            statements.addAll(of(trade, account, today, numbers));
        }
        return new PastStatements(List.copyOf(statements), numbers);
    }

    /// The newest of an account.
    SampleStatement newest(String currency) {
        return statements.stream()
                .filter(s -> s.currency().equals(currency))
                .reduce((_, later) -> later)
                .orElseThrow();
    }

    private static List<SampleStatement> of(
            SampleTrade trade, SampleCompany.Account account, LocalDate today, SampleStatement.Numbers numbers) {
        Map<YearMonth, List<SampleTrade.Receipt>> periods = trade.receipts().stream()
                .filter(r -> r.payer().currency().equals(account.currency()))
                .collect(Collectors.groupingBy(r -> period(r.on(), account), TreeMap::new, Collectors.toList()));
        var end = today.minusDays(SampleTrade.STATEMENTS_END);
        periods.computeIfAbsent(period(end, account), _ -> List.of()); // one that has only just begun
        var statements = new ArrayList<SampleStatement>();
        var balance = account.atFirst();
        for (var period : periods.entrySet()) {
            var whole = period.getKey().plusMonths(account.months() - 1L).atEndOfMonth();
            var last = whole.isAfter(end) ? end : whole;
            var statement = new SampleStatement(
                    "02",
                    account.iban(),
                    account.currency(),
                    statements.size() + 1L,
                    period.getKey().atDay(1),
                    last,
                    balance,
                    entries(period.getValue(), account.currency(), period.getKey(), last, numbers));
            statements.add(statement);
            balance = statement.closing();
        }
        return statements;
    }

    /// Its first month.
    private static YearMonth period(LocalDate day, SampleCompany.Account account) {
        return YearMonth.of(day.getYear(), (day.getMonthValue() - 1) / account.months() * account.months() + 1);
    }

    private static List<SampleStatement.Entry> entries(
            List<SampleTrade.Receipt> receipts,
            String currency,
            YearMonth month,
            LocalDate last,
            SampleStatement.Numbers numbers) {
        var entries = new ArrayList<SampleStatement.Entry>();
        receipts.forEach(r -> entries.add(credit(r, numbers.next(r.on()))));
        if (currency.equals("EUR")) {
            entries.addAll(costs(receipts, month, last, numbers));
        }
        entries.sort(Comparator.comparing(SampleStatement.Entry::on));
        return List.copyOf(entries);
    }

    private static SampleStatement.Entry credit(SampleTrade.Receipt receipt, String reference) {
        var entry = SampleStatement.credit(reference, receipt.on(), receipt.amount(), receipt.payer());
        return switch (receipt.quoting()) {
            case REFERENCE -> SampleStatement.quoting(entry, receipt.of().getFirst());
            case NUMBERS -> SampleStatement.saying(entry, word(receipt) + " " + numbers(receipt.of()));
            case NOTHING ->
                SampleStatement.saying(entry, receipt.of().isEmpty() ? "Avanss / prepayment" : word(receipt));
        };
    }

    private static String word(SampleTrade.Receipt receipt) {
        return THANKS.get(receipt.payer().position() % THANKS.size());
    }

    private static String numbers(List<SampleInvoice> invoices) {
        return invoices.stream().map(SampleInvoice::number).collect(Collectors.joining(", "));
    }

    /// Nine tenths of what came in go out again.
    private static List<SampleStatement.Entry> costs(
            List<SampleTrade.Receipt> receipts, YearMonth month, LocalDate last, SampleStatement.Numbers numbers) {
        var income = receipts.stream().map(SampleTrade.Receipt::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
        var costs = new ArrayList<SampleStatement.Entry>();
        cost(costs, month.atDay(5), last, income, 31, "Baltic Freight SIA darbinieki", "Darba alga", numbers);
        cost(costs, month.atDay(12), last, income, 34, "Trans Krasts Pārvadājumi SIA", "Carrier invoices", numbers);
        cost(costs, month.atDay(20), last, income, 17, "Degvielas Kartes SIA", "Degviela", numbers);
        cost(costs, month.atDay(23), last, income, 8, "Valsts budžets", "Nodokļi", numbers);
        return costs;
    }

    private static void cost(
            List<SampleStatement.Entry> costs,
            LocalDate on,
            LocalDate last,
            BigDecimal income,
            int percent,
            String other,
            String text,
            SampleStatement.Numbers numbers) {
        var amount =
                income.multiply(BigDecimal.valueOf(percent)).movePointLeft(2).setScale(2, java.math.RoundingMode.DOWN);
        if (!on.isAfter(last) && amount.signum() > 0) {
            costs.add(SampleStatement.debit(numbers.next(on), on, amount, other, text));
        }
    }
}
