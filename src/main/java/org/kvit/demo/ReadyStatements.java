package org.kvit.demo;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.kvit.demo.SampleStatement.Entry;

/// Three statements to be imported in the demo, with the payments that make linking interesting: by reference,
/// by number, by payer and amount, in part, several at once, too much, from nobody known, and one that the bank
/// takes back. Pure.
final class ReadyStatements {
    private final SampleTrade trade;
    private final PastStatements past;
    private final LocalDate today;
    private final Set<SampleInvoice> used = new HashSet<>();
    private final List<Credit> credits = new ArrayList<>();
    private final List<Entry> entries = new ArrayList<>();

    private ReadyStatements(SampleTrade trade, PastStatements past, LocalDate today) {
        this.trade = trade;
        this.past = past;
        this.today = today;
    }

    /// What importing is to make of a credit.
    enum Expected {
        /// linked by itself
        LINKED,
        /// offered to a person, the right invoices first
        OFFERED,
        /// neither
        NOTHING
    }

    /// @param reference the bank's
    /// @param pays what of each invoice, in the invoices' order
    record Credit(String reference, Expected expected, List<Share> pays) {
        record Share(String invoice, BigDecimal amount) {}
    }

    /// @param name of the file
    record Ready(String name, SampleStatement statement) {}

    record All(List<Ready> statements, List<Credit> credits) {}

    static All of(SampleTrade trade, PastStatements past, LocalDate today) {
        return new ReadyStatements(trade, past, today).make();
    }

    private All make() {
        var yesterday = euros(today.minusDays(1), "02", past.newest("EUR"), this::yesterdays);
        var todays = euros(today, "08", yesterday, this::todays);
        var crowns = statement(today.minusDays(1), today, "04", past.newest("CZK"), this::crowns);
        return new All(
                List.of(
                        new Ready("1-eur-camt.053.001.02-" + yesterday.to() + ".xml", yesterday),
                        new Ready("2-eur-camt.053.001.08-" + todays.to() + ".xml", todays),
                        new Ready("3-czk-camt.053.001.04-" + crowns.to() + ".xml", crowns)),
                List.copyOf(credits));
    }

    private SampleStatement euros(LocalDate day, String version, SampleStatement before, Runnable fill) {
        return statement(day, day, version, before, fill);
    }

    private SampleStatement statement(
            LocalDate from, LocalDate to, String version, SampleStatement before, Runnable fill) {
        entries.clear();
        fill.run();
        return new SampleStatement(
                version,
                before.account(),
                before.currency(),
                before.sequence() + 1,
                from,
                to,
                before.closing(),
                List.copyOf(entries));
    }

    private void yesterdays() {
        var day = today.minusDays(1);
        for (var country : List.of("LV", "EE", "LT", "SK")) {
            byReference(day, take("EUR", from(country)));
        }
        byNumber(day, take("EUR", from("LT")), "Apmokėjimas pagal sąskaitą ");
        byNumber(day, take("EUR", from("SK")), "Úhrada faktúry ");
        several(day, 3);
        part(day, take("EUR", from("LV")));
        byPayer(day, "Apmaksa par pakalpojumiem");
        unknown(day, "Nordisk Trälast AB", "1840.00", "Invoice payment, thank you");
        entries.add(
                SampleStatement.debit(next(day), day, new BigDecimal("1264.37"), "Degvielas Kartes SIA", "Degviela"));
        entries.add(SampleStatement.debit(next(day), day, new BigDecimal("4.20"), "", "Komisija"));
    }

    private void todays() {
        tooMuch(today, take("EUR", from("LV")), "12.00");
        byReference(today, take("EUR", from("EE")));
        byReference(today, take("EUR", from("LV")));
        mangled(today, take("EUR", from("LT")));
        cutInTwo(today, take("EUR", from("EE")));
        several(today, 2);
        wholeBalance(today);
        takenBack(today);
        unknown(today, "Hafenkontor Lübeck GmbH", "615.00", "Transport KW 47");
        entries.add(SampleStatement.debit(
                next(today), today, new BigDecimal("2310.00"), "Trans Krasts Pārvadājumi SIA", "BT-4471"));
    }

    private void crowns() {
        var day = today.minusDays(1);
        byReference(day, take("CZK", _ -> true));
        byReference(day, take("CZK", _ -> true));
        part(day, take("CZK", _ -> true));
        byNumber(today, take("CZK", _ -> true), "Úhrada faktury ");
        unknown(today, "Stavebniny u Nádraží s.r.o.", "18450.00", "Doprava listopad");
        entries.add(SampleStatement.debit(next(today), today, new BigDecimal("89.00"), "", "Poplatek"));
    }

    // What there is to be paid

    /// An invoice that nothing else here pays, the longest open first.
    private SampleInvoice take(String currency, Predicate<SampleInvoice> which) {
        var invoice = open().filter(i -> i.currency().equals(currency) && which.test(i))
                .findFirst()
                .orElseThrow();
        used.add(invoice);
        return invoice;
    }

    private java.util.stream.Stream<SampleInvoice> open() {
        return trade
                .with(SampleInvoice.Fate.OVERDUE, SampleInvoice.Fate.LONG_OVERDUE, SampleInvoice.Fate.NOT_DUE)
                .stream()
                .filter(i -> !used.contains(i))
                .sorted(Comparator.comparing(SampleInvoice::due));
    }

    private static Predicate<SampleInvoice> from(String country) {
        return i -> i.customer().country().equals(country);
    }

