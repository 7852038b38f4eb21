package org.kvit.payment;

import static org.kvit.payment.Remitted.Expect.CERTAIN;
import static org.kvit.payment.Remitted.Expect.NOTHING;
import static org.kvit.payment.Remitted.Expect.OFFERED;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// What comes in at a company's account in a test, each kind with what should come of it.
final class Remittances {
    private final Trade trade;
    private final Random random;
    private final Writing writing;
    private final Customers names;

    Remittances(Trade trade) {
        this.trade = trade;
        this.random = trade.random;
        this.writing = new Writing(random);
        this.names = new Customers(random);
    }

    List<Remitted> some(int count) {
        List<Supplier<Optional<Remitted>>> kinds = List.of(
                this::balance,
                this::number,
                this::number,
                this::numberOfThird,
                this::part,
                this::over,
                this::onBehalf,
                this::fee,
                this::list,
                this::list,
                this::range,
                this::cut,
                this::cutShort,
                this::tail,
                this::reference,
                this::referenceInText,
                this::shared,
                this::payerOnly,
                this::oldest,
                this::pair,
                this::slip,
                this::slip,
                this::oneOfTwo,
                this::foreign,
                this::trap,
                this::trap,
                this::closedNumber,
                this::otherCurrency,
                this::wrongCheck,
                this::unknown);
        var all = new ArrayList<Remitted>();
        for (int i = 0; i < count * 3 && all.size() < count; i++) {
            kinds.get(i % kinds.size()).get().ifPresent(all::add);
        }
        java.util.Collections.shuffle(all, random);
        return all;
    }

    private String payer(OpenInvoice invoice) {
        return names.carried(trade.customer(invoice).name());
    }

    private String stranger() {
        return "Svešs Maksātājs " + random.nextInt(10_000);
    }

    private String typed(OpenInvoice invoice) {
        return writing.typed(invoice.number(), trade.format(invoice));
    }

    private String numbered(OpenInvoice invoice) {
        return writing.carried(
                writing.numbered(typed(invoice), trade.format(invoice).isShort()));
    }

    /// Whether the payer could as well mean another by this amount.
    private boolean fitsAnother(OpenInvoice invoice, BigDecimal amount) {
        return trade.owed(invoice.customer()).stream()
                .anyMatch(i -> i.id() != invoice.id() && i.open().amount().compareTo(amount) == 0);
    }

    private Optional<Remitted> number() {
        return trade.take(1)
                .map(i -> new Remitted("number and amount", CERTAIN)
                        .from(payer(i.getFirst()))
                        .text(numbered(i.getFirst()))
                        .pays(i));
    }

    private Optional<Remitted> numberOfThird() {
        return trade.take(1)
                .map(i -> new Remitted("number and amount, paid by a third", CERTAIN)
                        .from(stranger())
                        .additional(writing.numbered(i.getFirst().number(), true))
                        .pays(i));
    }

    private Optional<Remitted> part() {
        return trade.take(1).flatMap(i -> {
            var amount = Trade.share(i.getFirst().open().amount(), writing.any(List.of("0.5", "0.31", "0.25")));
            return paidNumber("number and payer, in part", i, amount);
        });
    }

    private Optional<Remitted> over() {
        return trade.take(1)
                .flatMap(i -> paidNumber(
                        "number and payer, too much",
                        i,
                        i.getFirst().open().amount().add(BigDecimal.valueOf(random.nextInt(100, 9000), 2))));
    }

    private Optional<Remitted> paidNumber(String story, List<OpenInvoice> invoices, BigDecimal amount) {
        var invoice = invoices.getFirst();
        if (fitsAnother(invoice, amount)) {
            return Optional.empty();
        }
        boolean learnt = !trade.customer(invoice).accounts().isEmpty();
        var text = writing.carried(writing.numbered(invoice.number(), true));
        return Optional.of(new Remitted(story, invoice.number().length() > 3 ? CERTAIN : OFFERED)
                .from(learnt ? stranger() : trade.customer(invoice).name())
                .account(learnt ? Customers.account(invoice.customer()) : "")
                .text(text)
                .amount(amount)
                .pays(invoices));
    }

