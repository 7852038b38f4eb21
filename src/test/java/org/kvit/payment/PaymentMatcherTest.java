package org.kvit.payment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kvit.base.Money;

class PaymentMatcherTest {
    private static final String PAID = "CERTAIN RK-2026-00123=100.00";

    private static Books books() {
        return new Books()
                .customer(1, "SIA Baltijas Ceļš", "LV")
                .customer(2, "Moravská doprava 55, spol. s r.o.", "CZ")
                .customer(3, "Põhjatäht OÜ", "EE")
                .invoice("RK-2026-00123", 1, "100.00", "RF50RK202600123")
                .invoice("RK-2026-00124", 1, "60.00", "RF23RK202600124")
                .invoice("RK-2026-00125", 1, "33.00", "RF93RK202600125")
                .invoice("RK-2026-00011", 2, "75.00", "202600011")
                .invoice("RK-2026-00200", 3, "80.00", "2026002006");
    }

    // References

    @ParameterizedTest
    @ValueSource(strings = {"RF50RK202600123", "rf50 rk20 2600 123"})
    void a_creditor_reference_is_certain_by_its_check_digits(String reference) {
        assertThat(books().from("Cits Maksātājs SIA").reference(reference).paying("40.00"))
                .containsExactly("CERTAIN RK-2026-00123=40.00");
    }

    @Test
    void a_creditor_reference_counts_in_the_free_text_too() {
        assertThat(books().paying("100.00", "Maksājums RF50 RK20 2600 123 paldies"))
                .first()
                .isEqualTo(PAID);
    }

    @Test
    void a_wrong_check_digit_names_nothing() {
        assertThat(books().reference("RF51RK202600123").paying("77.00")).noneMatch(m -> m.startsWith("CERTAIN"));
    }

