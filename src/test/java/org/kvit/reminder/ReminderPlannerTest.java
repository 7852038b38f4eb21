package org.kvit.reminder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kvit.reminder.Items.NOW;
import static org.kvit.reminder.Items.STANDARD;
import static org.kvit.reminder.Items.TODAY;
import static org.kvit.reminder.Items.customer;
import static org.kvit.reminder.Items.held;
import static org.kvit.reminder.Items.level;
import static org.kvit.reminder.Items.open;
import static org.kvit.reminder.Items.overdue;
import static org.kvit.reminder.Items.promised;
import static org.kvit.reminder.Items.remindedBefore;
import static org.kvit.reminder.Items.sentOn;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kvit.base.Money;
import org.kvit.base.Words;

class ReminderPlannerTest {
    private static final Addressee CUSTOMER = customer("info@vedu.example");

    @ParameterizedTest
    @CsvSource({"0, -", "1, 1", "13, 1", "14, 2", "29, 2", "30, 3", "400, 3", "-5, -"})
    void the_level_is_the_one_whose_range_holds_the_days_overdue(int days, String level) {
        var letters = plan(overdue(days)).letters();
        assertThat(
                        letters.isEmpty()
                                ? "-"
                                : Integer.toString(letters.getFirst().level().level()))
                .isEqualTo(level);
    }

    @Test
    void a_customer_gets_one_letter_a_level_with_the_oldest_invoice_first() {
        var plan = plan(overdue(3), overdue(40), overdue(12), overdue(20));
        assertThat(plan.letters())
                .extracting(l -> l.level().level() + ":"
                        + l.items().stream().map(OpenItem::number).toList())
                .containsExactly("1:[RK-12, RK-3]", "2:[RK-20]", "3:[RK-40]");
        assertThat(plan.leftOut()).isEmpty();
    }

    @Test
    void the_first_reminder_goes_out_once_per_invoice() {
        var plan = plan(remindedBefore(overdue(12), 1, 1, 8), overdue(3));
        assertThat(plan.letters())
                .singleElement()
                .satisfies(
                        l -> assertThat(l.items()).extracting(OpenItem::number).containsExactly("RK-3"));
        assertThat(plan.leftOut())
                .singleElement()
                .satisfies(o -> assertThat(o.reason())
                        .isEqualTo(Words.of("reminder.leftOut.once", "Reminder 1", TODAY.minusDays(8))));
    }

    @Test
    void a_first_reminder_says_nothing_against_the_second() {
        assertThat(plan(remindedBefore(overdue(14), 1, 1, 2)).letters())
                .singleElement()
                .satisfies(l -> assertThat(l.level().level()).isEqualTo(2));
    }

    @ParameterizedTest
    @CsvSource({"6, 7, false", "7, 7, true", "8, 7, true", "1, 0, true", "1, 2, false"})
    void a_repeated_reminder_waits_for_its_pause(int daysAgo, int pause, boolean due) {
        var policy = policy(level(1, 1, -1, new Repeat.Every(pause, OptionalInt.empty()), "0"));
        var plan = ReminderPlanner.plan(CUSTOMER, List.of(remindedBefore(overdue(50), 1, 4, daysAgo)), policy, NOW);
        assertThat(plan.letters().isEmpty()).isEqualTo(!due);
        assertThat(reasons(plan)).isEqualTo(due ? List.of() : List.of("soon"));
    }

    @Test
    void a_level_is_repeated_as_often_as_it_may_be() {
        var policy = policy(level(1, 1, -1, new Repeat.Every(7, OptionalInt.of(3)), "0"));
        assertThat(reasons(ReminderPlanner.plan(CUSTOMER, List.of(remindedBefore(overdue(50), 1, 3, 30)), policy, NOW)))
                .containsExactly("enough");
        assertThat(ReminderPlanner.plan(CUSTOMER, List.of(remindedBefore(overdue(50), 1, 2, 30)), policy, NOW)
                        .letters())
                .hasSize(1);
    }

    @Test
    void a_counter_set_back_lets_the_letter_go_again() {
        assertThat(plan(remindedBefore(overdue(12), 1, 0, 8)).letters()).hasSize(1);
    }

    @Test
    void nothing_is_reminded_twice_on_one_day_even_at_another_level() {
        assertThat(reasons(plan(remindedBefore(overdue(14), 1, 1, 0)))).containsExactly("today");
        var everyRun = policy(level(1, 1, -1, new Repeat.Every(0, OptionalInt.empty()), "0"));
        assertThat(reasons(
                        ReminderPlanner.plan(CUSTOMER, List.of(remindedBefore(overdue(14), 1, 1, 0)), everyRun, NOW)))
                .containsExactly("today");
    }

    @ParameterizedTest
    @CsvSource({"-1, false", "0, true", "12, true"})
    void a_promise_holds_the_reminder_back_to_the_end_of_its_day(int daysAhead, boolean holds) {
        var plan = plan(promised(overdue(20), TODAY.plusDays(daysAhead)));
        assertThat(plan.letters().isEmpty()).isEqualTo(holds);
        assertThat(reasons(plan)).isEqualTo(holds ? List.of("promised") : List.of());
    }