    private Optional<Remitted> onBehalf() {
        return trade.take(1)
                .filter(i -> i.getFirst().number().length() > 4
                        && !fitsAnother(
                                i.getFirst(), Trade.share(i.getFirst().open().amount(), "0.4")))
                .map(i -> new Remitted("number, paid on behalf of the customer", CERTAIN)
                        .from("Faktoringas UAB")
                        .onBehalfOf(trade.customer(i.getFirst()).name())
                        .text("Invoice " + i.getFirst().number())
                        .amount(Trade.share(i.getFirst().open().amount(), "0.4"))
                        .pays(i));
    }

    private Optional<Remitted> fee() {
        return trade.take(2)
                .filter(i -> i.stream().allMatch(one -> one.open().amount().compareTo(BigDecimal.valueOf(200)) > 0))
                .filter(i -> i.getFirst().number().length() > 4)
                .map(i -> new Remitted("two numbers and payer, a fee kept", CERTAIN)
                        .from(trade.customer(i.getFirst()).name())
                        .text("Invoices " + i.getFirst().number() + " and "
                                + i.getLast().number())
                        .amount(Trade.sum(i).subtract(new BigDecimal("7.50")))
                        .pays(i));
    }

    private Optional<Remitted> list() {
        return trade.take(random.nextInt(2, 6)).map(i -> {
            var joint = writing.any(List.of(
                    ", ", "; ", " ", " + ", " & ", ",", " un ", " ja ", " a ", " and ", " ir ", " und ", " i ", " et ",
                    " y ", " и "));
            boolean figures =
                    i.stream().anyMatch(one -> Character.isDigit(one.number().charAt(0)));
            var list = i.stream()
                    .map(OpenInvoice::number)
                    .collect(Collectors.joining(figures && joint.isBlank() ? ", " : joint));
            return new Remitted("list", CERTAIN)
                    .from(random.nextBoolean() ? payer(i.getFirst()) : stranger())
                    .text(writing.carried(writing.listed(list)))
                    .pays(i);
        });
    }

    private Optional<Remitted> range() {
        return trade.takeRow(3).map(i -> {
            var first = i.getFirst().number();
            var last = i.getLast().number();
            var joint = writing.any(
                    List.of(" - ", " – ", " līdz ", " kuni ", " až ", " do ", " bis ", " to ", " iki ", " до ", ".."));
            var shortened = InvoiceNumber.of(last).running();
            boolean endsSo = last.endsWith(shortened);
            var to = endsSo && random.nextBoolean() ? shortened : last;
            var all = random.nextInt(3) == 0 && endsSo
                    ? first + "/" + InvoiceNumber.of(i.get(1).number()).running() + "/" + shortened
                    : first + joint + to;
            return new Remitted("range", CERTAIN)
                    .from(payer(i.getFirst()))
                    .text(writing.listed(all))
                    .pays(i);
        });
    }

    private Optional<Remitted> cut() {
        return trade.take(1).map(i -> {
            var text = writing.numbered(i.getFirst().number(), true);
            var long35 = "/INV/ maksājums par pakalpojumiem, ".substring(random.nextInt(20)) + text;
            return new Remitted("cut by the bank", CERTAIN)
                    .from(payer(i.getFirst()))
                    .text(writing.lines(
                                    long35,
                                    writing.any(List.of("27", "35", "65")).equals("27") ? 27 : 35)
                            .toArray(String[]::new))
                    .pays(i);
        });
    }

    private Optional<Remitted> cutShort() {
        return trade.take(5)
                .filter(i -> i.stream()
                        .allMatch(one -> one.number().length() > 9 && trade.format(one) == trade.format(i.getFirst())))
                .map(i -> {
                    var text =
                            "Apmaksa par transporta pakalpojumiem septembrī un oktobrī pēc līguma un pielikuma, rēķini "
                                    + i.stream().map(OpenInvoice::number).collect(Collectors.joining(", "));
                    var cut = text.substring(0, text.length() - random.nextInt(1, 4));
                    return new Remitted("list cut short", endsAlike(i) ? OFFERED : CERTAIN)
                            .from(trade.customer(i.getFirst()).name())
                            .text(cut)
                            .pays(i);
                });
    }

    /// Whether another invoice of the customer could be the last one.
    private boolean endsAlike(List<OpenInvoice> invoices) {
        return fitsAnother(invoices.getLast(), invoices.getLast().open().amount());
    }

    private Optional<Remitted> tail() {
        return trade.take(1)
                .filter(i -> !fitsAnother(i.getFirst(), i.getFirst().open().amount()))
                .map(i -> {
                    var running = InvoiceNumber.of(i.getFirst().number()).running();
                    return new Remitted("last digits, payer and amount", CERTAIN)
                            .from(trade.customer(i.getFirst()).name())
                            .text(writing.any(List.of("Rēķins ", "arve nr ", "faktura č. ", "sąsk. ", "")) + running)
                            .pays(i);
                });
    }

