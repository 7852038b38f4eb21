package org.kvit.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kvit.KvitTest;
import org.kvit.TestCompany;
import org.kvit.base.Actor;
import org.kvit.base.Refusal;
import org.kvit.base.Words;
import org.kvit.company.Companies;
import org.kvit.company.People;
import org.kvit.company.Role;
import org.kvit.invoice.InvoiceId;
import org.kvit.payment.StatementAge;
import org.kvit.reminder.Dispatcher;
import org.kvit.reminder.ReminderRuns;
import org.kvit.reminder.ReminderStops;
import org.kvit.reminder.RunId;
import org.kvit.reminder.RunReadings;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@KvitTest
class FiringsTest {
    @Autowired
    private Companies companies;

    @Autowired
    private People people;

    @Autowired
    private Firings firings;

    @Autowired
    private FiringLog log;

    @Autowired
    private ReminderSchedules schedules;

    @Autowired
    private ClosedDayList closed;

    @Autowired
    private Lookout lookout;

    @Autowired
    private ReminderRuns runs;

    @Autowired
    private RunReadings readings;

    @Autowired
    private Dispatcher dispatcher;

    @Autowired
    private ReminderStops stops;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transaction;

    private TestCompany company;
    private Planned planned;
    private LocalDate today;

    @BeforeEach
    void found() {
        company = TestCompany.found(companies);
        today = company.actor().get(companies::today);
        planned = new Planned(company, firings, schedules, jdbc, transaction, today);
    }

    @Test
    void a_run_is_proposed_at_its_moment_and_once_a_day() {
        planned.overdue(2);
        planned.set(Planned.DAILY);
        assertThat(planned.look(planned.in(1).minusMillis(1))).isEmpty();
        var firing = planned.fires(1);
        assertThat(firing.outcome()).isEqualTo(Firing.Outcome.PROPOSED);
        assertThat(firing.letters()).isEqualTo(2);
        assertThat(planned.look(1)).isEmpty();
        assertThat(planned.look(planned.in(1).plusSeconds(3600))).isEmpty();
        var offer = acting(log::offer).orElseThrow();
        assertThat(offer.letters()).isEqualTo(2);
        assertThat(offer.sums()).extracting(Object::toString).containsExactly("200.00 EUR");
    }

    @Test
    void a_time_of_the_day_on_which_it_was_switched_on_is_not_made_up_but_a_missed_one_is() {
        planned.overdue(1);
        planned.set(Planned.DAILY);
        assertThat(planned.look(planned.in(1).minusSeconds(1))).isEmpty();
        assertThat(planned.look(planned.in(3).minusSeconds(60)))
                .as("a minute before the day ends, after two days off")
                .extracting(Firing::day)
                .containsExactly(today.plusDays(2));
    }

    @Test
    void what_is_left_unsent_is_offered_again_and_what_is_emptied_is_not() {
        planned.overdue(2);
        planned.set(Planned.DAILY);
        planned.fires(1);
        var again = planned.fires(2);
        assertThat(again.letters()).isEqualTo(2);
        var run = again.run().orElseThrow();
        var invoices = acting(() -> readings.letters(run, OptionalInt.empty(), 0, 10)).stream()
                .flatMap(l -> l.lines().stream())
                .map(l -> l.invoice())
                .toList();
        acting(() -> {
            runs.exclude(run, java.util.Set.<InvoiceId>copyOf(invoices));
            return 0;
        });
        assertThat(acting(log::offer)).isEmpty();
        assertThat(planned.fires(3).letters()).isEqualTo(2);
    }

    @Test
    void a_day_on_condition_is_skipped_only_if_a_run_was_sent_on_the_working_day_before() {
        planned.overdue(1);
        planned.set(Calendars.schedule("iiiiiii", "00:00", false));
        var proposed = planned.fires(1);
        assertThat(proposed.outcome()).isEqualTo(Firing.Outcome.PROPOSED);
        send(proposed.run().orElseThrow()); // it goes today, a day before the one that is played next
        var other = TestCompany.found(companies);
        var others = new Planned(other, firings, schedules, jdbc, transaction, today);
        others.set(Calendars.schedule("iiiiiii", "00:00", false));
        assertThat(others.fires(1).outcome()).isEqualTo(Firing.Outcome.EMPTY);
        change("UPDATE reminder_schedule SET done_on = NULL");
        change("DELETE FROM reminder_firing");
        var skipped = planned.fires(1);
        assertThat(skipped.outcome()).isEqualTo(Firing.Outcome.SKIPPED);
        assertThat(skipped.reasons()).containsExactly(Words.of("schedule.skipped", today));
        assertThat(planned.fires(2).outcome()).isEqualTo(Firing.Outcome.EMPTY);
    }

