package org.kvit.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kvit.base.Words;

class PluralFormatTest {
    /// As CLDR has them.
    @ParameterizedTest
    @CsvSource({
        "lv, zero, 0 10 11 12 15 19 20 30 100 111 211 1000 1011",
        "lv, one, 1 21 31 91 101 121 1001 1021 -21",
        "lv, other, 2 3 9 22 29 102 1002",
        "en, one, 1 -1",
        "en, other, 0 2 10 11 21 101",
        "et, one, 1",
        "et, other, 0 2 10 11 21 101",
        "cs, one, 1",
        "cs, few, 2 3 4 -3",
        "cs, other, 0 5 11 12 21 22 102 1000",
        "sk, one, 1",
        "sk, few, 2 3 4",
        "sk, other, 0 5 11 12 21 22 102 1000"
    })
    void every_number_has_its_category_in_every_language(String language, String category, String numbers) {
        assertThat(Arrays.stream(numbers.split(" "))
                        .map(Long::valueOf)
                        .filter(number ->
                                !PluralFormat.category(language, number).equals(category)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "lv, 0, 0 rēķini",
        "lv, 1, 1 rēķins",
        "lv, 2, 2 rēķini",
        "lv, 11, 11 rēķini",
        "lv, 21, 21 rēķins",
        "lv, 111, 111 rēķini",
        "lv, 131, 131 rēķins",
        "en, 1, 1 invoice",
        "en, 21, 21 invoices",
        "en, 1021, '1,021 invoices'",
        "et, 21, 21 arvet",
        "cs, 4, 4 faktury",
        "cs, 21, 21 faktur",
        "sk, 3, 3 faktúry",
        "sk, 5, 5 faktúr"
    })
    void a_counted_thing_stands_as_its_number_wants_it(String language, long count, String text) throws IOException {
        assertThat(new Texts().text(Locale.of(language), "today.invoices", count))
                .isEqualTo(text);
    }

    @Test
    void what_was_kept_as_words_is_counted_too() throws IOException {
        var texts = new Texts();
        var latvian = Locale.of("lv");
        assertThat(texts.words(latvian, Words.of("reminder.leftOut.soon", 21, "7")))
                .isEqualTo("pēdējoreiz atgādināts pirms 21 dienas; nākamais atgādinājums pēc 7 dienām");
        assertThat(texts.words(latvian, Words.of("reminder.leftOut.noLevel", "-1")))
                .startsWith("kavējums -1 diena:");
        assertThat(texts.words(Locale.ENGLISH, Words.of("company.numberPattern.invalid", 30)))
                .contains("{number:5}", "30");
    }

    @Test
    void a_number_of_its_own_comes_before_its_category_and_others_stand_beside() {
        var text =
                TextPattern.parse("{1}: {0,plural,=0{none}=1{just one}one{#!}other{it''s #}} of {2}", Locale.of("lv"));
        assertThat(text.format(new Object[] {0, "a", "b"})).isEqualTo("a: none of b");
        assertThat(text.format(new Object[] {1, "a", "b"})).isEqualTo("a: just one of b");
        assertThat(text.format(new Object[] {21, "a", "b"})).isEqualTo("a: 21! of b");
        assertThat(text.format(new Object[] {5, "a", "b"})).isEqualTo("a: it's 5 of b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{0,plural,one{#}}",
                "{0,plural,one{#}others{#}}",
                "{0,plural,one{#} and other{#}}",
                "{0,plural,other{#}",
                "{0,plural,other{{0}}}"
            })
    void a_text_that_can_not_be_counted_is_found_out(String text) {
        assertThatThrownBy(() -> TextPattern.parse(text, Locale.ENGLISH)).isInstanceOf(IllegalArgumentException.class);
    }
}
