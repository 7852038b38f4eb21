package org.kvit.bench;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/// What comes in on the account of a company with sample books, one entry after the other, without end: customers in
/// a random order pay what they owe. Of a hundred entries 26 quote the reference, 36 name the number in some way, 8
/// several numbers, 5 pay a part, 7 say nothing but come from a customer, 6 name what was paid long ago, 4 come from
/// somebody unknown, 8 are debits; one in two thousand is a reversal.
final class SampleEntries implements Iterator<SampleEntry> {
    private static final String[] WORDINGS = {
        "Rēķins Nr. %s", "Apmaksa par rek. %s saskaņā ar līgumu 17/2025", "%s", "Invoice %s, transport services",
        "Arve %s tasumine", "Úhrada faktury č. %s", "Úhrada FA %s ze dne 12.10.2026", "rekins %s apmaksa. Paldies!"
    };

    private final Books books;
    private final Random random;
    private final Iterator<List<Long>> debtors;
    private List<Long> owed = List.of();
    private long made;

    SampleEntries(Books books) {
        this.books = books;
        this.random = new Random(books.seed());
        this.debtors = debtors().iterator();
    }

    @Override
    public boolean hasNext() {
        return true;
    }

    @Override
    public SampleEntry next() {
        made++;
        if (made % 2000 == 1000) {
            return reversal();
        }
        int kind = random.nextInt(100);
        if (kind < 8) {
            return debit();
        }
        if (kind < 12) {
            return credit(
                    SampleCustomer.of(books.customers() + made), amount(), "", List.of("Avanss", "Sk. pielikumu"));
        }
        if (kind < 18 || !debts()) {
            var old = paidBefore();
            return credit(payer(old), old.total(), "", List.of("Rēķins " + old.number()));
        }
        return pays(kind);
    }

    private SampleEntry pays(int kind) {
        var invoice = nextOwed();
        var payer = payer(invoice);
        if (kind < 25) {
            return credit(payer, kind < 22 ? invoice.total() : amount(), "", List.of("Paldies par sadarbību"));
        }
        if (kind < 30) {
            var part = invoice.total().divide(BigDecimal.valueOf(2), 2, java.math.RoundingMode.DOWN);
            return credit(payer, part, "", List.of("Daļa no " + invoice.number()));
        }
        if (kind < 38 && !owed.isEmpty()) {
            return several(invoice, payer);
        }
        return kind < 64 && !invoice.reference().isEmpty()
                ? credit(payer, invoice.total(), invoice.reference(), List.of())
                : credit(payer, invoice.total(), "", named(invoice.number()));
    }

    private SampleEntry several(SampleInvoice first, SampleCustomer payer) {
        var numbers = new StringBuilder("Rēķini ").append(first.number());
        var sum = first.total();
        for (int more = 1 + random.nextInt(2); more > 0 && !owed.isEmpty(); more--) {
            var next = nextOwed();
            numbers.append(", ").append(next.number());
            sum = sum.add(next.total());
        }
        return credit(payer, sum, "", List.of(numbers.toString()));
    }

    /// One time in four as people shorten it, one time in five cut in two by the bank.
    private List<String> named(String number) {
        var written = switch (random.nextInt(8)) {
            case 0 -> number.replace("-", "");
            case 1 -> number.substring(3);
            default -> number;
        };
        var text = WORDINGS[random.nextInt(WORDINGS.length)].formatted(written);
        if (random.nextInt(5) > 0) {
            return List.of(text);
        }
        int cut = Math.min(text.length() - 1, 12);
        return List.of(text.substring(0, cut), text.substring(cut));
    }

    private SampleEntry credit(SampleCustomer payer, BigDecimal amount, String reference, List<String> text) {
        var name = random.nextBoolean() ? payer.name() : payer.name().toUpperCase(Locale.ROOT);
        return new SampleEntry(
                day(),
                amount,
                true,
                false,
                bankReference(),
                random.nextInt(3) == 0 ? "NOTPROVIDED" : "N" + made,
                name,
                payer.account(),
                reference,
                text);
    }

    private SampleEntry debit() {
        return new SampleEntry(
                day(),
                amount(),
                false,
                false,
                bankReference(),
                "P" + made,
                "Degvielas Serviss AS",
                SampleCustomer.account("LV", 1 + random.nextInt(500)),
                "",
                List.of("Rēķins D-" + made));
    }

    private SampleEntry reversal() {
        var old = paidBefore();
        return new SampleEntry(
                day(),
                old.total(),
                false,
                true,
                bankReference(),
                "E" + old.id(),
                payer(old).name(),
                payer(old).account(),
                "",
                List.of("Atmaksa"));
    }

    private SampleInvoice paidBefore() {
        return SampleInvoice.of(1 + random.nextInt(books.invoices() / 2), books);
    }

    private static SampleCustomer payer(SampleInvoice invoice) {
        return SampleCustomer.of(invoice.customer());
    }

    private BigDecimal amount() {
        return BigDecimal.valueOf(500L + random.nextInt(900_000), 2);
    }

    private LocalDate day() {
        return SampleInvoice.LAST_DAY.minusDays(random.nextInt(3));
    }

    private String bankReference() {
        return "2026112%09d".formatted(made);
    }

    private boolean debts() {
        while (owed.isEmpty() && debtors.hasNext()) {
            owed = debtors.next();
        }
        return !owed.isEmpty();
    }

    private SampleInvoice nextOwed() {
        return SampleInvoice.of(owed.removeFirst(), books);
    }

    private List<List<Long>> debtors() {
        Map<Long, List<Long>> all = new LinkedHashMap<>();
        books.open()
                .forEach(id -> all.computeIfAbsent(SampleInvoice.of(id, books).customer(), _ -> new ArrayList<>(4))
                        .add(id));
        var shuffled = new ArrayList<>(all.values());
        Collections.shuffle(shuffled, random);
        return shuffled;
    }
}
