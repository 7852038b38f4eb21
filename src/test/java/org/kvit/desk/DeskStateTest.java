package org.kvit.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.kvit.receivable.DebtorOrder.Column;

class DeskStateTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);

    @Test
    void an_address_names_only_what_is_not_as_usual() {
        assertThat(DeskState.of(Map.of(), TODAY).url()).isEqualTo("/debtors");
        assertThat(DeskState.of(Map.of("asOf", "2026-11-23", "sort", "-overdue"), TODAY)
                        .url())
                .isEqualTo("/debtors");
        var all = Map.of(
                "asOf", "2026-10-01", "q", "a&b", "country", "LV", "currency", "CZK", "reach", "off", "view", "full");
        assertThat(DeskState.of(all, TODAY).url())
                .isEqualTo("/debtors?asOf=2026-10-01&q=a%26b&country=LV&currency=CZK&reach=off&view=full");
    }

    @Test
    void an_address_comes_back_as_the_state_it_was_made_of() {
        var fields = Map.of("overdue", "true", "manager", "7", "sort", "promised", "customer", "12");
        var state = DeskState.of(fields, TODAY);
        assertThat(state.url()).isEqualTo("/debtors?overdue=true&manager=7&sort=promised&customer=12");
        assertThat(state.filter().overdueOnly()).isTrue();
        assertThat(state.wide().url()).isEqualTo("/debtors?sort=promised&customer=12");
    }

    @Test
    void a_column_is_sorted_from_its_interesting_end_and_then_the_other_way_round() {
        var usual = DeskState.of(Map.of(), TODAY);
        assertThat(usual.sorted(Column.NAME).order().code()).isEqualTo("name");
        assertThat(usual.sorted(Column.UNPAID).order().code()).isEqualTo("-unpaid");
        assertThat(usual.sorted(Column.OVERDUE).order().code()).isEqualTo("overdue");
    }

    @Test
    void choosing_a_customer_leaves_the_full_view() {
        assertThat(DeskState.of(Map.of("view", "full"), TODAY).chosen(5).url()).isEqualTo("/debtors?customer=5");
    }
}
