package org.kvit.invoice;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.kvit.base.LineTotals;
import org.kvit.base.Money;
import org.kvit.base.VatCategory;
import org.kvit.company.Company;
import org.kvit.customer.ClientCard;
import org.kvit.customer.CustomerId;
import org.kvit.customer.PostalAddress;
import org.kvit.order.OrderId;

/// Sample invoices of a forwarder on paper, to customers in five countries.
final class Papers {
    static final LocalDate ISSUED = LocalDate.of(2026, 11, 2);
    static final LocalDate DUE = LocalDate.of(2026, 11, 16);
    static final Company.BankAccount EUROS =
            account("LV80BANK0000435195001", "BANKLV22", "Piemēra banka", Optional.of("EUR"));
    static final Company.BankAccount CROWNS =
            account("CZ6508000000192000145399", "GIBACZPX", "Příkladná banka", Optional.of("CZK"));

    private static final ClientCard BLANK = ClientCard.blank(Company.named("SIA Baltijas Ceļš", "LV"));
    private static final Map<String, Customer> CUSTOMERS = Map.of(
            "en", new Customer("Łódź & Świat Sp. z o.o.", "PL7250018312", "ul. Żwirki 7", "Łódź", "90-001", "PL"),
            "lv",
                    new Customer(
                            "SIA „Rūjienas Dzērvenīte“", "LV40003098765", "Lielā iela 12–3", "Rūjiena", "4240", "LV"),
            "et",
                    new Customer(
                            "OÜ Tallinna Tööstusõlid", "EE100931558", "Põhja puiestee 27a", "Tallinn", "10415", "EE"),
            "cs", new Customer("Šťastný Kůň s.r.o.", "CZ25596641", "Ďáblická 8/1234", "Praha 8", "182 00", "CZ"),
            "sk",
                    new Customer(
                            "Žilinské ťažké kĺby, a.s.",
                            "SK2020317068",
                            "Námestie Ľ. Štúra 1",
                            "Žilina",
                            "010 01",
                            "SK"));

    private record Customer(String name, String vat, String street, String city, String code, String country) {}

    private Papers() {}

    static Stream<String> languages() {
        return Stream.of("en", "lv", "et", "cs", "sk");
    }

    static List<InvoiceLine> lines(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> line(
                        i % 7 == 3
                                ? "Kravas pārvadājums Rīga–Žilina–Praha, CMR 10" + i
                                        + ", auto AB-1234, ar papildu apstāšanos"
                                : "Transport no. " + (i + 1),
                        i % 5 == 4 ? "-1" : "1.5",
                        "123.45",
                        i % 3 == 0 ? "21" : "12"))
                .toList();
    }

    static InvoiceLine line(String description, String quantity, String price, String rate) {
        return new InvoiceLine(description, new BigDecimal(quantity), new BigDecimal(price), new BigDecimal(rate));
    }

    static InvoiceLine line(String description, String price, VatCategory category) {
        return new InvoiceLine(description, BigDecimal.ONE, new BigDecimal(price), BigDecimal.ZERO, category);
    }

    /// Approved, nothing paid.
    static PrintedInvoice paper(String language, String currency, String reference, List<InvoiceLine> lines) {
        var total = LineTotals.of(lines, currency).total();
        return paper(language, true, total, total, reference, lines, List.of());
    }

    static PrintedInvoice paper(
            String language,
            boolean approved,
            Money total,
            Money open,
            String reference,
            List<InvoiceLine> lines,
            List<InvoicedOrder> orders) {
        var card = card(language);
        var customer = new Invoice.Customer(
                new CustomerId(1),
                card.name(),
                Optional.empty(),
                Optional.empty(),
                language,
                card.postal().country());
        var invoice = new Invoice(
                new InvoiceId(1),
                "RK-2026-00017",
                customer,
                ISSUED,
                DUE,
                total,
                open,
                Money.zero(total.currency()),
                Money.zero(total.currency()),
                Money.zero(total.currency()),
                Optional.of(reference).filter(r -> !r.isEmpty()),
                approved,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                DUE.plusDays(1));
        return new PrintedInvoice(company(), card, invoice, lines, orders);
    }

    static Company company() {
        var named = Company.named("SIA Baltijas Ceļš", "LV");
        return new Company(
                named.name(),
                Optional.of("40003012345"),
                Optional.of("LV40003012345"),
                Optional.of("Brīvības gatve 214"),
                Optional.of("Rīga"),
                Optional.of("LV-1039"),
                "LV",
                named.timeZone(),
                "EUR",
                "lv",
                Optional.of("rekini@baltijas-cels.example"),
                Optional.of("+371 67 123 456"),
                Optional.of("www.baltijas-cels.example"),
                Optional.empty(),
                3,
                4,
                named.referenceKind(),
                named.copyToAccountManager(),
                List.of(CROWNS, EUROS));
    }

    static ClientCard card(String language) {
        var c = Objects.requireNonNullElse(CUSTOMERS.get(language), Objects.requireNonNull(CUSTOMERS.get("en")));
        return new ClientCard(
                c.name(),
                Optional.empty(),
                Optional.of(c.vat().replaceAll("\\D", "")),
                Optional.of(c.vat()),
                new PostalAddress(Optional.of(c.street()), Optional.of(c.city()), Optional.of(c.code()), c.country()),
                language,
                "EUR",
                14,
                BLANK.settlement(),
                Optional.empty(),
                Optional.empty(),
                BLANK.main(),
                Optional.empty(),
                Optional.empty());
    }

    static InvoicedOrder order(int i) {
        return new InvoicedOrder(
                new OrderId(i),
                String.format(Locale.ROOT, "ORD-%05d", i),
                Optional.of("PO 77/" + i),
                Optional.of("Mēbeles · 12 × · 3400 kg · Rīga – Praha"),
                Optional.of(ISSUED.minusDays(5)),
                Optional.of(ISSUED.minusDays(3)),
                "email",
                "none",
                Optional.empty(),
                Optional.of("Kravu saņēma J. Kļaviņš.\nPaletes atdotas."));
    }

    private static Company.BankAccount account(String iban, String bic, String bank, Optional<String> currency) {
        return new Company.BankAccount(iban, Optional.of(bic), Optional.of(bank), currency);
    }
}