    @Test
    void chosen_people_get_one_mail_a_proposal_in_their_own_language() {
        planned.overdue(1);
        var ilze = acting(
                () -> people.add("ilze-" + company.email(), "Ilze", TestCompany.PASSWORD, "en", Role.ACCOUNTANT));
        var daily = Planned.DAILY;
        planned.set(new ReminderSchedule(
                daily.mode(), daily.at(), daily.rules(), false, true, List.of(ilze, company.administrator())));
        planned.fires(1);
        planned.look(1);
        assertThat(mails())
                .containsExactlyInAnyOrder(
                        "1 atgādinājuma vēstule gaida (Baltic Freight SIA)",
                        "1 reminder letter waits (Baltic Freight SIA)");
        assertThatThrownBy(() -> planned.set(new ReminderSchedule(
                        daily.mode(),
                        daily.at(),
                        daily.rules(),
                        false,
                        true,
                        List.of(new org.kvit.base.UserId(999_999)))))
                .isInstanceOf(Refusal.class);
    }

    @Test
    void automatic_needs_the_set_up_and_its_first_run_waits_for_a_person() {
        planned.overdue(3);
        var automatic = Planned.DAILY.in(Mode.AUTOMATIC);
        assertThatThrownBy(() -> planned.set(automatic)).isInstanceOf(Refusal.class);
        planned.isSetUp();
        planned.set(automatic);
        var first = planned.fires(1);
        assertThat(first.outcome()).isEqualTo(Firing.Outcome.PROPOSED);
        assertThat(first.reasons()).containsExactly(Words.of("schedule.held.first"));
        send(first.run().orElseThrow());
        planned.overdue(2);
        var second = planned.fires(2);
        assertThat(second.outcome()).isEqualTo(Firing.Outcome.SENT);
        acting(() -> {
            dispatcher.finishOthers();
            return 0;
        });
        assertThat(states(second.run().orElseThrow())).containsOnly("queued").hasSize(2);
        planned.overdue(7);
        var third = planned.fires(3);
        assertThat(third.outcome()).isEqualTo(Firing.Outcome.PROPOSED);
        assertThat(third.reasons()).containsExactly(Words.of("schedule.held.many", 7, 3));
    }

    @Test
    void an_old_statement_holds_a_run_up_and_an_item_undone_turns_back_to_proposing() {
        planned.overdue(1);
        planned.isSetUp();
        planned.set(Planned.DAILY.in(Mode.AUTOMATIC));
        change("UPDATE statement SET to_date = to_date - 9 WHERE company_id = current_company()");
        assertThat(planned.fires(1).reasons())
                .contains(Words.of("schedule.held.statement", "LV80BANK0000435195001", today.minusDays(9), 9L));
        assertThat(acting(schedules::own).mode()).isEqualTo(Mode.AUTOMATIC);
        change("""
                INSERT INTO mail_server (company_id, host, port, security, sender)
                VALUES (current_company(), 'mail.example', 25, 'tls', 'a@b.example')""");
        var held = planned.fires(2);
        assertThat(held.outcome()).isEqualTo(Firing.Outcome.PROPOSED);
        assertThat(held.reasons()).containsExactly(Words.of("schedule.held.setup", Words.of("schedule.setup.mail")));
        assertThat(acting(schedules::own).mode()).isEqualTo(Mode.PROPOSE);
        assertThat(acting(schedules::fellBack)).isPresent();
        planned.set(Planned.DAILY);
        assertThat(acting(schedules::fellBack)).isEmpty();
    }

    @Test
    void the_valves_say_each_reason() {
        var age = new StatementAge(List.of(), false);
        assertThat(Valves.reasons(1, false, OptionalInt.empty(), age))
                .extracting(Words::key)
                .containsExactly("schedule.held.first", "schedule.held.noStatement");
        var fresh = new StatementAge(List.of(new StatementAge.Account("LV1", today, 0, false)), true);
        assertThat(Valves.reasons(8, true, Median.of(List.of(9, 1, 4)), fresh)).isEmpty();
        assertThat(Valves.reasons(9, true, Median.of(List.of(9, 1, 4)), fresh))
                .containsExactly(Words.of("schedule.held.many", 9, 4));
    }