    /// All that a customer has open, if it is so many invoices, all of them untouched, and no two alike in
    /// amount.
    private List<SampleInvoice> balance(int count) {
        var found = trade.openByCustomer().values().stream()
                .filter(all -> all.size() == count
                        && all.getFirst().currency().equals("EUR")
                        && all.stream().allMatch(i -> !used.contains(i) && i.fate() != SampleInvoice.Fate.PARTLY)
                        && all.stream().map(SampleInvoice::total).distinct().count() == count)
                .findFirst()
                .orElseThrow();
        used.addAll(found);
        return found;
    }

    // How it is paid

    private void byReference(LocalDate day, SampleInvoice invoice) {
        var entry = credit(day, invoice.total(), invoice.customer());
        linked(SampleStatement.quoting(entry, invoice), List.of(invoice));
    }

    private void byNumber(LocalDate day, SampleInvoice invoice, String words) {
        var entry = credit(day, invoice.total(), invoice.customer());
        linked(SampleStatement.saying(entry, words + invoice.number()), List.of(invoice));
    }

    /// `bf 2026/712` for BF-2026-00712.
    private void mangled(LocalDate day, SampleInvoice invoice) {
        var parts = invoice.number().split("-");
        var number = "bf " + parts[1] + "/" + Integer.parseInt(parts[2]);
        linked(
                SampleStatement.saying(credit(day, invoice.total(), invoice.customer()), "Invoice " + number),
                List.of(invoice));
    }

    /// The bank breaks lines where it likes.
    private void cutInTwo(LocalDate day, SampleInvoice invoice) {
        var number = invoice.number();
        linked(
                SampleStatement.saying(
                        credit(day, invoice.total(), invoice.customer()),
                        "Arve tasumine veoteenuste eest " + number.substring(0, 6),
                        number.substring(6)),
                List.of(invoice));
    }

    private void several(LocalDate day, int count) {
        var invoices = trade.openByCustomer().values().stream()
                .map(all -> all.stream()
                        .filter(i -> i.currency().equals("EUR")
                                && !used.contains(i)
                                && i.fate() != SampleInvoice.Fate.PARTLY)
                        .toList())
                .filter(all -> all.size() > count)
                .findFirst()
                .orElseThrow()
                .subList(0, count);
        used.addAll(invoices);
        var numbers = invoices.stream().map(SampleInvoice::number).toList();
        var entry = credit(day, sum(invoices), invoices.getFirst().customer());
        linked(SampleStatement.saying(entry, "Rēķini " + String.join(", ", numbers)), invoices);
    }

    private void part(LocalDate day, SampleInvoice invoice) {
        var half = invoice.total().divide(BigDecimal.TWO, 0, RoundingMode.DOWN);
        var entry = SampleStatement.quoting(credit(day, half, invoice.customer()), invoice);
        entries.add(entry);
        credits.add(new Credit(entry.reference(), Expected.LINKED, List.of(new Credit.Share(invoice.number(), half))));
    }

    private void tooMuch(LocalDate day, SampleInvoice invoice, String over) {
        var entry = credit(day, invoice.total().add(new BigDecimal(over)), invoice.customer());
        linked(SampleStatement.saying(entry, "Rēķins " + invoice.number()), List.of(invoice));
    }

    private void byPayer(LocalDate day, String words) {
        var invoice = balance(1).getFirst();
        offered(SampleStatement.saying(credit(day, invoice.total(), invoice.customer()), words), List.of(invoice));
    }

    private void wholeBalance(LocalDate day) {
        var invoices = balance(2);
        offered(credit(day, sum(invoices), invoices.getFirst().customer()), invoices);
    }

    private void unknown(LocalDate day, String payer, String amount, String words) {
        var entry = new Entry(
                next(day), day, new BigDecimal(amount), true, false, payer, "", "NOTPROVIDED", "", List.of(words));
        entries.add(entry);
        credits.add(new Credit(entry.reference(), Expected.NOTHING, List.of()));
    }

    /// The bank takes back the last payment of one invoice: it is open again.
    private void takenBack(LocalDate day) {
        var before = past.statements().stream()
                .filter(s -> s.currency().equals("EUR"))
                .flatMap(s -> s.entries().stream())
                .filter(e -> e.credit() && !e.creditorReference().isEmpty())
                .reduce((_, last) -> last)
                .orElseThrow();
        entries.add(new Entry(
                before.reference(),
                day,
                before.amount(),
                false,
                true,
                before.other(),
                before.otherAccount(),
                before.endToEnd(),
                before.creditorReference(),
                List.of()));
    }

    private Entry credit(LocalDate day, BigDecimal amount, SampleCustomer payer) {
        return SampleStatement.credit(next(day), day, amount, payer);
    }

    private String next(LocalDate day) {
        return past.numbers().next(day);
    }

    private void linked(Entry entry, List<SampleInvoice> invoices) {
        entries.add(entry);
        credits.add(new Credit(entry.reference(), Expected.LINKED, shares(invoices)));
    }

    private void offered(Entry entry, List<SampleInvoice> invoices) {
        entries.add(entry);
        credits.add(new Credit(entry.reference(), Expected.OFFERED, shares(invoices)));
    }

    private static List<Credit.Share> shares(List<SampleInvoice> invoices) {
        return invoices.stream()
                .map(i -> new Credit.Share(i.number(), i.total()))
                .toList();
    }

    private static BigDecimal sum(List<SampleInvoice> invoices) {
        return invoices.stream().map(SampleInvoice::total).reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