    @Test
    void an_estonian_reference_is_certain_and_a_variable_symbol_needs_more() {
        assertThat(books().reference("2026002006").paying("10.00")).containsExactly("CERTAIN RK-2026-00200=10.00");
        assertThat(books().reference("202600011").paying("10.00")).first().isEqualTo("LIKELY RK-2026-00011=10.00");
        assertThat(books().reference("202600011").paying("75.00")).first().isEqualTo("CERTAIN RK-2026-00011=75.00");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/VS202600011/SS/KS0308",
                "/VS0202600011/SS0/KS0",
                "VS:202600011",
                "VS 202600011",
                "v.s. 202600011"
            })
    void a_variable_symbol_is_found_wherever_banks_put_it(String text) {
        assertThat(books().endToEnd(text).paying("75.00")).first().isEqualTo("CERTAIN RK-2026-00011=75.00");
        assertThat(books().paying("75.00", text)).first().isEqualTo("CERTAIN RK-2026-00011=75.00");
        assertThat(books().from("MORAVSKA DOPRAVA 55 SRO").endToEnd(text).paying("20.00"))
                .first()
                .isEqualTo("CERTAIN RK-2026-00011=20.00");
    }

    @Test
    void a_reference_that_the_text_contradicts_is_for_a_person() {
        assertThat(books().reference("RF50RK202600123").paying("60.00", "RK-2026-00200"))
                .noneMatch(m -> m.startsWith("CERTAIN"));
    }

    // Numbers

    @ParameterizedTest
    @ValueSource(
            strings = {
                "RK-2026-00123",
                "rk-2026-00123",
                "RK 2026 00123",
                "RK/2026/00123",
                "RK202600123",
                "RK.2026.123",
                "rk-2026-123",
                "2026-00123",
                "202600123",
                "Rēķ.Nr.RK-2026-00123",
                "rēķinsRK-2026-00123",
                "Apmaksa par rēķinu RK-2026-00123, paldies",
                "Arve nr RK-2026-00123 tasumine",
                "Faktura č. RK-2026-00123",
                "RK-2026-00123 no 01.11.2026",
                "Līg. 77/2025 rēķins RK-2026-00123",
                "INV RK-2026-00123 EUR 100,00"
            })
    void a_number_is_found_however_people_write_it(String text) {
        assertThat(books().paying("100.00", text)).first().isEqualTo(PAID);
    }

    @ParameterizedTest
    @CsvSource({
        "RK-20,26-00123",
        "RK-2026-0,0123",
        "RK-2026-00,123",
        "R,K-2026-00123",
        "RK-2026-,00123",
        "Apmaksa RK-2026-0012,3"
    })
    void a_number_that_the_bank_cut_in_two_is_found(String first, String second) {
        assertThat(books().paying("100.00", first, second)).first().isEqualTo(PAID);
    }

    @Test
    void a_number_with_neither_amount_nor_payer_is_for_a_person() {
        assertThat(books().from("Cits Maksātājs SIA").paying("117.31", "RK-2026-00123"))
                .containsExactly("LIKELY RK-2026-00123=100.00");
    }

    @Test
    void a_known_payer_pays_in_part_or_too_much() {
        assertThat(books().from("BALTIJAS CELS SIA").paying("30.00", "RK-2026-00123"))
                .first()
                .isEqualTo("CERTAIN RK-2026-00123=30.00");
        assertThat(books().from("Baltijas Ceļš").paying("130.00", "RK-2026-00123"))
                .first()
                .isEqualTo(PAID);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "RK-2026-00123, RK-2026-00124",
                "RK-2026-00123; 00124",
                "RK-2026-00123 + 124",
                "Rēķini RK-2026-00123 un 00124",
                "RK-2026-00123 00124",
                "rēķini RK2026-00123,RK2026-00124"
            })
    void several_numbers_share_the_payment(String text) {
        assertThat(books().paying("160.00", text))
                .first()
                .isEqualTo("CERTAIN RK-2026-00123=100.00 RK-2026-00124=60.00");
    }

    @ParameterizedTest
    @ValueSource(strings = {"RK-2026-00123 - RK-2026-00125", "RK-2026-00123-00125", "RK-2026-00123 – 125"})
    void a_range_of_numbers_is_all_of_them(String text) {
        assertThat(books().paying("193.00", text))
                .first()
                .isEqualTo("CERTAIN RK-2026-00123=100.00 RK-2026-00124=60.00 RK-2026-00125=33.00");
    }

    @Test
    void several_numbers_that_the_amount_does_not_fit_are_for_a_person() {
        assertThat(books().from("Baltijas Ceļš").paying("60.00", "RK-2026-00123, RK-2026-00124"))
                .first()
                .isEqualTo("LIKELY RK-2026-00124=60.00");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Līgums 00123",
                "Tel. 2001237",
                "Order 00123 of 23.11.2026",
                "Smlouva c. 00123/2025",
                "2026-11-23",
                "11/2026",
                "23.11.2026",
                "LV80BANK0000435195001",
                "Avanss 00123",
                "RK-2026-99999"
            })
    void digits_that_only_look_like_a_number_link_nothing(String text) {
        assertThat(books().from("Nezināms SIA").paying("412.77", text)).noneMatch(m -> m.startsWith("CERTAIN"));
        assertThat(books().from("Baltijas Ceļš").paying("412.77", text)).noneMatch(m -> m.startsWith("CERTAIN"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            RK-2026-00513 + 414 + 00602 | 160.00 | CERTAIN
            Faktury 513, 414, 602       | 160.00 | CERTAIN
            Faktury 513, 414, 602       | 161.00 | LIKELY
            """)
    void a_list_over_several_series_is_certain_by_payer_ends_and_the_exact_sum(
            String text, String amount, String certainty) {
        var books = new Books()
                .customer(1, "SIA Baltijas Ceļš", "LV")
                .customer(2, "Põhjatäht OÜ", "EE")
                .invoice("RK-2026-00513", 1, "60.00", "")
                .invoice("A-414", 1, "40.00", "")
                .invoice("26VF00602", 1, "60.00", "")
                .invoice("A-513", 2, "60.00", "")
                .invoice("2026/0414", 2, "40.00", "");
        assertThat(books.from("Baltijas Ceļš").paying(amount, text))
                .first()
                .asString()
                .startsWith(certainty);
    }

    @Test
    void another_series_word_before_a_number_does_not_outweigh_payer_and_amount() {
        var books = new Books()
                .customer(1, "SIA Baltijas Ceļš", "LV")
                .customer(2, "Põhjatäht OÜ", "EE")
                .invoice("102/26", 1, "60.00", "")
                .invoice("FV-102/2026", 2, "45.00", "");
        assertThat(books.from("Baltijas Ceļš").paying("60.00", "FV 102/26 z dn. 2026-10-01"))
                .first()
                .isEqualTo("CERTAIN 102/26=60.00");
    }

    @Test
    void ends_say_nothing_where_another_invoice_of_the_payer_has_the_amount() {
        var books = new Books()
                .customer(1, "SIA Baltijas Ceļš", "LV")
                .invoice("RK-2026-00513", 1, "60.00", "")
                .invoice("A-414", 1, "40.00", "")
                .invoice("A-900", 1, "100.00", "");
        assertThat(books.from("Baltijas Ceļš").paying("100.00", "513 414")).noneMatch(m -> m.startsWith("CERTAIN"));
    }

    @Test
    void a_quantity_is_no_number() {
        assertThat(books().from("Baltijas Ceļš").paying("70.00", "RK-2026-00123 5 pallets 1200 kg"))
                .containsExactly("CERTAIN RK-2026-00123=70.00");
    }

    @Test
    void the_last_digits_alone_need_the_exact_amount() {
        assertThat(books().paying("100.00", "Rēķins 00123")).first().isEqualTo(PAID);
        assertThat(books().from("Baltijas Ceļš").paying("50.00", "Rēķins 00123"))
                .noneMatch(m -> m.startsWith("CERTAIN"));
    }

    // Payer and amount

    @Test
    void payer_and_amount_are_only_likely() {
        assertThat(books().from("BALTIJAS CEĻŠ, SIA").paying("60.00", "Apmaksa"))
                .containsExactly("LIKELY RK-2026-00124=60.00");
        assertThat(books().from("Svešs", "LV11").paying("60.00", "Apmaksa")).isEmpty();
        assertThat(new Books()
                        .customer(1, "SIA Baltijas Ceļš", "LV", "LV11")
                        .invoice("RK-1", 1, "60.00", "")
                        .from("Kāds", "lv 11")
                        .paying("60.00"))
                .containsExactly("LIKELY RK-1=60.00");
    }

    @Test
    void the_whole_balance_and_a_set_that_adds_up_are_offered() {
        assertThat(books().from("Baltijas Ceļš").paying("193.00"))
                .containsExactly("LIKELY RK-2026-00123=100.00 RK-2026-00124=60.00 RK-2026-00125=33.00");
        assertThat(books().from("Baltijas Ceļš").paying("133.00"))
                .containsExactly("LIKELY RK-2026-00123=100.00 RK-2026-00125=33.00");
    }

    @Test
    void a_similar_name_and_a_unique_amount_are_offered() {
        assertThat(books().from("Baltijas Celss").paying("60.00")).containsExactly("LIKELY RK-2026-00124=60.00");
    }

    @Test
    void currencies_never_mix() {
        assertThat(books().from("Baltijas Ceļš")
                        .reference("RF50RK202600123")
                        .matches(Money.of("100.00", "USD"), "RK-2026-00123"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "SIA Baltijas Ceļš, BALTIJAS CELS SIA, true",
        "Žižkovské strojírny 203 s.r.o., Žižkovské strojírny 203, true",
        "'Moravská doprava 1814, spol. s r.o.', MORAVSKA DOPRAVA 1814 SPOL S R O, true",
        "Żabka Sp. z o.o., ZABKA SP Z OO, true",
        "Moravská doprava 55 s.r.o., Moravská doprava 56 s.r.o., false",
        "Moravská doprava s.r.o., Moravská doprava 56 s.r.o., false",
        "Rīgas Koks SIA, SIA RĪGAS KOKS RĪGA BRĪVĪBAS IELA, true",
        "AS, SIA, false"
    })
    void names_are_the_same_whatever_the_bank_made_of_them(String ours, String theirs, boolean same) {
        assertThat(PayerNames.same(theirs, ours)).isEqualTo(same);
    }

    @Test
    void a_payment_of_nothing_matches_nothing() {
        assertThat(books().matches(Money.of("0.00", "EUR"), "RK-2026-00123")).isEqualTo(List.of());
    }
}
