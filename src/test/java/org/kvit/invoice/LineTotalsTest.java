package org.kvit.invoice;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kvit.base.LineTotals;
import org.kvit.base.Money;
import org.kvit.base.VatCategory;

class LineTotalsTest {
    private static final BigDecimal HALF_A_CENT = new BigDecimal("0.005");

    /// Lines as `quantity×price@rate`.
    @ParameterizedTest(name = "{0} in {1}")
    @CsvSource({
        // one line, VAT exact
        "1×100@21, EUR, 100.00, 21.00, 121.00",
        // each line is rounded by itself before it is added up: 0.335 and 0.335 are 0.34 and 0.34 (BT-131, BR-CO-10)
        "1×0.335@0 1×0.335@0, EUR, 0.68, 0.00, 0.68",
        // VAT is rounded once per rate: of 0.30, not three times of 0.10 (BR-CO-17)
        "1×0.10@21 1×0.10@21 1×0.10@21, EUR, 0.30, 0.06, 0.36",
        // half a cent goes up
        "1×0.50@21, EUR, 0.50, 0.11, 0.61",
        "1×2.50@5, EUR, 2.50, 0.13, 2.63",
        // each rate by itself, then added up (BR-CO-14, BR-CO-15)
        "2×49.99@21 1×10.01@12 3×7@0, EUR, 130.99, 22.20, 153.19",
        // 21 and 21.00 are one rate
        "1×0.10@21 1×0.10@21.00, EUR, 0.20, 0.04, 0.24",
        // a discount is a negative quantity
        "10×3.333333@21 -1×3.33@21, EUR, 30.00, 6.30, 36.30",
        // a price of six decimals and a quantity of four
        "1234.5678×0.123456@12, EUR, 152.41, 18.29, 170.70",
        // currencies without and with three decimals
        "3×33.4@10, JPY, 100, 10, 110",
        "1×1.2345@10, KWD, 1.235, 0.124, 1.359"
    })
    void lines_come_to_what_the_standard_says(String lines, String currency, String net, String vat, String total) {
        var sum = LineTotals.of(
                Arrays.stream(lines.split(" ")).map(LineTotalsTest::line).toList(), currency);
        assertThat(sum.net()).isEqualTo(Money.of(net, currency));
        assertThat(sum.vat()).isEqualTo(Money.of(vat, currency));
        assertThat(sum.total()).isEqualTo(Money.of(total, currency));
    }

    @Property
    void the_parts_add_up_whatever_the_lines_and_their_order(@ForAll("someLines") List<InvoiceLine> lines) {
        var sum = LineTotals.of(lines, "EUR");
        var nets = lines.stream().map(l -> l.net("EUR")).reduce(Money.zero("EUR"), Money::plus);
        assertThat(sum.net()).isEqualTo(nets);
        assertThat(sum.total()).isEqualTo(sum.net().plus(sum.vat()));
        assertThat(sum.byRate().stream().map(LineTotals.Vat::amount).reduce(Money.zero("EUR"), Money::plus))
                .isEqualTo(sum.vat());
        for (var vat : sum.byRate()) {
            var exact = vat.net().amount().multiply(vat.rate()).movePointLeft(2);
            assertThat(vat.amount().amount().subtract(exact).abs()).isLessThanOrEqualTo(HALF_A_CENT);
        }
        var shuffled = new java.util.ArrayList<>(lines);
        Collections.shuffle(shuffled, new Random(lines.size()));
        assertThat(LineTotals.of(shuffled, "EUR").total()).isEqualTo(sum.total());
    }

    /// EN 16931 BG-23: each category and rate once, with what stands in it and nothing else.
    @Property
    void vat_is_grouped_by_category_and_rate(@ForAll("someLines") List<InvoiceLine> lines) {
        var sum = LineTotals.of(lines, "EUR");
        var groups = sum.byRate().stream()
                .map(v -> v.category() + "@" + v.rate().stripTrailingZeros().toPlainString())
                .toList();
        assertThat(groups).doesNotHaveDuplicates();
        assertThat(groups)
                .containsExactlyInAnyOrderElementsOf(lines.stream()
                        .map(l -> l.vatCategory() + "@"
                                + l.vatRate().stripTrailingZeros().toPlainString())
                        .distinct()
                        .toList());
        for (var vat : sum.byRate()) {
            var own = lines.stream()
                    .filter(l ->
                            l.vatCategory() == vat.category() && l.vatRate().compareTo(vat.rate()) == 0)
                    .map(l -> l.net("EUR"))
                    .reduce(Money.zero("EUR"), Money::plus);
            assertThat(vat.net()).isEqualTo(own);
            assertThat(vat.category() == VatCategory.STANDARD || vat.amount().isZero())
                    .isTrue();
        }
        assertThat(sum.explained()).doesNotContain(VatCategory.STANDARD, VatCategory.ZERO);
    }

    @Provide
    Arbitrary<List<InvoiceLine>> someLines() {
        var quantities = Arbitraries.bigDecimals()
                .between(new BigDecimal("-100"), new BigDecimal("1000"))
                .ofScale(4);
        var prices = Arbitraries.bigDecimals()
                .between(BigDecimal.ZERO, new BigDecimal("5000"))
                .ofScale(6);
        var rates = Arbitraries.of("0", "5", "9.5", "12", "20", "21", "22").map(BigDecimal::new);
        return Combinators.combine(quantities, prices, rates, Arbitraries.of(VatCategory.class))
                .as((quantity, price, rate, category) -> rate.signum() == 0 && category != VatCategory.STANDARD
                        ? new InvoiceLine("Freight", quantity, price, rate, category)
                        : new InvoiceLine("Freight", quantity, price, rate))
                .list()
                .ofMaxSize(30);
    }

    private static InvoiceLine line(String written) {
        var parts = written.split("[×@]");
        return new InvoiceLine("Freight", new BigDecimal(parts[0]), new BigDecimal(parts[1]), new BigDecimal(parts[2]));
    }
}
