package org.kvit.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kvit.company.Countries;
import org.kvit.ui.Texts;

/// Whoever is told to press a button finds one of that name.
class OrderTextsTest {
    private static final List<String> ARGUMENTS = List.of("O-1", "T-1");

    private final Texts texts = new Texts();

    OrderTextsTest() throws IOException {}

    @ParameterizedTest
    @CsvSource({
        "order.trip.approved, trip.removeApproval",
        "order.locked.trip, trip.removeApproval",
        "order.locked.toTrip, trip.removeApproval",
        "trip.approved.locked, trip.removeApproval",
        "order.locked.customer, invoice.removeApproval",
    })
    void a_refusal_names_the_way_out_as_its_button_does(String refusal, String button) {
        for (var language : Countries.LANGUAGES) {
            var verb = text(language, button).substring(0, 4).toLowerCase(Locale.ROOT);
            assertThat(text(language, refusal).toLowerCase(Locale.ROOT))
                    .as("%s in %s", refusal, language)
                    .contains(verb);
        }
    }

    @Test
    void a_draft_is_called_the_same_of_an_order_and_of_an_invoice() {
        for (var language : Countries.LANGUAGES) {
            var draft = text(language, "invoice.state.draft").substring(0, 4);
            assertThat(text(language, "order.state.draft")).as(language).contains(draft);
        }
    }

    @Test
    void cargo_is_called_the_same_of_an_order_and_of_an_invoice() {
        for (var language : Countries.LANGUAGES) {
            assertThat(text(language, "order.cargo")).as(language).isEqualTo(text(language, "invoice.orders.cargo"));
        }
    }

    private String text(String language, String key) {
        return texts.text(Locale.of(language), key, ARGUMENTS.toArray());
    }
}