    @ParameterizedTest
    @CsvSource({"0, true", "2, true", "3, false"})
    void nobody_gets_the_invoice_on_monday_and_the_reminder_on_tuesday(int sentDaysAgo, boolean holds) {
        assertThat(reasons(plan(sentOn(overdue(5), TODAY.minusDays(sentDaysAgo)))))
                .isEqualTo(holds ? List.of("justSent") : List.of());
    }

    @Test
    void reminders_off_speak_their_reason_and_end_on_their_day() {
        var dispute = new OpenItem.Hold(Optional.of("dispute"), Optional.of(TODAY));
        assertThat(plan(held(overdue(5), dispute)).leftOut())
                .singleElement()
                .satisfies(o -> assertThat(o.reason())
                        .isEqualTo(Words.of("reminder.leftOut.invoiceOffReasonUntil", "dispute", TODAY)));
        var over = new OpenItem.Hold(Optional.of("dispute"), Optional.of(TODAY.minusDays(1)));
        assertThat(plan(held(overdue(5), over)).letters()).hasSize(1);
    }

    @Test
    void a_customer_who_is_not_to_be_reminded_gets_nothing() {
        var sister = customer(Optional.of(new OpenItem.Hold(Optional.empty(), Optional.empty())), "a@b.example");
        assertThat(reasons(ReminderPlanner.plan(sister, List.of(overdue(5), overdue(50)), STANDARD, NOW)))
                .containsExactly("customerOff", "customerOff");
    }

    @Test
    void without_an_address_there_is_no_letter() {
        assertThat(reasons(ReminderPlanner.plan(customer(), List.of(overdue(5)), STANDARD, NOW)))
                .containsExactly("noAddress");
    }

    @Test
    void an_address_that_mail_came_back_from_is_the_reason_where_no_other_is_left() {
        var c = customer();
        var returned = new Addressee(
                c.customer(),
                c.name(),
                c.registrationNumber(),
                c.street(),
                c.city(),
                c.postalCode(),
                c.country(),
                c.language(),
                List.of(),
                List.of(),
                List.of("gone@debtor.example"),
                c.hold(),
                c.policy());
        assertThat(reasons(ReminderPlanner.plan(returned, List.of(overdue(5)), STANDARD, NOW)))
                .containsExactly("returned");
    }

