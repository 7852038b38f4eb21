package org.kvit.credit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kvit.base.LineTotals;
import org.kvit.base.Money;
import org.kvit.base.Refusal;
import org.kvit.invoice.InvoiceLine;

class CreditDraftTest {
    private static final BigDecimal TWO = BigDecimal.valueOf(2);

    /// An invoice's lines as `quantity×price@rate`; then one credit note after another, each as
    /// `line:quantity×price`, or `rest` for all that is left; and what each comes to, with its rounding
    /// amount if there is one.
    @ParameterizedTest(name = "{1}, credited by {2}")
    @CsvSource(delimiter = '|', textBlock = """
            EUR | 10×100@21            | rest                       | 1210.00
            EUR | 10×100@21            | 1:4×100; rest              | 484.00; 726.00
            # a lower price for the whole
            EUR | 10×100@21            | 1:10×20; rest              | 242.00; 968.00
            # several rates
            EUR | 1×100@21 2×50@12 1×7@0 | 2:1×50; 1:1×100 3:1×7; rest | 56.00; 128.00; 56.00
            # VAT of two halves is 0.13 each, of the whole 0.25: the last one takes the cent
            EUR | 1×2.50@5 1×2.50@5    | 1:1×2.50; 2:1×2.50         | 2.63; 2.62 -0.01
            # and so does one that would go beyond by no more than such cents
            EUR | 5×2.50@5 1×0.01@5    | 1:1×2.5; 1:1×2.5; 1:1×2.5; 1:1×2.5; 1:1×2.5 | 2.63; 2.63; 2.63; 2.63; 2.62 -0.01
            # a cent that the halves lacked is made up for
            EUR | 2×0.10@14            | 1:1×0.10; rest             | 0.11; 0.12 0.01
            # a discount comes back with what it was given on
            EUR | 1×100@21 -1×10@21    | rest                       | 108.90
            EUR | 1×100@21 -1×10@21    | 1:1×50; rest               | 60.50; 48.40
            # three pieces of 0.335 were invoiced as 1.01, so the third is 0.33
            EUR | 3×0.335@0            | 1:1×0.335; 1:1×0.335; rest | 0.34; 0.34; 0.33
            # currencies without and with three decimals
            JPY | 3×33.4@10            | 1:1×33.4; rest             | 36; 74
            KWD | 1×1.2345@10          | rest                       | 1.359
            """)
    void credit_notes_come_to(String currency, String lines, String notes, String totals) {
        var invoice = invoice(lines, currency);
        var expected = totals.split("; ");
        int n = 0;
        for (var note : notes.split("; ")) {
            var draft = CreditDraft.of(invoice, wanted(note));
            var rounding = draft.rounding().isZero()
                    ? ""
                    : " " + draft.rounding().amount().toPlainString();
            assertThat(draft.total().amount().toPlainString() + rounding).isEqualTo(expected[n++]);
            assertThat(draft.total()).isEqualTo(draft.sum().total().plus(draft.rounding()));
            invoice = after(invoice, draft);
        }
    }