    @Test
    void a_stop_holds_everything_where_it_stands_until_it_is_lifted() {
        planned.overdue(60);
        planned.set(Planned.DAILY);
        var run = planned.fires(1).run().orElseThrow();
        acting(() -> {
            runs.order(run, Optional.empty());
            return 0;
        });
        acting(() -> {
            stops.stop("Wrong price list");
            return 0;
        });
        acting(() -> {
            stops.stop("pressed twice");
            dispatcher.finishOthers();
            return 0;
        });
        assertThat(acting(stops::standing).orElseThrow().reason()).isEqualTo("Wrong price list");
        assertThat(states(run)).containsOnly("ordered").hasSize(60);
        assertThat(planned.look(2)).isEmpty();
        lookout.lookOnce(planned.in(3));
        assertThat(acting(() -> log.since(today))).hasSize(1);
        acting(() -> {
            stops.resume();
            dispatcher.finishOthers();
            return 0;
        });
        assertThat(states(run)).containsOnly("queued").hasSize(60);
        assertThat(mailsHeld()).isZero();
        acting(() -> {
            stops.stop("");
            return 0;
        });
        assertThat(mailsHeld()).isEqualTo(60);
        assertThatThrownBy(() -> acting(() -> {
                    runs.order(planned.look(4).getFirst().run().orElseThrow(), Optional.empty());
                    return 0;
                }))
                .isInstanceOf(RuntimeException.class);
        acting(() -> {
            stops.resume();
            return 0;
        });
        assertThat(mailsHeld()).isZero();
        assertThatThrownBy(() -> acting(() -> {
                    stops.resume();
                    return 0;
                }))
                .isInstanceOf(Refusal.class);
    }

    @Test
    void closed_days_and_a_new_time_zone_are_heeded_at_the_next_look() {
        planned.overdue(1);
        planned.set(Planned.DAILY);
        assertThat(planned.look(planned.in(0).plusSeconds(1))).isEmpty();
        acting(() -> closed.add(today.plusDays(1), today.plusDays(2), "Stocktaking"));
        assertThat(planned.look(1)).isEmpty();
        assertThat(planned.look(planned.in(2).plusSeconds(7200))).isEmpty();
        change("UPDATE company SET time_zone = 'Pacific/Auckland' WHERE id = current_company()");
        var there = planned.in(3);
        assertThat(due(there)).contains(company.id().value());
        assertThat(planned.look(there.minusMillis(1))).isEmpty();
        assertThat(planned.look(there)).extracting(Firing::day).containsExactly(today.plusDays(3));
        assertThat(due(there)).doesNotContain(company.id().value());
    }

    private List<Long> due(java.time.Instant at) {
        return transaction.execute(_ -> jdbc.sql("SELECT companies_with_due_reminders(:at)")
                .param("at", at.atOffset(java.time.ZoneOffset.UTC))
                .query(Long.class)
                .list());
    }

    private void send(RunId run) {
        acting(() -> {
            dispatcher.sendNow(run, Optional.empty());
            return 0;
        });
    }

    private List<String> states(RunId run) {
        return acting(() -> readings.letters(run, OptionalInt.empty(), 0, 100)).stream()
                .map(l -> l.state())
                .toList();
    }

    private List<String> mails() {
        return company.actor()
                .get(() -> transaction.execute(
                        _ -> jdbc.sql("SELECT subject FROM mail WHERE company_id = current_company() AND kind = 'note'")
                                .query((row, n) -> row.getString(1))
                                .list()));
    }

    private int mailsHeld() {
        return company.actor()
                .get(() -> transaction.execute(_ -> jdbc.sql(
                                "SELECT count(*) FROM mail WHERE company_id = current_company() AND next_attempt_at = 'infinity'")
                        .query(Integer.class)
                        .single()));
    }

    private void change(String sql) {
        company.actor()
                .run(() -> transaction.executeWithoutResult(_ -> jdbc.sql(sql).update()));
    }

    private <T> T acting(java.util.function.Supplier<T> work) {
        return Actor.of(company.id(), company.administrator(), "screen").get(work);
    }
}
