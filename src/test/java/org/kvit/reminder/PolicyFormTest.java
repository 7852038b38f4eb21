package org.kvit.reminder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kvit.base.Refusal;
import org.kvit.base.Words;

/// A policy as somebody types it. Levels are told as `name from to`, and `…` stands for no end.
class PolicyFormTest {
    @Test
    void days_between_two_levels_that_belong_to_none_are_refused_at_the_level_after_them() {
        assertThat(faults("First 1 13", "Second 16 29", "Third 31 …"))
                .containsExactly(
                        "levels[1].fromDays " + Words.of("reminder.policy.gap", "First", "Second", 14, 15),
                        "levels[2].fromDays " + Words.of("reminder.policy.gap", "Second", "Third", 30, 30));
    }

    @Test
    void days_that_two_levels_share_are_refused_at_the_later_one() {
        assertThat(faults("First 1 14", "Second 14 …"))
                .containsExactly("levels[1].fromDays " + Words.of("reminder.policy.overlap", "Second", "First"));
        assertThat(faults("First 1 …", "Second 14 …"))
                .containsExactly("levels[1].fromDays " + Words.of("reminder.policy.overlap", "Second", "First"));
    }

    @Test
    void a_ladder_may_begin_before_the_due_date_or_long_after_it_and_may_end() {
        assertThat(faults("Soon −3 0", "First 1 13", "Second 14 29")).isEmpty();
        assertThat(faults("Late 30 …")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "x 13, levels[0].fromDays reminder.policy.notNumber",
        "5 4, levels[0].toDays reminder.policy.to",
        "-400 4, levels[0].fromDays reminder.policy.from",
        "1 1e9, levels[0].toDays reminder.policy.notNumber"
    })
    void what_is_no_day_is_named(String days, String fault) {
        assertThat(faults("First " + days))
                .singleElement()
                .asString()
                .startsWith(fault.split(" ")[0] + " Words[key=" + fault.split(" ")[1]);
    }

    @Test
    void amounts_are_read_with_the_currency_before_or_behind() {
        var faults = new ArrayList<Refusal.Fault>();
        assertThat(TypedAmounts.read("fees", "5 EUR, 120,50 CZK; usd 3.5", faults))
                .isEqualTo(Map.of(
                        "EUR", new BigDecimal("5"), "CZK", new BigDecimal("120.50"), "USD", new BigDecimal("3.5")));
        assertThat(faults).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"5|amounts", "5 EUR 6|amounts", "EUR 5 EUR|amounts", "-5 EUR|amounts", "5 EUR, 6 EUR|amounts.twice"
            })
    void what_is_no_amount_is_named(String typed, String key) {
        var faults = new ArrayList<Refusal.Fault>();
        TypedAmounts.read("fees", typed, faults);
        assertThat(faults)
                .singleElement()
                .satisfies(f -> assertThat(f.words().key()).isEqualTo("reminder.policy." + key));
    }

    @Test
    void a_currency_that_there_is_not_and_a_fee_of_nothing_are_refused() {
        var fields = fields("First 1 …");
        fields.put("minimums", new String[] {"5 QQQ"});
        fields.put("fees", new String[] {"0 EUR"});
        assertThat(faults(PolicyForm.of(fields)))
                .containsExactly(
                        "levels[0].minimums " + Words.of("reminder.policy.currency", "QQQ"),
                        "levels[0].fees " + Words.of("reminder.policy.amount", "EUR"));
    }

    @Test
    void a_level_that_goes_by_no_way_is_refused() {
        var fields = fields("First 1 …");
        fields.remove("email");
        assertThat(faults(PolicyForm.of(fields)))
                .containsExactly("levels[0].channels " + Words.of("reminder.policy.channels"));
    }

    @Test
    void ticks_belong_to_the_level_that_they_name() {
        var fields = fields("First 1 13", "Second 14 …");
        fields.put("fax", new String[] {"1"});
        fields.put("interest", new String[] {"1"});
        assertThat(PolicyForm.of(fields).policy().levels())
                .extracting(l -> l.channels() + " " + l.interest())
                .containsExactly(
                        "[EMAIL] false",
                        Set.of(Channel.EMAIL, Channel.FAX).stream().sorted().toList() + " true");
    }

    @Test
    void levels_that_change_places_leave_the_days_where_they_are() {
        var form = PolicyForm.of(fields("First 1 13", "Second 14 29", "Third 30 …"));
        assertThat(told(form.swapped(0))).containsExactly("Second 1 13", "First 14 29", "Third 30 ");
        assertThat(told(form.swapped(1))).containsExactly("First 1 13", "Third 14 29", "Second 30 ");
        assertThat(told(form.swapped(2))).isEqualTo(told(form));
        assertThat(told(form.swapped(-1))).isEqualTo(told(form));
        assertThat(told(form.swapped(0).swapped(0))).isEqualTo(told(form));
    }

    @Test
    void one_more_level_begins_where_the_last_one_ends_and_there_are_nine_at_most() {
        var form = PolicyForm.of(fields("First 1 13"));
        assertThat(told(form.withOneMore())).containsExactly("First 1 13", " 14 ");
        for (int i = 0; i < 12; i++) {
            form = form.withOneMore();
        }
        assertThat(form.levels()).hasSize(9);
        assertThat(told(form.without(1).without(99))).hasSize(8).startsWith("First 1 13");
    }

    private static List<String> faults(String... levels) {
        return faults(PolicyForm.of(fields(levels)));
    }

    private static List<String> faults(PolicyForm form) {
        var refusal = catchThrowableOfType(Refusal.class, form::policy);
        return refusal == null
                ? List.of()
                : refusal.faults().stream()
                        .map(f -> f.field() + " " + f.words())
                        .toList();
    }

    private static List<String> told(PolicyForm form) {
        return form.levels().stream()
                .map(l -> l.name() + " " + l.fromDays() + " " + l.toDays())
                .toList();
    }

    private static Map<String, String[]> fields(String... levels) {
        var parts = Stream.of(levels).map(level -> level.split(" ")).toList();
        var fields = new HashMap<String, String[]>();
        fields.put("name", parts.stream().map(p -> p[0]).toArray(String[]::new));
        fields.put("fromDays", parts.stream().map(p -> p[1]).toArray(String[]::new));
        fields.put(
                "toDays", parts.stream().map(p -> p[2].equals("…") ? "" : p[2]).toArray(String[]::new));
        fields.put("template", parts.stream().map(_ -> "friendly").toArray(String[]::new));
        fields.put("email", new String[] {"0", "1", "2"});
        return fields;
    }
}