    private Optional<Remitted> reference() {
        return trade.take(1).filter(i -> !trade.sharesReference(i.getFirst())).map(i -> {
            var reference = i.getFirst().reference();
            var told = new Remitted("reference", CERTAIN).from(payer(i.getFirst()));
            if (reference.startsWith("RF")) {
                return told.reference(writing.any(List.of(
                                reference,
                                reference.toLowerCase(java.util.Locale.ROOT),
                                reference.replaceAll("(.{4})", "$1 ").strip())))
                        .pays(i);
            }
            if (trade.customer(i.getFirst()).country().equals("EE")) {
                return told.reference("00" + reference).pays(i);
            }
            return told.endToEnd(writing.any(List.of(
                            "/VS" + reference + "/SS/KS0308", "/VS0" + reference + "/SS0/KS0", "VS" + reference)))
                    .pays(i);
        });
    }

    private Optional<Remitted> referenceInText() {
        return trade.take(1).filter(i -> !trade.sharesReference(i.getFirst())).map(i -> {
            var reference = i.getFirst().reference();
            var told = new Remitted("reference in the text", CERTAIN).from(stranger());
            if (reference.startsWith("RF")) {
                return told.text(writing.any(List.of(
                                "Ref. " + reference,
                                "paldies " + reference.replaceAll("(.{4})", "$1 "),
                                reference.toLowerCase(java.util.Locale.ROOT) + " maksājums")))
                        .pays(i);
            }
            if (trade.customer(i.getFirst()).country().equals("EE")) {
                return told.text(writing.any(
                                List.of("viitenumber " + reference, "viite nr " + reference, "ref: " + reference)))
                        .pays(i);
            }
            return told.text(writing.any(List.of(
                            "VS:" + reference,
                            "VS 000" + reference,
                            "var. symbol " + reference,
                            "V.S. " + reference,
                            "variabilní symbol: " + reference + " KS 0308")))
                    .pays(i);
        });
    }

    private Optional<Remitted> shared() {
        return trade.take(1)
                .filter(i -> trade.sharesReference(i.getFirst())
                        && !fitsAnother(i.getFirst(), i.getFirst().open().amount()))
                .map(i -> new Remitted("reference of several, one amount", CERTAIN)
                        .from(stranger())
                        .reference(i.getFirst().reference())
                        .pays(i));
    }

    private Optional<Remitted> payerOnly() {
        return trade.take(1)
                .map(i -> new Remitted("payer and amount", OFFERED)
                        .from(payer(i.getFirst()))
                        .text(writing.nothing())
                        .pays(i));
    }

    private Optional<Remitted> balance() {
        return trade.takeAll()
                .map(i -> new Remitted("payer and all that is owed", OFFERED)
                        .from(payer(i.getFirst()))
                        .text(writing.nothing())
                        .pays(i));
    }

    private Optional<Remitted> oldest() {
        return trade.takeAll()
                .filter(i -> i.size() > 2)
                .map(i -> new Remitted("payer and the oldest two", OFFERED)
                        .from(payer(i.getFirst()))
                        .text(writing.nothing())
                        .pays(i.subList(0, 2)));
    }

    private Optional<Remitted> pair() {
        return trade.takeAll()
                .filter(i -> i.size() > 3)
                .map(i -> new Remitted("payer and two of them", OFFERED)
                        .from(payer(i.getFirst()))
                        .text(writing.nothing())
                        .pays(List.of(i.get(1), i.get(3))));
    }

    private Optional<Remitted> slip() {
        return trade.take(1)
                .filter(i -> i.getFirst().number().length() > 5
                        && !fitsAnother(i.getFirst(), i.getFirst().open().amount()))
                .map(i -> {
                    var number = i.getFirst().number();
                    int at = number.length() - 1 - random.nextInt(2);
                    var digit = number.charAt(at);
                    var wrong = number.substring(0, at)
                            + (Character.isDigit(digit)
                                    ? (char) ('0' + (digit - '0' + 1 + random.nextInt(8)) % 10)
                                    : digit)
                            + number.substring(at + 1);
                    return new Remitted("a slip in the number", OFFERED)
                            .from(trade.customer(i.getFirst()).name())
                            .text("rēķins " + wrong)
                            .pays(i);
                });
    }