    @ParameterizedTest(name = "{0}, credited by {1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            10×100@21          | 1:11×100           | credit.line.beyond
            10×100@21          | 1:10×100.01        | credit.line.beyond
            10×100@21          | 1:-1×100           | credit.line.sign
            1×100@21 -1×10@21  | 1:1×100 2:1×10     | credit.line.sign.negative
            1×100@21 -1×10@21  | 1:1×100            | credit.lines.beyond
            1×100@21 -1×10@21  | 2:-1×10            | credit.lines.nothing
            10×100@21          | 1:0×100            | credit.lines.nothing
            10×100@21          | 1:1×0              | credit.lines.nothing
            10×100@21          | 2:1×100            | credit.line.unknown
            10×100@21          | 1:1×100 1:1×100    | credit.line.twice
            10×100@21          | 1:1.00001×100      | credit.line.quantity
            10×100@21          | 1:1×-1             | credit.line.unitPrice
            10×100@21          | 1:1×0.0000001      | credit.line.unitPrice
            """)
    void what_was_not_invoiced_is_not_credited(String lines, String note, String key) {
        refused(key, () -> CreditDraft.of(invoice(lines, "EUR"), wanted(note)));
    }

    @Test
    void an_invoice_of_which_only_the_total_is_known_is_credited_by_an_amount() {
        var invoice = new Creditable(Money.of("100", "EUR"), Money.of("30", "EUR"), List.of());
        assertThat(CreditDraft.of(invoice, NewCreditNote.whole("x")).total()).isEqualTo(Money.of("70", "EUR"));
        assertThat(CreditDraft.of(invoice, amount("69.99")).total()).isEqualTo(Money.of("69.99", "EUR"));
        refused("credit.amount.beyond", () -> CreditDraft.of(invoice, amount("70.01")));
        refused("credit.amount.invalid", () -> CreditDraft.of(invoice, amount("0")));
        refused("credit.amount.invalid", () -> CreditDraft.of(invoice, amount("1.001")));
        refused("credit.lines.none", () -> CreditDraft.of(invoice, wanted("1:1×1")));
        refused("credit.amount.lines", () -> CreditDraft.of(invoice("1×100@21", "EUR"), amount("1")));
    }

    @Test
    void what_is_wholly_credited_has_nothing_left() {
        var invoice = invoice("1×100@21", "EUR");
        var done = after(invoice, CreditDraft.of(invoice, wanted("rest")));
        refused("credit.nothingLeft", () -> CreditDraft.of(done, wanted("rest")));
        refused("credit.nothingLeft", () -> CreditDraft.of(done, wanted("1:1×1")));
    }

    /// Whatever is credited in whatever parts, in the end it is the invoice, to the cent.
    @Property(tries = 600)
    void parts_and_then_the_rest_come_to_the_invoice(@ForAll("invoices") Creditable whole, @ForAll Random random) {
        var invoice = whole;
        var drafts = new ArrayList<CreditDraft>();
        for (int i = random.nextInt(6); i > 0 && invoice.left().isPositive(); i--) {
            var part = attempt(
                    invoice,
                    new NewCreditNote(Optional.empty(), "x", Optional.of(part(invoice, random)), Optional.empty()));
            if (part.isPresent()) {
                drafts.add(part.get());
                invoice = after(invoice, part.get());
            }
        }
        if (invoice.left().isPositive() && !invoice.rest().isEmpty()) {
            var last = attempt(invoice, NewCreditNote.whole("x"));
            assertThat(last).isPresent();
            drafts.add(last.get());
            invoice = after(invoice, last.get());
            assertThat(invoice.rest()).isEmpty();
        }
        assertThat(invoice.left().isZero()).isTrue();
        assertThat(drafts.stream().map(CreditDraft::total).reduce(Money.zero(whole.currency()), Money::plus))
                .isEqualTo(whole.total());
        sound(whole, drafts);
    }

    private static void sound(Creditable whole, List<CreditDraft> drafts) {
        var unit = BigDecimal.ONE.movePointLeft(
                Money.zero(whole.currency()).amount().scale());
        var rates = BigDecimal.valueOf(LineTotals.of(
                        whole.positions().stream()
                                .map(Creditable.Position::line)
                                .toList(),
                        whole.currency())
                .byRate()
                .size());
        for (int n = 0; n < drafts.size(); n++) {
            var draft = drafts.get(n);
            assertThat(draft.total().isPositive()).isTrue();
            assertThat(draft.total()).isEqualTo(draft.sum().total().plus(draft.rounding()));
            var most = unit.multiply(rates).multiply(BigDecimal.valueOf(n + 3)).divide(TWO, RoundingMode.HALF_UP);
            assertThat(draft.rounding().amount().abs()).isLessThanOrEqualTo(most.add(unit));
            assertThat(draft.rounding().isZero() || n == drafts.size() - 1)
                    .as("only the last one is rounded")
                    .isTrue();
        }
        for (var position : whole.positions()) {
            var net = position.line().net(whole.currency());
            var credited = drafts.stream()
                    .flatMap(d -> Stream.ofNullable(d.lines().get(position.number())))
                    .map(l -> l.net(whole.currency()))
                    .reduce(Money.zero(whole.currency()), Money::plus);
            assertThat(credited.amount().signum() * net.amount().signum()).isNotNegative();
            assertThat(credited.amount().abs()).isLessThanOrEqualTo(net.amount().abs());
        }
    }

    /// Refused only because discounts would stay behind, or nothing was chosen.
    private static Optional<CreditDraft> attempt(Creditable invoice, NewCreditNote wanted) {
        try {
            return Optional.of(CreditDraft.of(invoice, wanted));
        } catch (Refusal refusal) {
            assertThat(refusal.faults())
                    .extracting(f -> f.words().key())
                    .isSubsetOf("credit.lines.beyond", "credit.lines.nothing");
            return Optional.empty();
        }
    }

    /// Some of the lines, each in part or whole: fewer pieces, or at a lower price.
    private static List<NewCreditNote.Line> part(Creditable invoice, Random random) {
        return invoice.rest().stream()
                .filter(_ -> random.nextInt(3) > 0)
                .map(l -> switch (random.nextInt(3)) {
                    case 0 -> l;
                    case 1 -> new NewCreditNote.Line(l.position(), share(l.quantity(), 4, random), l.unitPrice());
                    default -> new NewCreditNote.Line(l.position(), l.quantity(), share(l.unitPrice(), 6, random));
                })
                .toList();
    }

    private static BigDecimal share(BigDecimal of, int decimals, Random random) {
        return of.multiply(BigDecimal.valueOf(random.nextInt(100)))
                .movePointLeft(2)
                .setScale(decimals, RoundingMode.DOWN);
    }

    @Provide
    Arbitrary<Creditable> invoices() {
        var lines = Combinators.combine(
                        Arbitraries.bigDecimals()
                                .between(new BigDecimal("-3"), new BigDecimal("20"))
                                .ofScale(2),
                        Arbitraries.bigDecimals()
                                .between(BigDecimal.ZERO, new BigDecimal("400"))
                                .ofScale(4),
                        Arbitraries.of("21", "12", "5", "0").map(BigDecimal::new))
                .as((quantity, price, rate) -> new InvoiceLine("x", quantity, price, rate));
        return Combinators.combine(lines.list().ofMinSize(1).ofMaxSize(8), Arbitraries.of("EUR", "CZK", "JPY", "KWD"))
                .as(CreditDraftTest::invoice)
                .filter(invoice -> invoice.total().isPositive());
    }

    private static Creditable invoice(String lines, String currency) {
        return invoice(
                Arrays.stream(lines.strip().split(" "))
                        .map(l -> l.split("[×@]"))
                        .map(p ->
                                new InvoiceLine("x", new BigDecimal(p[0]), new BigDecimal(p[1]), new BigDecimal(p[2])))
                        .toList(),
                currency);
    }

    private static Creditable invoice(List<InvoiceLine> lines, String currency) {
        return new Creditable(
                LineTotals.of(lines, currency).total(),
                Money.zero(currency),
                IntStream.range(0, lines.size())
                        .mapToObj(i -> new Creditable.Position(i + 1, lines.get(i), List.of()))
                        .toList());
    }

    /// The invoice once this credit note is issued.
    private static Creditable after(Creditable invoice, CreditDraft draft) {
        return new Creditable(
                invoice.total(),
                invoice.credited().plus(draft.total()),
                invoice.positions().stream()
                        .map(p -> new Creditable.Position(
                                p.number(),
                                p.line(),
                                Stream.concat(
                                                p.before().stream(),
                                                Stream.ofNullable(draft.lines().get(p.number())))
                                        .toList()))
                        .toList());
    }

    private static NewCreditNote wanted(String note) {
        return note.equals("rest")
                ? NewCreditNote.whole("x")
                : new NewCreditNote(
                        Optional.empty(),
                        "x",
                        Optional.of(Arrays.stream(note.split(" "))
                                .map(l -> l.split("[:×]"))
                                .map(p -> new NewCreditNote.Line(
                                        Integer.parseInt(p[0]), new BigDecimal(p[1]), new BigDecimal(p[2])))
                                .toList()),
                        Optional.empty());
    }

    private static NewCreditNote amount(String amount) {
        return new NewCreditNote(Optional.empty(), "x", Optional.empty(), Optional.of(new BigDecimal(amount)));
    }

    private static void refused(String key, org.assertj.core.api.ThrowableAssert.ThrowingCallable work) {
        assertThatThrownBy(work).isInstanceOfSatisfying(Refusal.class, r -> {
            var keys = r.faults().isEmpty()
                    ? List.of(r.words().key())
                    : r.faults().stream().map(f -> f.words().key()).toList();
            assertThat(keys).contains(key);
        });
    }
}
