package org.kvit.company;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReferenceKindsTest {
    @ParameterizedTest
    @CsvSource({
        "LV, LV, RF",
        "LV, EE, RF",
        "LV, CZ, VARIABLE_SYMBOL",
        "LV, SK, VARIABLE_SYMBOL",
        "EE, EE, ESTONIAN",
        "EE, LV, RF",
        "CZ, CZ, VARIABLE_SYMBOL",
        "CZ, SK, VARIABLE_SYMBOL",
        "CZ, EE, RF",
        "SK, DE, RF",
    })
    void a_new_company_starts_with_what_the_banks_between_it_and_its_payer_carry(
            String own, String payers, ReferenceKind kind) {
        assertThat(Company.named("Baltic Freight", own).references().in(payers)).isEqualTo(kind);
    }

    @Test
    void a_country_that_is_named_has_its_own_kind_and_every_other_the_usual() {
        var kinds = ReferenceKinds.always(ReferenceKind.RF)
                .with("CZ", ReferenceKind.VARIABLE_SYMBOL)
                .with("FI", ReferenceKind.NONE);
        assertThat(kinds.in("CZ")).isEqualTo(ReferenceKind.VARIABLE_SYMBOL);
        assertThat(kinds.in("FI")).isEqualTo(ReferenceKind.NONE);
        assertThat(kinds.in("LV")).isEqualTo(ReferenceKind.RF);
        assertThat(kinds.all()).containsExactly(ReferenceKind.NONE, ReferenceKind.RF, ReferenceKind.VARIABLE_SYMBOL);
    }
}