    @Test
    void nobody_is_chased_for_cents() {
        var policy = policy(level(1, 1, -1, new Repeat.Once(), "5.00"));
        var cents = open(overdue(5), Money.of("4.99", "EUR"));
        assertThat(reasons(ReminderPlanner.plan(CUSTOMER, List.of(cents), policy, NOW)))
                .containsExactly("small");
        var more = open(overdue(6), Money.of("0.01", "EUR"));
        assertThat(ReminderPlanner.plan(CUSTOMER, List.of(cents, more), policy, NOW)
                        .letters())
                .hasSize(1);
        var foreign = open(overdue(5), Money.of("4.99", "CZK"));
        assertThat(ReminderPlanner.plan(CUSTOMER, List.of(foreign), policy, NOW).letters())
                .as("what a crown is worth isn't known")
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "99.99 CZK, small", // below the minimum in its own currency
        "100.00 CZK, sent",
        "4.99 EUR, small",
        "4.99 EUR + 99.99 CZK, small",
        "4.99 EUR + 100.00 CZK, sent",
        "5.00 EUR + 1.00 CZK, sent",
        "0.01 USD, sent", // nothing says what a dollar must come to
        "4.99 EUR + 0.01 USD, sent",
        "1.00 EUR + 3.99 EUR, small",
        "1.00 EUR + 4.00 EUR, sent"
    })
    void a_minimum_is_compared_in_the_letters_own_currency(String amounts, String what) {
        var level = Items.by(
                level(1, 1, -1, new Repeat.Once(), "5.00"),
                Set.of(Channel.EMAIL),
                Map.of("CZK", new BigDecimal("100")));
        var items = new ArrayList<OpenItem>();
        for (var amount : amounts.split(" \\+ ")) {
            items.add(open(overdue(5 + items.size()), Money.of(amount.split(" ")[0], amount.split(" ")[1])));
        }
        var plan = ReminderPlanner.plan(CUSTOMER, items, policy(level), NOW);
        assertThat(reasons(plan)).allMatch(what::equals).hasSize(what.equals("sent") ? 0 : items.size());
        assertThat(plan.letters()).hasSize(what.equals("sent") ? 1 : 0);
    }

    @Test
    void a_letter_that_is_too_small_says_in_which_currencies() {
        var level = Items.by(
                level(1, 1, -1, new Repeat.Once(), "5.00"),
                Set.of(Channel.EMAIL),
                Map.of("CZK", new BigDecimal("100")));
        var items = List.of(open(overdue(5), Money.of("4.99", "EUR")), open(overdue(6), Money.of("20.00", "CZK")));
        assertThat(ReminderPlanner.plan(CUSTOMER, items, policy(level), NOW).leftOut())
                .extracting(Outcome.LeftOut::reason)
                .containsOnly(Words.of("reminder.leftOut.small", "20.00 CZK, 4.99 EUR", "100.00 CZK, 5.00 EUR"));
    }

    @ParameterizedTest
    @CsvSource({
        // level goes by, customer has, can be sent by, outcome
        "EMAIL, EMAIL FAX PRINT, EMAIL FAX PRINT, EMAIL",
        "EMAIL FAX, EMAIL FAX PRINT, EMAIL FAX PRINT, EMAIL FAX",
        "EMAIL FAX PRINT, FAX, EMAIL FAX PRINT, FAX",
        "EMAIL FAX PRINT, EMAIL PRINT, EMAIL FAX PRINT, EMAIL PRINT",
        "EMAIL FAX PRINT, EMAIL FAX PRINT, EMAIL, EMAIL",
        "PRINT, EMAIL FAX PRINT, EMAIL, noWay",
        "FAX PRINT, FAX, EMAIL, noWay",
        "EMAIL FAX, FAX, EMAIL, noWay",
        "EMAIL, FAX PRINT, EMAIL, noAddress",
        "FAX, EMAIL PRINT, EMAIL, noFax",
        "PRINT, EMAIL FAX, EMAIL, noPost",
        "FAX PRINT, EMAIL, EMAIL FAX PRINT, noneOf",
        "EMAIL FAX PRINT, '', EMAIL FAX PRINT, noneOf"
    })
    void a_letter_goes_by_all_of_its_ways_that_reach_the_customer(
            String level, String reach, String ways, String outcome) {
        var to = Items.at(
                reach.contains("EMAIL") ? List.of("a@vedu.example", "b@vedu.example") : List.of(),
                reach.contains("FAX") ? List.of("+372 600 1000") : List.of(),
                reach.contains("PRINT"));
        var by = Items.by(level(1, 1, -1, new Repeat.Once(), "0"), channels(level), Map.of());
        var now = new Circumstances(TODAY, TODAY, 3, "EUR", channels(ways));
        var plan = ReminderPlanner.plan(to, List.of(overdue(5)), policy(by), now);
        if (plan.letters().isEmpty()) {
            assertThat(reasons(plan)).containsExactly(outcome);
        } else {
            var letter = plan.letters().getFirst();
            assertThat(letter.channels()).isEqualTo(channels(outcome));
            assertThat(letter.emails())
                    .isEqualTo(outcome.contains("EMAIL") ? List.of("a@vedu.example", "b@vedu.example") : List.of());
        }
    }

    @Test
    void a_letter_by_post_needs_a_street_and_a_city() {
        assertThat(Items.at(List.of(), List.of(), true).recipients(Set.of(Channel.PRINT)))
                .containsExactly(new Recipient(Channel.PRINT, "Pärnu mnt 5, Tallinn, EE"));
        assertThat(Items.at(List.of(), List.of(), false).recipients(Set.of(Channel.PRINT)))
                .isEmpty();
    }

    @Test
    void a_level_before_the_due_date_reminds_of_what_is_not_overdue_yet() {
        var policy = policy(
                new ReminderLevel(1, "Soon", -3, OptionalInt.of(0), new Repeat.Once(), BigDecimal.ZERO),
                level(2, 1, -1, new Repeat.Once(), "0"));
        var plan =
                ReminderPlanner.plan(CUSTOMER, List.of(overdue(-4), overdue(-3), overdue(0), overdue(1)), policy, NOW);
        assertThat(plan.letters())
                .extracting(l -> l.level().level() + " "
                        + l.items().stream().map(OpenItem::number).toList())
                .containsExactly("1 [RK-0, RK--3]", "2 [RK-1]");
        assertThat(reasons(plan)).containsExactly("noLevel");
    }

    @Test
    void days_that_no_level_covers_are_said_so() {
        var policy = policy(level(1, 10, 20, new Repeat.Once(), "0"));
        assertThat(reasons(ReminderPlanner.plan(CUSTOMER, List.of(overdue(5), overdue(30)), policy, NOW)))
                .containsExactly("noLevel", "noLevel");
    }

    private static ReminderPlan plan(OpenItem... items) {
        return ReminderPlanner.plan(CUSTOMER, List.of(items), STANDARD, NOW);
    }

    private static ReminderPolicy policy(ReminderLevel... levels) {
        return new ReminderPolicy(List.of(levels));
    }

    private static Set<Channel> channels(String names) {
        return Stream.of(names.split(" "))
                .filter(name -> !name.isEmpty())
                .map(Channel::valueOf)
                .collect(Collectors.toSet());
    }

    private static List<String> reasons(ReminderPlan plan) {
        return plan.leftOut().stream()
                .map(o -> o.reason().key().substring("reminder.leftOut.".length()))
                .toList();
    }
}
