package org.kvit.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kvit.base.Refusal;
import org.kvit.base.VatCategory;
import org.kvit.customer.CustomerId;
import org.kvit.customer.Settlement;

class OrderRulesTest {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 2);

    @Test
    void an_order_as_it_should_be_passes() {
        assertThatCode(() -> OrderRules.check(
                        order(
                                "O-1",
                                DAY,
                                "PO-1",
                                "EUR",
                                30,
                                List.of(Entered.cargo("Furniture")),
                                List.of(price("1", "9.99", "21", "S"))),
                        List.of()))
                .doesNotThrowAnyException();
    }

    @Test
    void every_faulty_field_is_named_at_once() {
        var cargo = new Cargo(
                Optional.empty(),
                " ",
                Optional.of(-1),
                Optional.of(new BigDecimal("1.2345")),
                Optional.of(new BigDecimal("-1")),
                new Stop(Optional.of("x".repeat(201)), Optional.of(DAY), Optional.empty(), Optional.empty()),
                new Stop(
                        Optional.empty(),
                        Optional.of(DAY.minusDays(1)),
                        Optional.of(LocalDate.of(1, 1, 1)),
                        Optional.empty()));
        var order = order(
                "x".repeat(51),
                LocalDate.of(2101, 1, 1),
                "a\nb",
                "EURO",
                366,
                List.of(cargo),
                List.of(price("1.00001", "-1", "101", "Z")));
        assertThat(faults(order))
                .containsExactlyInAnyOrder(
                        "number",
                        "orderDate",
                        "customerReference",
                        "currency",
                        "paymentTermsDays",
                        "cargo[0].description",
                        "cargo[0].packages",
                        "cargo[0].weight",
                        "cargo[0].volume",
                        "cargo[0].loadingPlace",
                        "cargo[0].unloadingAgreed",
                        "cargo[0].unloadingPlanned",
                        "prices[0].quantity",
                        "prices[0].unitPrice",
                        "prices[0].vatRate",
                        "prices[0].vatCategory");
    }

    @ParameterizedTest
    @CsvSource({
        "1, 9.99, 21, S, ''",
        "-1, 9.99, 21, S, ''",
        "1, 0, 0, Z, ''",
        "1, 9.99, 0, AE, ''",
        "1, 9.99, 0, S, prices[0].vatCategory",
        "1, 9.99, 21, AE, prices[0].vatCategory",
        "0.0001, 0.000001, 5.25, S, ''",
        "1000000000000, 1, 21, S, prices[0].quantity",
        "1, 1.0000001, 21, S, prices[0].unitPrice",
        "1, 1, 100.5, S, prices[0].vatRate",
        "1, 1, 21.255, S, prices[0].vatRate",
    })
    void a_price_bears_vat_if_its_category_does(
            String quantity, String price, String rate, String category, String fault) {
        var order = order("O-1", DAY, "PO-1", "EUR", 30, List.of(), List.of(price(quantity, price, rate, category)));
        assertThat(faults(order)).isEqualTo(fault.isEmpty() ? List.of() : List.of(fault));
    }

    @Test
    void a_form_of_more_lines_than_anybody_enters_is_refused_as_a_whole() {
        var order = order(
                "O-1",
                DAY,
                "PO-1",
                "EUR",
                30,
                java.util.Collections.nCopies(501, Entered.cargo("Furniture")),
                List.of());
        assertThat(faults(order)).containsExactly("cargo");
    }

    private static List<String> faults(SettledOrder order) {
        var refusal = catchThrowableOfType(Refusal.class, () -> OrderRules.check(order, List.of()));
        return refusal == null
                ? List.of()
                : refusal.faults().stream().map(Refusal.Fault::field).toList();
    }

    private static Price price(String quantity, String price, String rate, String category) {
        return new Price(
                Optional.empty(),
                "Haulage",
                new BigDecimal(quantity),
                new BigDecimal(price),
                new BigDecimal(rate),
                VatCategory.of(category).orElseThrow());
    }

    private static SettledOrder order(
            String number,
            LocalDate date,
            String reference,
            String currency,
            int terms,
            List<Cargo> cargo,
            List<Price> prices) {
        return new SettledOrder(
                Optional.of(number),
                new CustomerId(1),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                date,
                Optional.of(reference),
                currency,
                terms,
                Settlement.USUAL,
                Optional.empty(),
                Optional.empty(),
                cargo,
                prices);
    }
}