    private Optional<Remitted> oneOfTwo() {
        return trade.take(2)
                .filter(i -> i.getFirst().number().length() > 4)
                .map(i -> new Remitted("two numbers, the amount of one", OFFERED)
                        .from(trade.customer(i.getFirst()).name())
                        .text("Invoices " + i.getFirst().number() + ", "
                                + i.getLast().number())
                        .pays(List.of(i.getLast())));
    }

    private Optional<Remitted> foreign() {
        return trade.take(1).map(i -> {
            var other = trade.customers.get(random.nextInt(trade.customers.size()));
            boolean theirs = PayerName.of(other.name())
                    .key()
                    .equals(PayerName.of(trade.customer(i.getFirst()).name()).key());
            return new Remitted("another's number, another amount", NOTHING)
                    .from(theirs ? stranger() : other.name())
                    .text(numbered(i.getFirst()))
                    .amount(i.getFirst().open().amount().add(new BigDecimal("17.31")));
        });
    }

    private Optional<Remitted> trap() {
        return trade.take(1).map(i -> {
            var running = InvoiceNumber.of(i.getFirst().number()).running();
            var text = writing.any(List.of(
                            "Līgums ",
                            "Leping nr ",
                            "Smlouva č. ",
                            "Zmluva ",
                            "Contract ",
                            "Vertrag Nr. ",
                            "Umowa ",
                            "Sutartis Nr. ",
                            "Договор № ",
                            "Order ",
                            "Pasūtījums ",
                            "Tellimus ",
                            "Objednávka č. ",
                            "Bestellung ",
                            "Tel. ",
                            "Klienta nr. ",
                            "Kundennummer ",
                            "Customer ",
                            "Reg. nr. ",
                            "IČO ",
                            "KS ",
                            "SS ",
                            "Avanss ",
                            "Karte ",
                            "dz. ",
                            "Nov 20"))
                    + running
                    + writing.any(List.of(
                            "",
                            " 23.11.2026",
                            "/2024",
                            " 10/2026",
                            " LV-1010",
                            " LV80BANK0000435195001",
                            " +371 29123456",
                            " 12:30",
                            " PVN 21%"));
            return new Remitted("figures of something else", NOTHING)
                    .from(
                            random.nextBoolean()
                                    ? stranger()
                                    : trade.customer(i.getFirst()).name())
                    .text(text)
                    .amount(BigDecimal.valueOf(random.nextLong(1_000_000, 9_000_000), 2));
        });
    }

    private Optional<Remitted> closedNumber() {
        var number = trade.closed.get(random.nextInt(trade.closed.size()));
        var customer = trade.customers.get(random.nextInt(trade.customers.size()));
        return number.length() < 5
                ? Optional.empty()
                : Optional.of(new Remitted("the number of a paid invoice", NOTHING)
                        .from(customer.name())
                        .text("Invoice " + number)
                        .amount(
                                random.nextBoolean()
                                                || trade.owed(customer.customer())
                                                        .isEmpty()
                                        ? new BigDecimal("100.00")
                                        : trade.owed(customer.customer())
                                                .getFirst()
                                                .open()
                                                .amount()));
    }

    private Optional<Remitted> otherCurrency() {
        return trade.take(1)
                .map(i -> new Remitted("another currency", NOTHING)
                        .from(payer(i.getFirst()))
                        .text(numbered(i.getFirst()))
                        .currency("USD")
                        .amount(i.getFirst().open().amount()));
    }

    private Optional<Remitted> wrongCheck() {
        return trade.take(1)
                .filter(i -> i.getFirst().reference().startsWith("RF"))
                .map(i -> {
                    var reference = i.getFirst().reference();
                    var wrong = "RF" + "%02d".formatted((Integer.parseInt(reference.substring(2, 4)) + 1) % 100)
                            + reference.substring(4);
                    return new Remitted("a reference with wrong check digits", NOTHING)
                            .from(stranger())
                            .reference(wrong)
                            .amount(BigDecimal.valueOf(random.nextLong(1_000_000, 9_000_000), 2));
                });
    }

    private Optional<Remitted> unknown() {
        return Optional.of(new Remitted("unknown payer", NOTHING)
                .from(stranger())
                .text(writing.nothing())
                .amount(BigDecimal.valueOf(random.nextLong(1_000_000, 9_000_000), 2)));
    }
}
